/** The server graph: one compilation, one file, three layers by folder. */
import { join } from 'node:path'
import webpack, { type Configuration } from 'webpack'
import { STATIC_FILE_QUERY } from '../generated-modules.ts'
import type { BuildContext } from '../build-context.ts'
import type { ExternalPackages } from '../external-packages.ts'
import { appContextPlugin } from './app-context.ts'
import { assetRules } from './asset-rules.ts'
import { baseConfig } from './base-config.ts'
import { externalsFunction } from './externals.ts'
import { ENTRY, includeReferences } from './include-references.ts'
import { scriptRules } from './script-rules.ts'
import { styleRules } from './style-rules.ts'

const STATIC_FILE = new RegExp(`^\\${STATIC_FILE_QUERY}$`)

export interface ServerInputs {
  /** Text of server/rsc/app-modules. */
  readonly appModules: () => string
  /** "use server" modules that only the browser compilation has met. */
  readonly alsoFunctions: () => Iterable<string>
  readonly externals: ExternalPackages
}

export function serverConfig(context: BuildContext, inputs: ServerInputs): Configuration {
  const { framework, config } = context
  const base = baseConfig(context, 'server')
  const otherLayers = [framework.ssrDir, framework.sharedDir]
  return {
    ...base,
    target: 'node20',
    entry: { [ENTRY]: { import: framework.serverEntry, layer: 'rsc' } },
    // Positions of the sources in stack traces, without their text. Never served: the host serves assets/ and public/ only.
    devtool: context.dev ? 'cheap-module-source-map' : 'nosources-source-map',
    output: {
      path: join(config.outDir, 'server'),
      filename: 'index.js',
      library: { type: 'commonjs2' },
      publicPath: context.publicPath,
      devtoolModuleFilenameTemplate: (info: { absoluteResourcePath: string }) =>
        context.fileName(info.absoluteResourcePath),
    },
    externals: externalsFunction(context, inputs.externals),
    module: {
      ...base.module,
      // There is one file to load from. As chunks that are merged in the end, import()s would be compared each with each.
      parser: { javascript: { ...base.module?.parser?.javascript, dynamicImportMode: 'eager' } },
      rules: [
        // `resolve` is about what the matched module imports, `issuerLayer` about who imported it: modules that cross
        // into another layer are matched by their importer's, so they are left out by name.
        { issuerLayer: 'rsc', exclude: otherLayers, resolve: { conditionNames: ['react-server', '...'] } },
        { resource: framework.ssrDir, layer: 'ssr' },
        { resource: framework.sharedDir, layer: 'shared' },
        { resource: framework.appModules, use: [generated(context, inputs.appModules)] },
        ...scriptRules(context, 'server'),
        ...styleRules(context, 'server'),
        { resourceQuery: STATIC_FILE, type: 'javascript/auto', use: [framework.loaders.staticFile] },
        ...assetRules(context, '../assets/').map((rule) => ({ ...rule, resourceQuery: { not: STATIC_FILE } })),
      ],
    },
    optimization: {
      ...base.optimization,
      minimize: false,
      splitChunks: false,
      // A concatenated module has no id and no exports of its own: the manifest could not name a function in it.
      concatenateModules: false,
      mangleExports: false,
    },
    plugins: [
      ...(base.plugins ?? []),
      appContextPlugin(context),
      includeReferences(inputs.alsoFunctions),
      // For what asks for a chunk by a comment of webpack's.
      new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 }),
    ],
  }
}

export function generated({ framework }: BuildContext, text: (query: string) => string) {
  return { loader: framework.loaders.generated, options: { text } }
}
