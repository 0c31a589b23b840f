/** Colour for the terminal, or none. */

export const ANSI = { bold: 1, dim: 2, red: 31, yellow: 33, cyan: 36 } as const

export type Paint = (text: string, style: (typeof ANSI)[keyof typeof ANSI]) => string

export function painter(color: boolean): Paint {
  return color ? (text, style) => `\u001b[${style}m${text}\u001b[0m` : (text) => text
}
