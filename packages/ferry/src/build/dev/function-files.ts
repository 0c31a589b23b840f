/** Whether the sources have a server function of this id: a tab of long ago may call one of a page that was not compiled. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BuildContext } from '../build-context.ts'
import { transform } from '../directives/transform.ts'
import { javascriptOf } from '../webpack/export-names.ts'

const SCRIPT = /\.[mc]?[jt]sx?$/
const NOT_SOURCES = new Set(['node_modules', '.git', '.ferry', 'dist'])

/** Packages are left out: what they have is reached by a page, and compiled with it. */
export async function hasFunction(context: BuildContext, id: string): Promise<boolean> {
  for await (const file of scriptsBelow(context.root)) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (text.includes('use server') && (await functionIds(context, file)).includes(id)) return true
  }
  return false
}

async function* scriptsBelow(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !NOT_SOURCES.has(entry.name)) yield* scriptsBelow(path)
    else if (entry.isFile() && SCRIPT.test(entry.name)) yield path
  }
}

/** A file with a mistake in it has none. */
async function functionIds({ functionId, fileName }: BuildContext, file: string): Promise<string[]> {
  try {
    const name = fileName(file)
    const { findings } = await transform(await javascriptOf(file), {
      file: name,
      world: 'rsc',
      functionId,
      clientKey: name,
      runtime: { rsc: '', proxy: '' },
      resolveExportNames: async () => [],
    })
    return (findings?.functions ?? []).map(({ id }) => id)
  } catch {
    return []
  }
}
