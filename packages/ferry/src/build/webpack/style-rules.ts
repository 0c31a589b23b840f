/** Style sheets: files in the browser compilation, class names alone on the server. The names depend on file and class only. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import MiniCssExtractPlugin from 'mini-css-extract-plugin'
import type { RuleSetRule, RuleSetUseItem } from 'webpack'
import type { BuildContext } from '../build-context.ts'

const require = createRequire(import.meta.url)
const MODULE = /\.module\.css$/i

export function styleRules(context: BuildContext, target: 'server' | 'browser'): RuleSetRule[] {
  const postcss = postcssLoader(context)
  const css = (modules: boolean) => ({
    loader: require.resolve('css-loader'),
    options: {
      importLoaders: postcss.length,
      sourceMap: false,
      modules: modules && {
        exportOnlyLocals: target === 'server',
        localIdentName: context.dev ? '[name]_[local]_[hash:base64:5]' : '[hash:base64:8]',
        localIdentContext: context.root,
        namedExport: false,
        exportLocalsConvention: 'as-is',
      },
    },
  })
  const extract = { loader: MiniCssExtractPlugin.loader, options: { publicPath: '' } }
  const use = (modules: boolean): RuleSetUseItem[] =>
    target === 'browser' ? [extract, css(modules), ...postcss] : [css(modules), ...postcss]
  // A style sheet is imported for its effect, whatever `sideEffects` says in its package.
  const global: RuleSetUseItem[] =
    target === 'browser' ? use(false) : [{ loader: context.framework.loaders.emptyStyle }]
  return [
    {
      test: /\.css$/i,
      sideEffects: true,
      type: 'javascript/auto',
      oneOf: [{ test: MODULE, use: use(true) }, { use: global }],
    },
  ]
}

/** The files postcss itself would look for. */
const POSTCSS_CONFIGS = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `postcss.config.${extension}`)

export function postcssConfigFile(root: string): string | null {
  const names = [
    ...POSTCSS_CONFIGS,
    '.postcssrc',
    '.postcssrc.json',
    '.postcssrc.js',
    '.postcssrc.cjs',
    '.postcssrc.mjs',
  ]
  const found = names.map((name) => join(root, name)).find((file) => existsSync(file))
  return found ?? null
}

function postcssLoader(context: BuildContext): RuleSetUseItem[] {
  const config = postcssConfigFile(context.root)
  if (!config) return []
  return [{ loader: require.resolve('postcss-loader'), options: { postcssOptions: { config } } }]
}
