/**
 * `node prepare-package.mjs`, in packages/ferry, before it is packed: nothing left over in `dist/`, and the runtime of
 * `ferry dev` compiled, so that users do not wait for it.
 */
import { readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { pruneDist } from './prune-dist.mjs'

if (process.argv[1] === fileURLToPath(import.meta.url)) await preparePackage(process.cwd(), process.cwd())

/**
 * @param {string} folder holds `dist/`, and finds Ferry's dependencies
 * @param {string} sources holds `src/`
 */
export async function preparePackage(folder, sources) {
  pruneDist(folder, sources)
  const load = (path) => import(pathToFileURL(join(folder, 'dist', path)).href)
  const { frameworkFiles } = await load('build/framework-files.js')
  const { loadPrebuilt } = await load('build/prebuilt/prebuilt.js')
  const { stamp } = await loadPrebuilt(frameworkFiles(folder))
  const prebuilt = join(folder, 'dist', 'prebuilt')
  for (const name of readdirSync(prebuilt))
    if (name !== basename(stamp)) rmSync(join(prebuilt, name), { recursive: true })
}
