/** What the prebuilt runtimes have in common: each module for itself, under an id of its own, with all its exports. */
import webpack, { type Configuration, type Module, type RuleSetRule, type WebpackPluginInstance } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'
import type { Layer } from '../webpack/module-facts.ts'
import { oneCopyPlugin } from '../webpack/one-copy.ts'
import type { WantedModule } from './include-modules.ts'
import { placeInPackage, stableIds } from './stable-ids.ts'

export type RuntimeMode = 'development' | 'production'

export const REACT = ['react', 'react/jsx-runtime', 'react/jsx-dev-runtime', 'react-dom']
export const SHARED_DOORS = ['link', 'form', 'navigation', 'dynamic']

export function runtimeBase(framework: FrameworkFiles, folder: string, mode: RuntimeMode): Configuration {
  const isProduction = mode === 'production'
  return {
    context: framework.packageDir,
    mode,
    devtool: isProduction && 'nosources-source-map',
    cache: false,
    performance: false,
    infrastructureLogging: { level: 'none' },
    stats: 'none',
    // A comment about each module would be a twentieth of what is published.
    output: { path: folder, pathinfo: false, devtoolModuleFilenameTemplate: sourceName },
    optimization: {
      nodeEnv: false,
      moduleIds: false,
      minimize: false,
      splitChunks: false,
      runtimeChunk: false,
      concatenateModules: false,
      mangleExports: false,
      // What an app uses is not known here. In production only what nobody can reach is left out.
      usedExports: isProduction,
      sideEffects: isProduction,
      providedExports: true,
    },
    plugins: [
      oneCopyPlugin(framework),
      new webpack.DefinePlugin({
        'process.env.NODE_ENV': JSON.stringify(mode),
        'typeof window': webpack.DefinePlugin.runtimeValue(({ module }) =>
          module.layer === null ? '"object"' : '"undefined"',
        ),
      }),
      new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 }),
      stableIds(framework),
      ...(isProduction ? [everythingUsed()] : []),
    ],
  }
}

export function doors({ dist }: FrameworkFiles, names: readonly string[]): string[] {
  return names.map((name) => `${dist}/${name}.js`)
}

/** @param lines the text in the place of the file */
export function replaced({ loaders }: FrameworkFiles, resource: string, lines: readonly string[]): RuleSetRule {
  return { resource, use: [{ loader: loaders.generated, options: { text: () => lines.join('') } }] }
}

export function wanted(layer: Layer | null, requests: readonly string[]): WantedModule[] {
  return requests.map((request) => ({ layer, request }))
}

function sourceName({ absoluteResourcePath }: { absoluteResourcePath: string }): string {
  const { packageName, path } = placeInPackage(absoluteResourcePath)
  return `node_modules/${packageName}/${path}`
}

/** Any export of a module that is there may be asked for by an app. */
export function everythingUsed(where: (module: Module) => boolean = () => true): WebpackPluginInstance {
  return {
    apply(compiler) {
      compiler.hooks.thisCompilation.tap('FerryEverythingUsed', (compilation) => {
        compilation.hooks.optimizeDependencies.tap({ name: 'FerryEverythingUsed', stage: -100 }, (modules) => {
          for (const module of modules) {
            if (where(module)) compilation.moduleGraph.getExportsInfo(module).setUsedInUnknownWay(undefined)
          }
        })
      })
    },
  }
}
