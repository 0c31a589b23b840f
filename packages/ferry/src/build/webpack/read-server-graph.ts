/** Reads the server graph out of a finished compilation. */
import { join } from 'node:path'
import type { Compilation, Module } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import { isFrameworkFile } from '../framework-files.ts'
import type { ProductionFacts } from '../prebuilt/production-facts.ts'
import { runtimeClientModules } from '../prebuilt/runtime-graph.ts'
import type { ClientModule, FunctionModule, RouteReach, ServerGraph } from '../server-graph.ts'
import { usedExports } from './export-use.ts'
import type { FindModule } from './function-reach.ts'
import { importChain } from './import-chain.ts'
import { findingsOf, type Layer, resourceOf } from './module-facts.ts'
import { reach } from './route-reach.ts'

/** @param runtime null where the compilation holds all of Ferry itself, or where that is known otherwise */
export function readServerGraph(
  compilation: Compilation,
  context: BuildContext,
  routeFiles: readonly string[],
  runtime: ProductionFacts | null,
): ServerGraph {
  const modules = indexModules(compilation)
  const find: FindModule = (layer, resource) => modules.get(keyOf(layer, resource))
  return {
    clientModules: [
      ...sorted(modules, 'client', (resource) => clientModule(compilation, context, modules, resource)),
      ...(runtime ? runtimeClientModules(compilation, runtime, context.framework.packageDir) : []),
    ].sort((a, b) => (a.resource < b.resource ? -1 : 1)),
    functionModules: sorted(modules, 'server', (resource) => functionModule(compilation, context, modules, resource)),
    routes: new Map(
      routeFiles.map((file): [string, RouteReach] => {
        const module = modules.get(keyOf('rsc', join(context.appDir, file)))
        return [file, module ? reach(compilation, context, find, module, runtime) : NOTHING]
      }),
    ),
  }
}

const NOTHING: RouteReach = { keeping: 'no', clientModules: new Set(), styles: [], functions: new Set() }

type ModuleIndex = ReadonlyMap<string, Module>

function indexModules(compilation: Compilation): ModuleIndex {
  const index = new Map<string, Module>()
  for (const module of compilation.modules) {
    const resource = resourceOf(module)
    if (resource && module.layer) index.set(keyOf(module.layer as Layer, resource), module)
  }
  return index
}

/** By file name: the order in which webpack met them depends on the disk. */
function sorted<T>(modules: ModuleIndex, kind: 'client' | 'server', read: (resource: string) => T | null): T[] {
  const resources = new Set<string>()
  for (const module of modules.values()) {
    const resource = resourceOf(module)
    if (module.layer === 'rsc' && resource && findingsOf(module)?.kind === kind) resources.add(resource)
  }
  return [...resources].sort().flatMap((resource) => read(resource) ?? [])
}

function clientModule(
  compilation: Compilation,
  context: BuildContext,
  modules: ModuleIndex,
  resource: string,
): ClientModule | null {
  const reference = modules.get(keyOf('rsc', resource))
  const module = modules.get(keyOf('ssr', resource))
  const id = module && compilation.chunkGraph.getModuleId(module)
  if (!reference || !module || id === null || id === undefined) return null
  return {
    key: context.fileName(resource),
    resource,
    id,
    async: compilation.moduleGraph.isAsync(module),
    exports: findingsOf(reference)?.clientExports?.includes('*') ? null : usedExports(compilation, reference),
    isOwn: isFrameworkFile(context.framework, resource),
    chain: importChain(compilation, reference, context),
  }
}

function functionModule(
  compilation: Compilation,
  { fileName }: BuildContext,
  modules: ModuleIndex,
  resource: string,
): FunctionModule | null {
  const module = modules.get(keyOf('rsc', resource))
  const id = module && compilation.chunkGraph.getModuleId(module)
  if (!module || id === null || id === undefined) return null
  const byServer = usedExports(compilation, module)
  const proxy = modules.get(keyOf('ssr', resource))
  const byClient = proxy ? usedExports(compilation, proxy) : []
  const isUsed = (name: string) => [byServer, byClient].some((used) => used === null || used.includes(name))
  return {
    resource,
    file: fileName(resource),
    id,
    async: compilation.moduleGraph.isAsync(module),
    functions: (findingsOf(module)?.functions ?? []).map((one) => ({
      ...one,
      used: one.inline || isUsed(one.exportName),
    })),
  }
}

function keyOf(layer: Layer, resource: string): string {
  return `${layer}|${resource}`
}
