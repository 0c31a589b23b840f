/** The build's name to old tabs: a hash of what it put out, so that the same sources give the same name. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from '../protocol/manifest.ts'
import { listFiles } from './app-files.ts'

/** The key is left out: it differs from machine to machine, and its hash is nobody's business. */
export function buildId(outDir: string, { generatedKey: _, ...manifest }: Omit<Manifest, 'build'>): string {
  const hash = createHash('sha256').update(JSON.stringify(manifest))
  // The names of assets are hashes of their contents.
  for (const name of listFiles(join(outDir, 'assets'))) if (!/\.(br|gz)$|\.hot-update\./.test(name)) hash.update(name)
  for (const name of listFiles(join(outDir, 'server'))) {
    if (name.endsWith('.js')) hash.update(readFileSync(join(outDir, 'server', name)))
  }
  return hash.digest('hex').slice(0, 12)
}
