/**
 * `node prepare-package.mjs`, in packages/ferry, before it is packed: nothing left over in `dist/`, no types that
 * users cannot reach, and what is compiled once compiled, so that users do not wait for it.
 */
import { readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { pruneDist } from './prune-dist.mjs'
import { pruneTypes } from './prune-types.mjs'

if (process.argv[1] === fileURLToPath(import.meta.url)) await preparePackage(process.cwd(), process.cwd())

/**
 * @param {string} folder holds `dist/`, and finds Ferry's dependencies
 * @param {string} sources holds `src/`
 */
export async function preparePackage(folder, sources) {
  pruneDist(folder, sources)
  pruneTypes(folder)
  const load = (path) => import(pathToFileURL(join(folder, 'dist', path)).href)
  const { frameworkFiles } = await load('build/framework-files.js')
  const { loadPrebuilt } = await load('build/prebuilt/prebuilt.js')
  const { loadProduction } = await load('build/prebuilt/production.js')
  const framework = frameworkFiles(folder)
  for (const [name, { stamp }] of [
    ['prebuilt', await loadPrebuilt(framework)],
    ['production', await loadProduction(framework)],
  ]) {
    const states = join(folder, 'dist', name)
    for (const state of readdirSync(states))
      if (state !== basename(stamp)) rmSync(join(states, state), { recursive: true })
  }
}
