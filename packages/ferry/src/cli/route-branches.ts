/** Routes as a tree: which one hangs below which, drawn in front of each. */

/** @param paths Sorted parents first; a path hangs below the longest of the others that it continues. */
export function routeBranches(paths: readonly string[]): string[] {
  const known = new Set(paths)
  const parents = paths.map((path) => parentOf(path, known))
  const lastBelow = new Map(parents.map((parent, index) => [parent, index]))
  const drawn = new Map<string, string>()
  return paths.map((path, index) => {
    const parent = parents[index] ?? null
    if (parent === null) {
      drawn.set(path, '')
      return ''
    }
    const isLast = lastBelow.get(parent) === index
    const before = drawn.get(parent) ?? ''
    drawn.set(path, before + (isLast ? '  ' : '│ '))
    return before + (isLast ? '└ ' : '├ ')
  })
}

/** Parents first, and everything below one before the next: `/a/b` before `/a-b`. */
export function sortByTree<T extends { readonly path: string }>(routes: readonly T[]): T[] {
  const key = ({ path }: T) => path.replaceAll('/', '\0')
  return [...routes].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

function parentOf(path: string, known: ReadonlySet<string>): string | null {
  for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
    const above = end === 0 ? '/' : path.slice(0, end)
    if (above !== path && known.has(above)) return above
    if (end === 0) break
  }
  return null
}
