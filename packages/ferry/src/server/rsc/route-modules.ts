/** Loads route files, each once. */
import { pageWithoutDefault } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import { routeModules } from './app-modules.ts'

export type RouteModule = Readonly<Record<string, unknown>>

/** Any component of the app: server or client, a function or a client reference. */
// biome-ignore lint/suspicious/noExplicitAny: what props it takes is between its file convention and the app
export type RouteComponent = React.ComponentType<any>

export async function loadRouteModule(file: string): Promise<RouteModule> {
  const load = Object.hasOwn(routeModules, file) ? routeModules[file] : undefined
  if (!load) throw new Error(`The bundle has no module for the route file ${file}.`)
  return load()
}

/** @throws FERRY_PAGE_WITHOUT_DEFAULT */
export function defaultComponent(module: RouteModule, file: string): RouteComponent {
  const component = module.default
  const isComponent = typeof component === 'function' || (typeof component === 'object' && component !== null)
  if (isComponent) return component as RouteComponent
  throw new FerryError(pageWithoutDefault, `${file} has no component as its default export.`, {
    place: { file: `app/${file}` },
  })
}
