/** What console.error is called with, as the text that the console shows. */

export function consoleText([first, ...rest]: readonly unknown[]): string {
  if (typeof first !== 'string') return [first, ...rest].map(text).join(' ')
  const left = [...rest]
  const filled = first.replace(/%([%sdifoOc])/g, (whole, kind: string) => {
    if (kind === '%') return '%'
    if (left.length === 0) return whole
    const value = left.shift()
    return kind === 'c' ? '' : text(value)
  })
  return [filled, ...left.map(text)].join(' ')
}

function text(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Error) return value.stack ?? value.message
  try {
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
  } catch {
    return String(value)
  }
}
