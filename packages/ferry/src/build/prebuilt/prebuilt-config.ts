/** What is compiled into the prebuilt runtime: for each world all that an app may import, whether it does or not. */
import webpack, { type Configuration } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'
import { ENTRY, includeReferences } from '../webpack/include-references.ts'
import type { Layer } from '../webpack/module-facts.ts'
import { oneCopyPlugin } from '../webpack/one-copy.ts'
import { scriptRules } from '../webpack/script-rules.ts'
import { includeModules } from './include-modules.ts'
import { prebuiltContext } from './prebuilt-context.ts'
import { stableIds } from './stable-ids.ts'

const { RuntimeGlobals } = webpack

/** The variable in which a browser finds the runtime's modules. */
export const BROWSER_VARIABLE = '__ferry_runtime'
/** Where an app's entry leaves its start when it is there before the runtime. */
export const START_VARIABLE = '__ferry_start'

const REACT = ['react', 'react/jsx-runtime', 'react/jsx-dev-runtime', 'react-dom']
const SHARED_DOORS = ['link', 'form', 'navigation', 'dynamic']

export function serverConfig(framework: FrameworkFiles, folder: string): Configuration {
  const rsc = [...REACT, ...doors(framework, [...SHARED_DOORS, 'action', 'headers', 'cache', 'server'])]
  const ssr = [...REACT, ...doors(framework, [...SHARED_DOORS, 'action']), framework.ssrProxy]
  const base = baseConfig(framework, folder)
  return {
    ...base,
    target: 'node20',
    entry: { [ENTRY]: { import: framework.devServerEntry, layer: 'rsc' } },
    output: {
      path: folder,
      filename: 'server.cjs',
      library: { type: 'commonjs2' },
      // A module that failed is evaluated again when it is asked for again.
      strictModuleErrorHandling: true,
    },
    module: {
      // The modules of an app are given Node's own `require`.
      parser: { javascript: { url: 'relative', createRequire: false } },
      rules: [
        {
          issuerLayer: 'rsc',
          exclude: [framework.ssrDir, framework.sharedDir],
          resolve: { conditionNames: ['react-server', '...'] },
        },
        { resource: framework.ssrDir, layer: 'ssr' },
        { resource: framework.sharedDir, layer: 'shared' },
        // An app's own modules come while the runtime runs.
        {
          resource: framework.appModules,
          use: [{ loader: framework.loaders.generated, options: { text: () => reExport(framework.devAppModules) } }],
        },
        ...scriptRules(prebuiltContext(framework), 'server'),
      ],
    },
    plugins: [
      ...(base.plugins ?? []),
      includeModules([...wanted('rsc', [...rsc, framework.rscReferences]), ...wanted('ssr', ssr)]),
      includeReferences(() => []),
      needed([
        RuntimeGlobals.moduleFactories,
        RuntimeGlobals.moduleCache,
        RuntimeGlobals.moduleId,
        RuntimeGlobals.moduleLoaded,
      ]),
    ],
  }
}

/** @param clientFiles Ferry's own client modules */
export function browserConfig(
  framework: FrameworkFiles,
  folder: string,
  clientFiles: readonly string[],
): Configuration {
  const base = baseConfig(framework, folder)
  const requests = [
    ...REACT,
    'react-dom/client',
    'react-server-dom-webpack/client',
    ...doors(framework, [...SHARED_DOORS, 'action.browser']),
    framework.browserProxy,
    framework.browserEntry,
    ...clientFiles,
  ]
  return {
    ...base,
    target: ['web', 'es2022'],
    entry: { [ENTRY]: framework.browserRuntimeEntry },
    output: { path: folder, filename: 'browser.js', library: { type: 'var', name: BROWSER_VARIABLE, export: 'load' } },
    module: {
      parser: { javascript: { url: 'relative' } },
      rules: [
        {
          test: /react-server-dom-webpack-client\.browser\.development\.js$/,
          use: [framework.loaders.appRequire],
        },
        ...scriptRules(prebuiltContext(framework), 'browser'),
      ],
    },
    plugins: [
      ...(base.plugins ?? []),
      includeModules(wanted(null, requests)),
      new webpack.BannerPlugin({ banner: `self.${START_VARIABLE}?.()`, footer: true, raw: true }),
    ],
  }
}

function baseConfig(framework: FrameworkFiles, folder: string): Configuration {
  return {
    context: framework.packageDir,
    mode: 'development',
    devtool: false,
    cache: false,
    performance: false,
    infrastructureLogging: { level: 'none' },
    stats: 'none',
    output: { path: folder },
    optimization: {
      nodeEnv: false,
      moduleIds: false,
      minimize: false,
      splitChunks: false,
      runtimeChunk: false,
      concatenateModules: false,
      mangleExports: false,
      // What an app uses is not known here.
      usedExports: false,
      sideEffects: false,
      providedExports: true,
    },
    plugins: [
      oneCopyPlugin(framework),
      new webpack.DefinePlugin({
        'process.env.NODE_ENV': '"development"',
        'typeof window': webpack.DefinePlugin.runtimeValue(({ module }) =>
          module.layer === null ? '"object"' : '"undefined"',
        ),
      }),
      new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 }),
      stableIds(framework),
    ],
  }
}

function doors({ dist }: FrameworkFiles, names: readonly string[]): string[] {
  return names.map((name) => `${dist}/${name}.js`)
}

function wanted(layer: Layer | null, requests: readonly string[]) {
  return requests.map((request) => ({ layer, request }))
}

function reExport(file: string): string {
  return `export * from ${JSON.stringify(file)}\n`
}

function needed(names: readonly string[]): webpack.WebpackPluginInstance {
  return {
    apply(compiler) {
      compiler.hooks.compilation.tap('FerryPrebuilt', (compilation) => {
        compilation.hooks.additionalTreeRuntimeRequirements.tap('FerryPrebuilt', (_chunk, requirements) => {
          for (const name of names) requirements.add(name)
        })
      })
    },
  }
}
