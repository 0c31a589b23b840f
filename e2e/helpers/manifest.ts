/** Ids of server functions, read from the build as a log reader would: by file and export. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'

export async function functionId(dir: string, source: string): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(dir, 'dist/manifest.json'), 'utf8')) as {
    functions: Record<string, { source: string }>
  }
  const found = Object.entries(manifest.functions).find(([, entry]) => entry.source === source)
  if (!found) {
    const known = Object.values(manifest.functions).map((entry) => entry.source)
    throw new Error(`No function ${source}; there are:\n${known.join('\n')}`)
  }
  return found[0]
}
