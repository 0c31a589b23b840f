/** Reads the browser graph out of a finished compilation. */
import type { Chunk, Compilation, Module } from 'webpack'
import type { BrowserGraph } from '../browser-graph.ts'
import type { ChunkPlan } from '../chunk-plan.ts'
import type { ClientModuleEntry } from '../../protocol/manifest.ts'
import type { ServerGraph } from '../server-graph.ts'
import { BROWSER_ENTRY } from './browser-config.ts'
import { exportsInUse, usedExports } from './export-use.ts'
import { findingsOf, innerModules, resourceOf, rootModule } from './module-facts.ts'

export function readBrowserGraph(compilation: Compilation, server: ServerGraph, plan: ChunkPlan): BrowserGraph {
  const modules = modulesByResource(compilation)
  const entryFiles = compilation.entrypoints.get(BROWSER_ENTRY)?.getFiles() ?? []
  const clientModules = new Map<string, ClientModuleEntry>()
  for (const { key, resource } of server.clientModules) {
    const module = modules.get(resource)
    const entry = module && clientEntry(compilation, module, plan.chunkOf.get(key) ?? '')
    if (entry) clientModules.set(key, entry)
  }
  return {
    hash: compilation.hash ?? '',
    clientModules,
    routeStyles: new Map(
      [...plan.stylesOf].map(([file, chunk]) => [
        file,
        sheetsInOrder(compilation, server.routes.get(file)?.styles ?? [], chunk),
      ]),
    ),
    functions: functionUse(compilation),
    entry: { scripts: entryFiles.filter(isScript), styles: entryFiles.filter(isStyle) },
  }
}

/** Root modules only: what is imported by import() is never inside another one. */
function modulesByResource(compilation: Compilation): ReadonlyMap<string, Module> {
  const index = new Map<string, Module>()
  for (const module of compilation.modules) {
    const resource = resourceOf(rootModule(module))
    if (resource) index.set(resource, module)
  }
  return index
}

function clientEntry(compilation: Compilation, module: Module, chunkName: string): ClientModuleEntry | null {
  const { chunkGraph, moduleGraph } = compilation
  const id = chunkGraph.getModuleId(module)
  if (id === null) return null
  const initial = new Set(compilation.entrypoints.get(BROWSER_ENTRY)?.chunks ?? [])
  const isLoaded = [...chunkGraph.getModuleChunksIterable(module)].some((chunk) => initial.has(chunk))
  const group = compilation.namedChunkGroups.get(chunkName)
  const chunks = isLoaded || !group ? [] : group.chunks.filter((chunk) => !initial.has(chunk))
  return {
    id,
    chunks: chunks.flatMap((chunk) => scriptOf(chunk)),
    ...(moduleGraph.isAsync(module) && { async: true }),
    styles: [...new Set(chunks.flatMap((chunk) => [...chunk.files].filter(isStyle)))],
  }
}

function scriptOf(chunk: Chunk): [] | [string | number, string] {
  const file = [...chunk.files].find(isScript)
  return chunk.id === null || file === undefined ? [] : [chunk.id, file]
}

/** A sheet that pages share stands where the first of its sources is imported. */
function sheetsInOrder(compilation: Compilation, sources: readonly string[], chunkName: string): string[] {
  const chunks = compilation.namedChunkGroups.get(chunkName)?.chunks ?? []
  const files = sources.flatMap((source) =>
    chunks.filter((chunk) => holds(compilation, chunk, source)).flatMap((chunk) => [...chunk.files].filter(isStyle)),
  )
  return [...new Set(files)]
}

function holds({ chunkGraph }: Compilation, chunk: Chunk, source: string): boolean {
  for (const module of chunkGraph.getChunkModulesIterable(chunk)) {
    if (module.type === 'css/mini-extract' && module.identifier().includes(source)) return true
  }
  return false
}

function functionUse(compilation: Compilation): Map<string, readonly string[] | null> {
  const used = compilation.options.optimization.usedExports ? exportsInUse : usedExports
  const use = new Map<string, readonly string[] | null>()
  for (const module of [...compilation.modules].flatMap(innerModules)) {
    const resource = resourceOf(module)
    if (resource && findingsOf(module)?.kind === 'server') use.set(resource, used(compilation, module))
  }
  return use
}

function isScript(file: string): boolean {
  return file.endsWith('.js') && !file.endsWith('.hot-update.js')
}

function isStyle(file: string): boolean {
  return file.endsWith('.css')
}
