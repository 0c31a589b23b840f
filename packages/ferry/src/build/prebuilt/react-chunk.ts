/** Gives the placeholders of React's modules the ids and names of the prebuilt script, and writes it in their place. */
import webpack, { type Chunk, type Compilation, type Module, type WebpackPluginInstance } from 'webpack'
import { buildFailed } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { FrameworkFiles } from '../framework-files.ts'
import { resourceOf, rootModule } from '../webpack/module-facts.ts'
import { REACT_CHUNK } from '../webpack/split-chunks.ts'
import type { PrebuiltModule } from './facts.ts'
import { type ProductionRuntime, reactAsset } from './production.ts'
import { DECORATE_ID } from './react-ids.ts'

const NAME = 'FerryReact'
const FIRST = webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL

/** File → the module that is in the prebuilt script. */
export type Doors = ReadonlyMap<string, PrebuiltModule>

export function reactChunk(
  { browserDecorate }: FrameworkFiles,
  doors: Doors,
  runtime: ProductionRuntime,
): WebpackPluginInstance {
  const doorOf = (module: Module) => doors.get(resourceOf(module) ?? '')
  // The prebuilt script asks for one module of the app's own; what that imports may be inside it.
  const decorateId = (module: Module) => (resourceOf(module) === browserDecorate ? DECORATE_ID : undefined)
  const idOf = (module: Module) => doorOf(module)?.id ?? decorateId(rootModule(module))
  return {
    apply({ hooks, webpack: { sources } }) {
      hooks.thisCompilation.tap(NAME, (compilation) => {
        const { hooks: steps } = compilation
        steps.moduleIds.tap(NAME, (modules) => {
          for (const module of modules) {
            const id = idOf(module)
            if (id !== undefined) compilation.chunkGraph.setModuleId(module, id)
          }
        })
        steps.chunkIds.tap(NAME, () => {
          const chunk = compilation.namedChunks.get(REACT_CHUNK)
          if (chunk) Object.assign(chunk, { id: REACT_CHUNK, ids: [REACT_CHUNK] })
        })
        // Before webpack shortens the names of exports.
        steps.optimizeCodeGeneration.tap(NAME, (modules) => {
          for (const module of modules) {
            if (idOf(module) === undefined) continue
            for (const info of compilation.moduleGraph.getExportsInfo(module).exports) info.canMangleProvide = false
          }
        })
        steps.additionalTreeRuntimeRequirements.tap(NAME, (_chunk, requirements) => {
          for (const name of runtime.facts.react.requirements) requirements.add(name)
        })
        steps.processAssets.tap({ name: NAME, stage: FIRST }, () => {
          for (const chunk of compilation.chunks) {
            if (chunk.name !== REACT_CHUNK) refuse(compilation, chunk, doorOf)
            else
              for (const file of chunk.files) {
                compilation.updateAsset(file, new sources.RawSource(reactAsset(runtime).content), { minimized: true })
              }
          }
        })
      })
    },
  }
}

/** A placeholder among other modules would be all that a browser gets of React. */
function refuse({ chunkGraph }: Compilation, chunk: Chunk, doorOf: (module: Module) => unknown): void {
  for (const module of chunkGraph.getChunkModulesIterable(chunk)) {
    if (!doorOf(module)) continue
    throw new FerryError(buildFailed, `${resourceOf(module)} is in ${chunk.name ?? 'a chunk'} and not in React's own.`)
  }
}
