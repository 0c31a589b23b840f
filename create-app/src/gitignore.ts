/** Two lists of ignored files made one. */

/** `present` as it is, then the lines of `wanted` that it lacks. */
export function gitignoreWith(present: string, wanted: string): string {
  const known = new Set(present.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, '')))
  const missing = wanted.split('\n').filter((line) => line !== '' && !known.has(line.replace(/^\/|\/$/g, '')))
  if (missing.length === 0) return present
  const start = present === '' || present.endsWith('\n') ? present : `${present}\n`
  return `${start}${missing.join('\n')}\n`
}
