/** In the place of rsc/app-modules in the prebuilt runtime of `ferry dev`: the app's own modules, as they come and change. */
import type * as AppModules from '../rsc/app-modules.ts'

type LoadModule = AppModules.LoadModule

/** Loads a route file that has not been compiled yet. */
type LoadLater = (file: string) => LoadModule

let compiled: Readonly<Record<string, LoadModule>> = {}
let later: LoadLater | null = null

/** Has every file: one that was not compiled yet is compiled when it is loaded. */
export const routeModules: typeof AppModules.routeModules = new Proxy<Record<string, LoadModule>>(
  {},
  {
    get: (_, file) => moduleOf(file),
    getOwnPropertyDescriptor: (_, file) => ({ configurable: true, enumerable: true, value: moduleOf(file) }),
  },
)
export let serverModule: LoadModule | null = null
export let middlewareModule: LoadModule | null = null
export let instrumentationModule: LoadModule | null = null
export let storeModule: LoadModule | null = null
export let telemetryModule: LoadModule | null = null

export function setAppModules(modules: typeof AppModules): void {
  compiled = modules.routeModules
  ;({ serverModule, middlewareModule, instrumentationModule, storeModule, telemetryModule } = modules)
}

export function compiledModule(file: string): LoadModule | undefined {
  return Object.hasOwn(compiled, file) ? compiled[file] : undefined
}

export function loadOthers(load: LoadLater): void {
  later = load
}

function moduleOf(file: string | symbol): LoadModule | undefined {
  return typeof file === 'symbol' ? undefined : (compiledModule(file) ?? later?.(file))
}
