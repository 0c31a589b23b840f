/** Names that survive the registry: npm leaves out some dot files and obeys others, so they travel under another name. */

const DOT = 'dot--'

/** `.gitignore` becomes `dot--gitignore`. */
export function packedPath(path: string): string {
  return path.replace(/(^|\/)\.(?=[^/]+$)/, `$1${DOT}`)
}

export function unpackedPath(path: string): string {
  return path.replace(new RegExp(`(^|/)${DOT}(?=[^/]+$)`), '$1.')
}
