/** Puts modules into a compilation that nothing in it imports. They are evaluated when somebody asks for them. */
import type { Compilation, WebpackPluginInstance } from 'webpack'
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
        await Promise.all(
          wanted.map(async (one) => includeModule(compilation, await resolve(compilation, one), one.layer)),
        )
      })
    },
  }
}

/** As a module of the layer would: what nothing imports has no importer whose conditions webpack could go by. */
function resolve(compilation: Compilation, { layer, request }: WantedModule): Promise<string> {
  const conditions = layer === 'rsc' ? { conditionNames: ['react-server', '...'] } : {}
  const resolver = compilation.resolverFactory.get('normal', { dependencyType: 'esm', ...conditions })
  return new Promise((done, fail) => {
    resolver.resolve({}, compilation.compiler.context, request, {}, (error, path) => {
      if (typeof path === 'string') done(path)
      else fail(error ?? new Error(`${request} is nowhere to be found.`))
    })
  })
}
