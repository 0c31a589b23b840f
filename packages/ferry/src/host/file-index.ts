/** The files of a folder, listed once at start-up: a request looks a path up in the list and never walks the disk. */
import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'

export interface IndexedFile {
  /** Absolute, without symbolic links. */
  readonly file: string
  /** Compressed copies beside it. */
  readonly encodings: readonly ('br' | 'gzip')[]
}

/** Path below the folder, as a URL path decoded once (`/fonts/a b.woff2`) → file. */
export type FileIndex = ReadonlyMap<string, IndexedFile>

/**
 * Leaves out dotfiles (but for `.well-known`), source maps where `maps` is false, compressed copies (they are served in
 * place of their originals) and symbolic links that lead out of the folder. A folder that does not exist is empty.
 */
export function indexFiles(folder: string, options: { readonly maps: boolean }): FileIndex {
  const root = realPath(folder)
  if (root === null) return new Map()
  const files = new Map<string, string>()
  walk(root, '', root, files, [root])
  const index = new Map<string, IndexedFile>()
  for (const [path, file] of files) {
    if (!options.maps && path.endsWith('.map')) continue
    if (files.has(path.replace(/\.(?:br|gz)$/, '')) && /\.(?:br|gz)$/.test(path)) continue
    const encodings = [
      ...(files.has(`${path}.br`) ? ['br' as const] : []),
      ...(files.has(`${path}.gz`) ? ['gzip' as const] : []),
    ]
    index.set(path, { file, encodings })
  }
  return index
}

/** The public files of a folder, as they are now. */
export function publicFilesOf(folder: string): () => FileIndex {
  const index = indexFiles(folder, { maps: true })
  return () => index
}

function walk(folder: string, path: string, root: string, files: Map<string, string>, above: readonly string[]): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') && !(path === '' && entry.name === '.well-known')) continue
    const real = follow(entry, join(folder, entry.name), root)
    if (real === null) continue
    const stats = statSync(real)
    const name = `${path}/${entry.name}`
    if (stats.isFile()) files.set(name, real)
    else if (stats.isDirectory() && !above.includes(real)) walk(real, name, root, files, [...above, real])
  }
}

function follow(entry: Dirent, file: string, root: string): string | null {
  if (!entry.isSymbolicLink()) return file
  const real = realPath(file)
  return real?.startsWith(root + sep) ? real : null
}

function realPath(file: string): string | null {
  try {
    return realpathSync(file)
  } catch {
    return null
  }
}
