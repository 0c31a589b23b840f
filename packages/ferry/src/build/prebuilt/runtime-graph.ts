/** What an app's server code uses of the prebuilt runtime: Ferry's own client modules, which no module of the app's graph is. */
import { join } from 'node:path'
import type { Compilation, Dependency, Module } from 'webpack'
import type { ClientModule } from '../server-graph.ts'
import { usedExports } from '../webpack/export-use.ts'
import type { ClientExport, ProductionFacts } from './production-facts.ts'

/** Those of Ferry's own server code and those that the app imports, with the names that either uses. */
export function runtimeClientModules(
  compilation: Compilation,
  { clientModules, leadsTo }: ProductionFacts,
  packageDir: string,
): ClientModule[] {
  const used = new Map<string, Set<string>>()
  for (const module of compilation.modules) {
    const exports = exportsOf(module, leadsTo)
    if (!exports) continue
    const names = usedExports(compilation, module) ?? Object.keys(exports)
    for (const { key, name } of names.flatMap((each) => exports[each] ?? [])) {
      used.set(key, (used.get(key) ?? new Set()).add(name))
    }
  }
  return clientModules.flatMap(({ key, path, id, exports }) => {
    const names = used.get(key)
    if (exports?.length === 0 && !names) return []
    return {
      key,
      resource: join(packageDir, path),
      id,
      async: false,
      exports: exports && [...new Set([...exports, ...(names ?? [])])].sort(),
      isOwn: true,
      chain: [],
    }
  })
}

/** Keys of the client modules that one import of a Server Component leads to. */
export function reachedInRuntime(
  compilation: Compilation,
  { leadsTo }: ProductionFacts,
  dependency: Dependency,
  module: Module,
): string[] {
  const exports = exportsOf(module, leadsTo)
  if (!exports) return []
  return compilation.getDependencyReferencedExports(dependency, undefined).flatMap((reference) => {
    const [name] = Array.isArray(reference) ? reference : reference.name
    const reached = name === undefined ? Object.values(exports).flat() : (exports[name] ?? [])
    return reached.map(({ key }) => key)
  })
}

function exportsOf(
  module: Module,
  leadsTo: ProductionFacts['leadsTo'],
): Readonly<Record<string, readonly ClientExport[]>> | undefined {
  // webpack's name for the id of a module that another bundle has.
  const { delegationType, request } = module as { delegationType?: unknown; request?: unknown }
  return delegationType === 'require' && Object.hasOwn(leadsTo, String(request)) ? leadsTo[String(request)] : undefined
}
