/** What the server and the browser configuration have in common. */
import type { Configuration } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import { cacheOptions } from './cache.ts'
import { environmentPlugin } from './environment.ts'
import { knownCompilers } from './known-compilers.ts'
import { keepSourceMaps } from './source-maps.ts'
import { oneCopyPlugin } from './one-copy.ts'

export function baseConfig(context: BuildContext, name: 'server' | 'browser'): Configuration {
  const { config, dev, framework, root, typescript } = context
  return {
    name,
    context: root,
    mode: config.mode,
    cache: cacheOptions(context, name),
    // Our own plugin defines NODE_ENV; assets are content-hashed by us; warnings about size are a matter of taste.
    performance: false,
    infrastructureLogging: { level: 'none' },
    stats: 'none',
    resolve: {
      extensions: ['.tsx', '.ts', '.mts', '.jsx', '.js', '.mjs', '.cjs', '.json'],
      ...(typescript.file && { tsconfig: { configFile: typescript.file, references: 'auto' } }),
    },
    optimization: {
      nodeEnv: false,
      moduleIds: dev ? 'named' : 'deterministic',
      chunkIds: dev ? 'named' : 'deterministic',
      // In development too: what is unused is not public there either.
      usedExports: true,
      providedExports: true,
      sideEffects: true,
      emitOnErrors: false,
    },
    plugins: [oneCopyPlugin(framework), environmentPlugin(context), keepSourceMaps(), knownCompilers(framework)],
    module: { parser: { javascript: { url: 'relative' } } },
  }
}
