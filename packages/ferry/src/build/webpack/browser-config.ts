/** The browser graph: an entry that loads as little as possible, and a chunk per group of client modules. */
import { join } from 'node:path'
import MiniCssExtractPlugin from 'mini-css-extract-plugin'
import MinimizerPlugin from 'minimizer-webpack-plugin'
import type { Configuration } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import { assetRules } from './asset-rules.ts'
import { baseConfig } from './base-config.ts'
import { withRefresh } from './dev-refresh.ts'
import { scriptRules } from './script-rules.ts'
import { dropEmptyScripts } from './empty-scripts.ts'
import { generated } from './server-config.ts'
import { splitChunks } from './split-chunks.ts'
import { styleRules } from './style-rules.ts'
import { styleRuntime } from './style-runtime.ts'
import { withoutMaps } from './without-maps.ts'

/** Name of the entry, and so of its chunk. */
export const BROWSER_ENTRY = 'main'

/** Where scripts of the same build find each other. */
export const CHUNK_GLOBAL = 'webpackChunkferry'

export interface BrowserInputs {
  /** Text of browser/client-references. */
  readonly clientReferences: () => string
  /** Imports of the style sheets of one chunk. */
  readonly styleSheets: (chunkName: string) => string
}

export function browserConfig(context: BuildContext, inputs: BrowserInputs): Configuration {
  const { framework, config, dev } = context
  const base = baseConfig(context, 'browser')
  // Names of files and folders of the app stay out of what a browser sees.
  const name = dev ? '[name].[contenthash:8]' : '[contenthash:16]'
  return withRefresh(context, {
    ...base,
    target: ['web', 'es2022'],
    // The list of references is an entry of its own: it makes the chunks and leaves no code behind.
    entry: {
      [BROWSER_ENTRY]: [framework.clientReferences, ...(dev ? [framework.devClient] : []), framework.browserEntry],
    },
    devtool: dev ? 'cheap-module-source-map' : false,
    output: {
      path: join(config.outDir, 'assets'),
      filename: `${name}.js`,
      chunkFilename: `${name}.js`,
      publicPath: context.publicPath,
      uniqueName: 'ferry',
      chunkLoadingGlobal: CHUNK_GLOBAL,
      // Documents are UTF-8, and their scripts with them.
      charset: false,
      crossOriginLoading: false,
      devtoolModuleFilenameTemplate: (info: { absoluteResourcePath: string }) =>
        context.fileName(info.absoluteResourcePath),
    },
    module: {
      ...base.module,
      rules: [
        { resource: framework.clientReferences, use: [generated(context, inputs.clientReferences)] },
        { resource: framework.styleSheets, use: [generated(context, inputs.styleSheets)] },
        ...scriptRules(context, 'browser'),
        ...styleRules(context, 'browser'),
        ...assetRules(context, ''),
      ],
    },
    optimization: {
      ...base.optimization,
      splitChunks: splitChunks(dev),
      runtimeChunk: false,
      minimize: !dev,
      minimizer: [
        new MinimizerPlugin({
          test: /\.m?js$/,
          minify: MinimizerPlugin.swcMinify,
          extractComments: false,
          // swc has threads of its own; processes in between only cost time.
          parallel: false,
          minimizerOptions: { compress: { passes: 2, ecma: 2020 }, mangle: true, format: { comments: false } },
        }),
        new MinimizerPlugin({ test: /\.css$/, minify: MinimizerPlugin.lightningCssMinify, parallel: false }),
      ],
    },
    plugins: [
      ...(base.plugins ?? []),
      // The order of sheets is the order of imports, wherever two pages disagree about it; class names do not clash.
      new MiniCssExtractPlugin({
        filename: `${name}.css`,
        chunkFilename: `${name}.css`,
        runtime: false,
        ignoreOrder: true,
      }),
      styleRuntime(`${name}.css`),
      dropEmptyScripts(),
      withoutMaps(),
    ],
  })
}
