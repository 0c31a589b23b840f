/** The server functions that a route file can hand to a browser: those that its code imports, on the server and in client modules. */
import type { Compilation, Dependency, Module } from 'webpack'
import { dependenciesOf } from './dependencies-of.ts'
import { findingsOf, type Layer, resourceOf } from './module-facts.ts'

export type FindModule = (layer: Layer, resource: string) => Module | undefined

/** Ids. Export by export, through re-exports; what is written inside of a module counts whole. */
export function functionReach(compilation: Compilation, find: FindModule, start: Module): Set<string> {
  const { moduleGraph } = compilation
  const seen = new Set<Module>()
  const ids = new Set<string>()
  visit(start)
  return ids

  function visit(module: Module): void {
    if (seen.has(module)) return
    seen.add(module)
    const elsewhere = otherLayer(module, find)
    if (elsewhere) {
      visit(elsewhere)
      return
    }
    for (const one of findingsOf(module)?.functions ?? []) if (one.inline) ids.add(one.id)
    for (const dependency of dependenciesOf(module)) {
      const connection = moduleGraph.getConnection(dependency)
      const target = connection?.module
      if (!target || !connection.isTargetActive(undefined)) continue
      if (!passesThrough(dependency) || isAskedByName(module)) addReferenced(dependency, target)
      if (target.layer === 'rsc' || target.layer === 'ssr') visit(target)
    }
  }

  /** By what no import says: a route, and what the references to a client module are called by. */
  function isAskedByName(module: Module): boolean {
    return module === start || findingsOf(module)?.kind === 'client'
  }

  function addReferenced(dependency: Dependency, module: Module): void {
    for (const reference of compilation.getDependencyReferencedExports(dependency, undefined)) {
      const [name] = Array.isArray(reference) ? reference : reference.name
      if (name !== undefined) addExport(module, name)
      else for (const { name: each } of moduleGraph.getExportsInfo(module).orderedExports) addExport(module, each)
    }
  }

  function addExport(module: Module, name: string): void {
    const target = moduleGraph.getExportInfo(module, name).getTarget(moduleGraph)
    const home = target?.module ?? module
    const homeName = target ? target.export?.[0] : name
    const functions = findingsOf(otherLayer(home, find) ?? home)?.functions ?? []
    for (const one of functions) if (one.exportName === homeName || homeName === undefined) ids.add(one.id)
  }
}

/** Re-exports count where they are imported. */
function passesThrough({ type }: Dependency): boolean {
  return type === 'harmony export imported specifier'
}

/** A reference to a client module stands for its code; the proxy of a function module for the functions. */
function otherLayer(module: Module, find: FindModule): Module | undefined {
  const resource = resourceOf(module)
  const kind = resource === null ? undefined : findingsOf(module)?.kind
  if (resource === null || !kind) return undefined
  if (kind === 'client' && module.layer === 'rsc') return find('ssr', resource)
  return kind === 'server' && module.layer === 'ssr' ? find('rsc', resource) : undefined
}
