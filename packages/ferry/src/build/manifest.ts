/** Joins both graphs to the manifest that the server reads. */
import type { RuntimeSettings, FunctionEntry, Manifest } from '../protocol/manifest.ts'
import type { RouteTable } from '../protocol/route-table.ts'
import type { RoutingRules } from '../protocol/routing-rules.ts'
import { functionIdTaken } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import type { BrowserGraph } from './browser-graph.ts'
import type { ServerGraph } from './server-graph.ts'

export interface ManifestInputs {
  readonly routes: RouteTable
  readonly rules: RoutingRules | undefined
  readonly server: ServerGraph
  readonly browser: BrowserGraph
  readonly settings: RuntimeSettings
  readonly generatedKey: string
  /** Ids of routes whose pages may be kept; none in development. */
  readonly keepsPages?: readonly string[]
  /** Has to know which page calls a function. */
  readonly hasMiddleware: boolean
}

/** Everything but `build`, which names the finished outputs. */
export function makeManifest({
  routes,
  rules,
  server,
  browser,
  settings,
  generatedKey,
  keepsPages = [],
  hasMiddleware,
}: ManifestInputs): Omit<Manifest, 'build'> {
  return {
    routes,
    ...(rules && { rules }),
    functions: functionEntries(server, browser, hasMiddleware ? pagesOf(server) : null),
    clientModules: nullPrototype([...browser.clientModules]),
    ssrModules: nullPrototype(
      server.clientModules.flatMap(({ key, id, async }): [string, Manifest['ssrModules'][string]][] => {
        const entry = browser.clientModules.get(key)
        return entry ? [[String(entry.id), { id, ...(async && { async }) }]] : []
      }),
    ),
    routeStyles: nullPrototype([...browser.routeStyles]),
    entry: browser.entry,
    ...(keepsPages.length > 0 && { keepsPages }),
    settings,
    generatedKey,
  }
}

/** Unused functions have no entry, so nobody can call them. Inline ones are used where they stand. */
function functionEntries(
  server: ServerGraph,
  browser: BrowserGraph,
  pages: ReadonlyMap<string, readonly string[]> | null,
): Record<string, FunctionEntry> {
  const entries: [string, FunctionEntry][] = []
  const sources = new Map<string, string>()
  for (const module of server.functionModules) {
    const byBrowser = browser.functions.get(module.resource)
    for (const { id, exportName, name, captures, used } of module.functions) {
      const source = `${module.file}#${name}`
      refuseTaken(sources.get(id), source, module.file)
      sources.set(id, source)
      const isUsed = used || byBrowser === null || (byBrowser?.includes(exportName) ?? false)
      if (!isUsed) continue
      const entry = { id: module.id, name: exportName, ...(module.async && { async: true }), source, captures }
      entries.push([id, pages ? { ...entry, pages: pages.get(id) ?? [] } : entry])
    }
  }
  return nullPrototype(entries)
}

/** Function id → route files. */
function pagesOf({ routes }: ServerGraph): Map<string, string[]> {
  const pages = new Map<string, string[]>()
  for (const [file, { functions }] of routes) {
    for (const id of functions) pages.set(id, [...(pages.get(id) ?? []), file])
  }
  return pages
}

function refuseTaken(other: string | undefined, source: string, file: string): void {
  if (other === undefined) return
  throw new FerryError(functionIdTaken, `${source} and ${other} have the same id.`, { place: { file } })
}

function nullPrototype<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  const object: Record<string, T> = Object.create(null)
  for (const [key, value] of entries) object[key] = value
  return object
}
