/** Reads which of Ferry's own client modules every app has, and which come with what an app imports, out of the compiled runtime. */
import { dirname, relative, sep } from 'node:path'
import type { Compilation, Module } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'
import { usedExports } from '../webpack/export-use.ts'
import { findingsOf, resourceOf } from '../webpack/module-facts.ts'
import { prebuiltContext } from './prebuilt-context.ts'
import type { ClientExport, ProductionFacts, RuntimeClientModule } from './production-facts.ts'
import { clientFiles, findModule, readWorld } from './read-world.ts'

export function readProduction(server: Compilation, framework: FrameworkFiles): Omit<ProductionFacts, 'react'> {
  const entry = findModule(server, 'rsc', framework.serverEntry)
  if (!entry) throw new Error('The runtime has no entry.')
  const ofEveryApp = reachedBy(server, entry)
  return {
    server: readWorld(server, framework),
    clientModules: clientFiles(server).map((resource) => clientModule(server, framework, resource, ofEveryApp)),
    leadsTo: leadsTo(server, framework),
  }
}

/** Modules of Server Components; a client module ends the way. */
function reachedBy({ moduleGraph }: Compilation, start: Module): ReadonlySet<Module> {
  const reached = new Set([start])
  for (const module of reached) {
    if (isClient(module)) continue
    for (const connection of moduleGraph.getOutgoingConnections(module)) {
      const { module: target } = connection
      if (target?.layer === 'rsc' && connection.isTargetActive(undefined)) reached.add(target)
    }
  }
  return reached
}

function clientModule(
  server: Compilation,
  framework: FrameworkFiles,
  resource: string,
  ofEveryApp: ReadonlySet<Module>,
): RuntimeClientModule {
  const [reference, rendered] = [findModule(server, 'rsc', resource), findModule(server, 'ssr', resource)]
  const id = rendered && server.chunkGraph.getModuleId(rendered)
  if (!reference || id === null) throw new Error(`${resource} is not in both layers.`)
  return {
    key: keyOf(reference, framework),
    path: relative(framework.packageDir, resource).split(sep).join('/'),
    id: String(id),
    exports: usedExports(server, reference, (importer) => ofEveryApp.has(importer)),
  }
}

function leadsTo(server: Compilation, framework: FrameworkFiles): ProductionFacts['leadsTo'] {
  const entries: [string, Record<string, readonly ClientExport[]>][] = []
  for (const module of server.modules) {
    const id = server.chunkGraph.getModuleId(module)
    const isDoor = dirname(resourceOf(module) ?? '') === framework.dist
    if (module.layer !== 'rsc' || id === null || !isDoor) continue
    const exports = clientExports(server, framework, module)
    if (exports.length > 0) entries.push([String(id), Object.fromEntries(exports)])
  }
  return Object.fromEntries(entries)
}

/** Export of a door → what it stands for; behind what is no client module, all that it reaches. */
function clientExports(server: Compilation, framework: FrameworkFiles, door: Module): [string, ClientExport[]][] {
  const { moduleGraph } = server
  return [...moduleGraph.getExportsInfo(door).orderedExports].flatMap(({ name }): [string, ClientExport[]][] => {
    const target = moduleGraph.getExportInfo(door, name).getTarget(moduleGraph)
    if (!target) return []
    const found = isClient(target.module)
      ? [{ key: keyOf(target.module, framework), name: target.export?.[0] ?? name }]
      : behind(server, framework, target.module)
    return found.length > 0 ? [[name, found]] : []
  })
}

function behind(server: Compilation, framework: FrameworkFiles, start: Module): ClientExport[] {
  const reached = reachedBy(server, start)
  return [...reached].filter(isClient).flatMap((module) => {
    const names = usedExports(server, module, (importer) => reached.has(importer)) ?? []
    return names.map((name) => ({ key: keyOf(module, framework), name }))
  })
}

function isClient(module: Module): boolean {
  return findingsOf(module)?.kind === 'client'
}

function keyOf(module: Module, framework: FrameworkFiles): string {
  return prebuiltContext(framework).fileName(resourceOf(module) ?? '')
}
