/**
 * Scripts without the source maps that their modules keep for messages: where no map is written, the minimizer would still
 * put one together for each.
 */
import webpack, { type Compiler, type WebpackPluginInstance } from 'webpack'

export function withoutMaps(): WebpackPluginInstance {
  return {
    apply({ hooks, options, webpack: { sources } }: Compiler) {
      // The app's `webpack` may have asked for maps.
      if (options.devtool !== false) return
      hooks.thisCompilation.tap('FerryWithoutMaps', (compilation) => {
        const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_SIZE - 1
        compilation.hooks.processAssets.tap({ name: 'FerryWithoutMaps', stage }, (assets) => {
          for (const name of Object.keys(assets)) {
            if (name.endsWith('.js')) compilation.updateAsset(name, (asset) => new sources.RawSource(asset.source()))
          }
        })
      })
    },
  }
}
