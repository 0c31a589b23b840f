/** Both graphs of the app, made to agree: what only the browser graph meets goes back into the server graph. */
import type { FerryError } from '../errors/ferry-error.ts'
import type { RouteTable } from '../protocol/route-table.ts'
import type { BrowserBuild } from './browser-build.ts'
import type { BrowserGraph } from './browser-graph.ts'
import { routeFiles } from './app-files.ts'
import type { ServerBuild } from './server-build.ts'
import type { ServerGraph } from './server-graph.ts'

export interface Graphs {
  readonly server: ServerGraph
  readonly browser: BrowserGraph
  readonly warnings: readonly FerryError[]
}

/** @param step called before each compilation */
export async function buildGraphs(
  routes: RouteTable,
  serverBuild: ServerBuild,
  browserBuild: BrowserBuild,
  step: (name: 'server' | 'browser') => void,
): Promise<Graphs> {
  const files = routeFiles(routes)
  const onlyInBrowser = new Set<string>()
  for (;;) {
    step('server')
    const server = await serverBuild.run(files, onlyInBrowser)
    throwAll(server.problems.errors)
    step('browser')
    const browser = await browserBuild.run(server.graph, routes)
    throwAll(browser.problems.errors)
    const missing = missingFunctions(server.graph, browser.graph)
    if (missing.length === 0) {
      const warnings = [...server.problems.warnings, ...browser.problems.warnings]
      return { server: server.graph, browser: browser.graph, warnings }
    }
    for (const resource of missing) onlyInBrowser.add(resource)
  }
}

/** A client module may import functions behind a condition that is true in a browser alone. */
export function missingFunctions(server: ServerGraph, browser: BrowserGraph): string[] {
  const known = new Set(server.functionModules.map((module) => module.resource))
  return [...browser.functions.keys()].filter((resource) => !known.has(resource))
}

export function throwAll(errors: readonly FerryError[]): void {
  if (errors.length === 1) throw errors[0]
  if (errors.length > 1) throw new AggregateError(errors, `${errors.length} errors`)
}
