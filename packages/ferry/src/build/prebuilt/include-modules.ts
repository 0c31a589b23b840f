/** Puts modules into a compilation that nothing in it imports. They are evaluated when somebody asks for them. */
import type { WebpackPluginInstance } from 'webpack'
import { includeModule } from '../webpack/include-references.ts'
import type { Layer } from '../webpack/module-facts.ts'

export interface WantedModule {
  readonly layer: Layer | null
  readonly request: string
}

export function includeModules(wanted: readonly WantedModule[]): WebpackPluginInstance {
  return {
    apply(compiler) {
      compiler.hooks.finishMake.tapPromise('FerryIncludeModules', async (compilation) => {
        await Promise.all(wanted.map(({ layer, request }) => includeModule(compilation, request, layer)))
      })
    },
  }
}
