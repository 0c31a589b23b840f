/** The host bundle, in one file that plain Node starts: Express is in it when the app has a server.ts. Nothing of the app is. */
import webpack, { type Configuration } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import { cacheOptions } from './cache.ts'

export function hostConfig(context: BuildContext): Configuration {
  const hasExpress = context.config.files.server !== null
  return {
    name: 'host',
    context: context.framework.packageDir,
    mode: 'production',
    target: 'node20',
    cache: cacheOptions(context, hasExpress ? 'host-express' : 'host'),
    entry: context.framework.hostEntry,
    devtool: false,
    output: { path: context.config.outDir, filename: 'server.js', library: { type: 'commonjs2' } },
    node: { __dirname: false, __filename: false },
    // Only the user's server.ts asks for it, and it is most of the bundle.
    resolve: { alias: hasExpress ? {} : { express: false } },
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
