/** Chunks that exist for their style sheets have a script too, with nothing in it that anybody loads: it is not written. */
import webpack, { type Compiler, type WebpackPluginInstance } from 'webpack'
import { STYLE_CHUNK } from '../chunk-plan.ts'

const NAME = 'FerryEmptyScripts'

export function dropEmptyScripts(): WebpackPluginInstance {
  return {
    apply(compiler: Compiler) {
      compiler.hooks.thisCompilation.tap(NAME, (compilation) => {
        const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL
        compilation.hooks.processAssets.tap({ name: NAME, stage }, () => {
          for (const chunk of compilation.chunks) {
            if (!chunk.name?.startsWith(STYLE_CHUNK)) continue
            for (const file of chunk.files) if (file.endsWith('.js')) compilation.deleteAsset(file)
          }
        })
      })
    },
  }
}
