/** The host bundle, in one file that plain Node starts. Nothing of an app is in it. */
import webpack, { type Configuration } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'

const WITH_EXPRESS = 'host-express.js'

/** Express is most of the bundle, and only a user's server.ts asks for it. */
export function hostFile(hasExpress: boolean): string {
  return hasExpress ? WITH_EXPRESS : 'host.js'
}

/** @param name one that `hostFile` gives */
export function hostConfig(framework: FrameworkFiles, folder: string, name: string): Configuration {
  return {
    name: 'host',
    context: framework.packageDir,
    mode: 'production',
    target: 'node20',
    cache: false,
    entry: framework.hostEntry,
    devtool: false,
    output: { path: folder, filename: name, library: { type: 'commonjs2' } },
    node: { __dirname: false, __filename: false },
    // Where it happens to be installed, "debug" would take it in.
    resolve: { alias: { 'supports-color': false, ...(name !== WITH_EXPRESS && { express: false }) } },
    module: {
      // The bundle is required by a path known when the host starts.
      parser: { javascript: { importMeta: false, createRequire: false } },
      rules: [{ resource: framework.hostEntry, type: 'javascript/auto' }],
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
