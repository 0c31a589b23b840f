/** Reads what an app's compilation has to know of a prebuilt runtime out of the compilation that made it. */
import type { Compilation, Module } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'
import { findingsOf, type Layer, resourceOf } from '../webpack/module-facts.ts'
import type { PrebuiltModule, PrebuiltWorld } from './facts.ts'
import { placeInPackage } from './stable-ids.ts'

const PACKAGES = new Set(['ferry', 'react', 'react-dom', 'react-server-dom-webpack', 'scheduler'])

export function readWorld(compilation: Compilation, framework: FrameworkFiles): PrebuiltWorld {
  const { chunkGraph } = compilation
  // These know webpack's own variables, or what an app is made of: each app has its own.
  const ownOfApps = new Set([framework.browserEntry, framework.clientReferences, framework.appModules])
  const modules: PrebuiltModule[] = []
  for (const module of compilation.modules) {
    const resource = resourceOf(module)
    const id = chunkGraph.getModuleId(module)
    if (!resource || id === null) continue
    const { packageName, path } = placeInPackage(resource)
    if (!PACKAGES.has(packageName) || ownOfApps.has(resource) || path.includes('webpack/markers/')) continue
    modules.push(prebuiltModule(compilation, module, String(id), resource))
  }
  const runtime = [...compilation.chunks].flatMap((chunk) =>
    [...chunkGraph.getChunkRuntimeModulesIterable(chunk)].map(({ name }) => name),
  )
  return { modules, runtime }
}

export function prebuiltModule(
  { moduleGraph }: Compilation,
  module: Module,
  id: string,
  resource: string,
): PrebuiltModule {
  const provided = moduleGraph.getProvidedExports(module)
  return {
    ...placeInPackage(resource),
    layer: module.layer,
    id,
    buildMeta: module.buildMeta ?? {},
    ...(Array.isArray(provided) && { exports: provided }),
  }
}

/** Ferry's own client modules: their references are in the server's bundle. */
export function clientFiles(server: Compilation): string[] {
  const files: string[] = []
  for (const module of server.modules) {
    const resource = resourceOf(module)
    if (resource && module.layer === 'rsc' && findingsOf(module)?.kind === 'client') files.push(resource)
  }
  return files.sort()
}

export function findModule(compilation: Compilation, layer: Layer | null, resource: string): Module | null {
  for (const module of compilation.modules) if (module.layer === layer && resourceOf(module) === resource) return module
  return null
}
