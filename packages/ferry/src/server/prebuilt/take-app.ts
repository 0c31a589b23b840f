/**
 * Takes an app into the prebuilt server runtime. React and the registry of functions find modules by id in webpack's table
 * of the runtime: what is in the app's bundle stands there too.
 */
import type * as AppModules from '../rsc/app-modules.ts'
import { setAppModules } from './app-modules.ts'

/** webpack replaces the name by its own table. */
declare const __webpack_modules__: Record<string, (module: { exports: unknown }) => void>

/**
 * @param ids of the modules in the app's bundle: none of them begins with `ferry:`
 * @param load gives one of them
 */
export function takeApp(appModules: typeof AppModules, ids: readonly string[], load: (id: string) => unknown): void {
  setAppModules(appModules)
  for (const id of ids) {
    __webpack_modules__[id] = (module) => {
      module.exports = load(id)
    }
  }
}
