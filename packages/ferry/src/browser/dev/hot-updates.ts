/** Takes the updates of the browser's code that the dev server offers, until this page has what is served. */
import { DEV_UPDATE_GLOBAL } from '../../protocol/names.ts'
import { withoutPatched } from './hot-patches.ts'
import type { Modules } from './webpack-runtime.ts'

type HandOver = (chunk: string, modules: Modules, runtime: unknown) => void

const scope = self as unknown as Record<string, HandOver>
const handOver = scope[DEV_UPDATE_GLOBAL] as HandOver
scope[DEV_UPDATE_GLOBAL] = (chunk, modules, runtime) => handOver(chunk, withoutPatched(chunk, modules), runtime)

/**
 * Resolves to false when only a reload brings this page up to date.
 *
 * @param onTake called before modules are exchanged
 */
export async function takeUpdates(wanted: string, onTake: () => void): Promise<boolean> {
  const hot = import.meta.webpackHot
  if (hot === undefined) return false
  try {
    while (__webpack_hash__ !== wanted) {
      const modules = hot.status() === 'idle' ? await hot.check(false) : null
      if (modules === null) return __webpack_hash__ === wanted
      if (modules.length > 0) onTake()
      await hot.apply()
    }
    return true
  } catch {
    return false
  }
}
