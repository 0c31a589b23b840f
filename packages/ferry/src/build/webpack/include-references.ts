/**
 * What no import statement reaches: client modules go to the ssr layer, "use server" modules that only client modules
 * import go to the rsc layer, until nothing new is found. Findings are read from the modules, so a warm cache is right.
 */
import webpack, { type Compilation, type Compiler, type Module, type WebpackPluginInstance } from 'webpack'
import { findingsOf, type Layer, resourceOf } from './module-facts.ts'

const NAME = 'FerryIncludeReferences'
/** The one entry of the server compilation. */
export const ENTRY = 'main'

interface Wanted {
  readonly layer: Layer
  readonly resource: string
}

/** @param alsoFunctions "use server" modules that only the browser compilation has met; asked in every run */
export function includeReferences(alsoFunctions: () => Iterable<string>): WebpackPluginInstance {
  return {
    apply(compiler: Compiler) {
      compiler.hooks.finishMake.tapPromise(NAME, async (compilation) => {
        const included = new Set<string>()
        for (const resource of alsoFunctions()) await include(compilation, { layer: 'rsc', resource }, included)
        for (;;) {
          const wanted = findWanted(compilation).filter((one) => !included.has(keyOf(one)))
          if (wanted.length === 0) return
          await Promise.all(wanted.map((one) => include(compilation, one, included)))
        }
      })
      compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
        // Before webpack marks what is used: nothing imports these exports, the manifest names them.
        compilation.hooks.optimizeDependencies.tap({ name: NAME, stage: -100 }, (modules) => {
          for (const module of modules) {
            if (isReached(module)) compilation.moduleGraph.getExportsInfo(module).setUsedInUnknownWay(undefined)
          }
        })
      })
    },
  }
}

function findWanted(compilation: Compilation): Wanted[] {
  const wanted: Wanted[] = []
  for (const module of compilation.modules) {
    const resource = resourceOf(module)
    const kind = findingsOf(module)?.kind
    if (!resource || !kind) continue
    if (kind === 'client' && module.layer === 'rsc') wanted.push({ layer: 'ssr', resource })
    if (kind === 'server' && module.layer === 'ssr') wanted.push({ layer: 'rsc', resource })
  }
  // Modules arrive in the order their files were read; the bundle must not depend on it.
  return wanted.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

function include(compilation: Compilation, wanted: Wanted, included: Set<string>): Promise<void> {
  included.add(keyOf(wanted))
  return includeModule(compilation, wanted.resource, wanted.layer)
}

/** `compilation.addInclude` would refuse a layer other than the entry's. */
export function includeModule(compilation: Compilation, request: string, layer: Layer | null): Promise<void> {
  const dependency = webpack.EntryPlugin.createDependency(request, { name: ENTRY })
  compilation.entries.get(ENTRY)?.includeDependencies.push(dependency)
  const { context } = compilation.compiler
  return new Promise((resolve, reject) => {
    compilation.addModuleTree({ context, dependency, contextInfo: { issuerLayer: layer } }, (error) =>
      error ? reject(error) : resolve(),
    )
  })
}

/** Looked up by id and export name at run time. */
function isReached(module: Module): boolean {
  const kind = findingsOf(module)?.kind
  return (kind === 'client' && module.layer === 'ssr') || (kind === 'server' && module.layer === 'rsc')
}

function keyOf({ layer, resource }: Wanted): string {
  return `${layer}|${resource}`
}
