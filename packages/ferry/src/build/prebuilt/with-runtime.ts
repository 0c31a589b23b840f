/** The server compilation of an app in production: the app's own modules, around the prebuilt runtime. */
import webpack, { type Configuration, type FileCacheOptions } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'
import { ENTRY } from '../webpack/include-references.ts'
import { RUNTIME_FILE, type ProductionRuntime } from './production.ts'
import { prebuiltReferences } from './references.ts'

const RUNTIME = `require("./${RUNTIME_FILE}")`

export function withRuntime(
  framework: FrameworkFiles,
  configuration: Configuration,
  { stamp, facts }: ProductionRuntime,
): Configuration {
  const cache = configuration.cache as FileCacheOptions
  return {
    ...configuration,
    entry: { [ENTRY]: { import: framework.bundleEntry, layer: 'rsc' } },
    cache: { ...cache, version: `${cache.version} ${stamp}` },
    output: { ...configuration.output, library: { type: 'commonjs2', export: 'default' } },
    plugins: [
      ...(configuration.plugins ?? []),
      new webpack.DefinePlugin({ __ferry_runtime__: RUNTIME }),
      prebuiltReferences(framework, facts.server, `${RUNTIME}.load`),
    ],
  }
}
