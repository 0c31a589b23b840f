/** Keeps the source maps of modules where no map is written, so that errors show the place in the file as written. */
import type { Compiler, NormalModule, WebpackPluginInstance } from 'webpack'

export function keepSourceMaps(): WebpackPluginInstance {
  return {
    apply(compiler: Compiler) {
      compiler.hooks.compilation.tap('FerrySourceMaps', (compilation) => {
        compilation.hooks.buildModule.tap('FerrySourceMaps', (module) => {
          const one = module as NormalModule
          one.useSourceMap = true
        })
      })
    },
  }
}
