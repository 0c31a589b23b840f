/** What the server code of a route file reaches: client modules, where the walk stops, and style sheets. */
import type { Compilation, Module } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import type { ProductionFacts } from '../prebuilt/production-facts.ts'
import { reachedInRuntime } from '../prebuilt/runtime-graph.ts'
import { type Keeping, keepingOf } from '../built-pages/says-how.ts'
import type { RouteReach } from '../server-graph.ts'
import { dependenciesOf } from './dependencies-of.ts'
import { type FindModule, functionReach } from './function-reach.ts'
import { findingsOf, resourceOf } from './module-facts.ts'

export function reach(
  compilation: Compilation,
  { fileName }: BuildContext,
  find: FindModule,
  start: Module,
  runtime: ProductionFacts | null,
): RouteReach {
  const seen = new Set<Module>()
  const clientModules = new Set<string>()
  const styles: string[] = []

  // Depth first, children before the module itself: the order in which JavaScript evaluates, so the order of the sheets.
  const visit = (module: Module): void => {
    if (seen.has(module)) return
    seen.add(module)
    const resource = resourceOf(module)
    if (resource && findingsOf(module)?.kind === 'client') {
      clientModules.add(fileName(resource))
      return
    }
    for (const dependency of dependenciesOf(module)) {
      const connection = compilation.moduleGraph.getConnection(dependency)
      if (!connection?.isTargetActive(undefined)) continue
      if (connection.module.layer === 'rsc') visit(connection.module)
      else if (runtime) {
        for (const key of reachedInRuntime(compilation, runtime, dependency, connection.module)) clientModules.add(key)
      }
    }
    if (resource?.endsWith('.css')) styles.push(resource)
  }
  visit(start)
  const keeping = keepingOfModule(compilation, start)
  return { keeping, clientModules, styles, functions: functionReach(compilation, find, start) }
}

/** A client module says nothing about how it is rendered, whatever it exports. */
function keepingOfModule({ moduleGraph }: Compilation, module: Module): Keeping {
  if (findingsOf(module)?.kind === 'client') return 'no'
  const names = moduleGraph.getProvidedExports(module)
  return keepingOf(Array.isArray(names) ? names : null, () => String(module.originalSource()?.source() ?? ''))
}
