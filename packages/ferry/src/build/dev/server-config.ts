/** The server compilation of `ferry dev`: the app's own modules alone, each for itself. The runtime is prebuilt. */
import webpack, { type Configuration, type FileCacheOptions, type WebpackPluginInstance } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import type { Prebuilt } from '../prebuilt/prebuilt.ts'
import { prebuiltReferences } from '../prebuilt/references.ts'
import { ENTRY } from '../webpack/include-references.ts'
import { type ServerInputs, serverConfig } from '../webpack/server-config.ts'

export function devServerConfig(context: BuildContext, inputs: ServerInputs, prebuilt: Prebuilt): Configuration {
  const { framework } = context
  const configuration = serverConfig(context, inputs)
  return {
    ...configuration,
    entry: { [ENTRY]: { import: framework.appModules, layer: 'rsc' } },
    cache: keyedBy(prebuilt, configuration),
    // Each module carries its own.
    devtool: false,
    // The text of a module must not depend on which others have been asked for so far.
    optimization: { ...configuration.optimization, usedExports: false },
    plugins: [
      ...(configuration.plugins ?? []),
      // Modules of the app run in the table of the prebuilt runtime.
      prebuiltReferences(framework, prebuilt.facts.server, '__webpack_require__'),
      withoutBundle(),
    ],
  }
}

export function keyedBy(prebuilt: Prebuilt, { cache }: Configuration): FileCacheOptions {
  const options = cache as FileCacheOptions
  return {
    ...options,
    name: `${options.name}-prebuilt`,
    version: `${options.version} ${prebuilt.stamp}`,
    // What an edit leaves behind is written, or let go, soon after it.
    idleTimeout: 5_000,
    maxMemoryGenerations: 1,
  }
}

/** The modules are handed over one by one: nobody reads the file with all of them. */
function withoutBundle(): WebpackPluginInstance {
  return {
    apply(compiler) {
      compiler.hooks.thisCompilation.tap('FerryWithoutBundle', (compilation) => {
        const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL
        compilation.hooks.processAssets.tap({ name: 'FerryWithoutBundle', stage }, () => {
          for (const chunk of compilation.chunks) for (const file of [...chunk.files]) compilation.deleteAsset(file)
        })
      })
    },
  }
}
