/** The host bundle: Express and all, in one file that plain Node starts. Nothing of the app is in it. */
import webpack, { type Configuration } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import { cacheOptions } from './cache.ts'

export function hostConfig(context: BuildContext): Configuration {
  return {
    name: 'host',
    context: context.framework.packageDir,
    mode: 'production',
    target: 'node20',
    cache: cacheOptions(context, 'host'),
    entry: context.framework.hostEntry,
    devtool: false,
    output: { path: context.config.outDir, filename: 'server.js', library: { type: 'commonjs2' } },
    node: { __dirname: false, __filename: false },
    module: {
      // The bundle is required by a path known when the host starts.
      parser: { javascript: { importMeta: false, createRequire: false } },
      rules: [{ resource: context.framework.hostEntry, type: 'javascript/auto' }],
    },
    optimization: { minimize: false, splitChunks: false, moduleIds: 'deterministic', nodeEnv: 'production' },
    plugins: [
      new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 }),
      new webpack.DefinePlugin({ 'import.meta.url': 'require("node:url").pathToFileURL(__filename).href' }),
    ],
    // Express asks for view engines by name; Ferry's host has no views.
    ignoreWarnings: [{ message: /Critical dependency/, module: /node_modules/ }],
    performance: false,
    infrastructureLogging: { level: 'none' },
    stats: 'none',
  }
}
