/** In the place of rsc/app-modules in the prebuilt server runtime: the app's own modules, which come with the app's bundle. */
import type * as AppModules from '../rsc/app-modules.ts'

type LoadModule = AppModules.LoadModule

export let routeModules: typeof AppModules.routeModules = {}
export let serverModule: LoadModule | null = null
export let middlewareModule: LoadModule | null = null
export let instrumentationModule: LoadModule | null = null
export let storeModule: LoadModule | null = null
export let telemetryModule: LoadModule | null = null

export function setAppModules(modules: typeof AppModules): void {
  ;({ routeModules, serverModule, middlewareModule, instrumentationModule, storeModule, telemetryModule } = modules)
}
