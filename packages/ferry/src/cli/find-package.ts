/** Where a package is installed, as the app or Ferry itself would find it. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package.json of `name`; null when it is not installed. Ferry's own copy comes first: it is the one that is used. */
export function findPackageJSON(name: string, root: string): string | null {
  const starts = [dirname(fileURLToPath(import.meta.url)), root]
  for (const start of starts) {
    for (let folder = start; ; folder = dirname(folder)) {
      const file = join(folder, 'node_modules', name, 'package.json')
      if (existsSync(file)) return file
      if (folder === dirname(folder)) break
    }
  }
  return null
}
