/** What the server code of a route file reaches: client modules, where the walk stops, and style sheets. */
import type { Compilation, Dependency, Module } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import type { RouteReach } from '../server-graph.ts'
import { findingsOf, resourceOf } from './module-facts.ts'

export function reach(compilation: Compilation, { fileName }: BuildContext, start: Module): RouteReach {
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
      if (connection?.isTargetActive(undefined) && connection.module.layer === 'rsc') visit(connection.module)
    }
    if (resource?.endsWith('.css')) styles.push(resource)
  }
  visit(start)
  return { clientModules, styles }
}

type Block = Pick<Module, 'dependencies' | 'blocks'>

/** import()s after the imports. */
function dependenciesOf(block: Block): Dependency[] {
  return [...block.dependencies, ...block.blocks.flatMap(dependenciesOf)]
}
