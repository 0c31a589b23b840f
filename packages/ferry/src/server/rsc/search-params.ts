/** A query string as pages get it: a name that occurs more than once has a list. */

export function readSearch(search: string): Record<string, string | string[]> {
  if (search === '') return {}
  const found = new Map<string, string | string[]>()
  for (const [name, value] of new URLSearchParams(search)) {
    const known = found.get(name)
    if (known === undefined) found.set(name, value)
    else if (typeof known === 'string') found.set(name, [known, value])
    else known.push(value)
  }
  // Not by assignment: a name may be `__proto__`.
  return Object.fromEntries(found)
}
