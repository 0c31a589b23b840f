/** A browser's name for people, from the header it sends: enough to tell one's own sessions apart. */

/** Example: `Firefox on Linux` */
export function deviceOf(agent: string): string {
  const first = (names: Readonly<Record<string, RegExp>>) =>
    Object.entries(names).find(([, pattern]) => pattern.test(agent))?.[0]
  const browser = first(BROWSERS)
  const system = first(SYSTEMS)
  return [browser ?? 'A browser', ...(system ? [`on ${system}`] : [])].join(' ')
}

// The order matters: most browsers also claim to be those that come after them.
const BROWSERS = { Edge: /Edg/, Opera: /OPR/, Firefox: /Firefox|FxiOS/, Chrome: /Chrom|CriOS/, Safari: /Safari/ }
const SYSTEMS = {
  iPhone: /iPhone/,
  iPad: /iPad/,
  Android: /Android/,
  Windows: /Windows/,
  macOS: /Mac OS/,
  Linux: /Linux/,
}
