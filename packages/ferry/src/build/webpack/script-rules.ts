/** How source text becomes modules: the app's own files through swc, everything through the directive transform. */
import { createRequire } from 'node:module'
import { sep } from 'node:path'
import type { Options as SwcOptions } from '@swc/core'
import type { RuleSetRule } from 'webpack'
import type { BuildContext } from '../build-context.ts'
import { isFrameworkFile } from '../framework-files.ts'
import type { DirectiveLoaderOptions } from './directive-loader.ts'

const require = createRequire(import.meta.url)

/** The part of a build context that scripts depend on. */
export type ScriptContext = Pick<BuildContext, 'dev' | 'framework' | 'typescript' | 'functionId' | 'fileName'> & {
  readonly config: Pick<BuildContext['config'], 'transpilePackages'>
}

export function scriptRules(context: ScriptContext, target: 'server' | 'browser'): RuleSetRule[] {
  const directives = { loader: context.framework.loaders.directive, options: directiveOptions(context) }
  const isApp = (file: string) => isAppSource(context, file)
  const refreshed = context.dev && target === 'browser' ? [context.framework.loaders.refreshPrologue] : []
  const compiled = (syntax: Syntax) => [directives, ...refreshed, swcLoader(context, target, syntax)]
  return [
    {
      // A package.json with `"type": "commonjs"` (npm's default) or `"module"` says nothing about sources that swc compiles.
      resource: isApp,
      test: /\.[mc]?[jt]sx?$/,
      type: 'javascript/auto',
      resolve: {
        byDependency: { esm: { fullySpecified: false } },
        extensionAlias: { '.js': ['.ts', '.tsx', '.js', '.jsx'], '.mjs': ['.mts', '.mjs'], '.jsx': ['.tsx', '.jsx'] },
      },
      parser: { exportsPresence: 'error', reexportExportsPresence: false },
    },
    // In node_modules only what Node itself could not read is compiled.
    { test: /\.[mc]?ts$/, type: 'javascript/auto', use: compiled('ts') },
    { test: /\.tsx$/, type: 'javascript/auto', use: compiled('tsx') },
    { test: /\.jsx$/, type: 'javascript/auto', use: compiled('js') },
    { resource: isApp, test: /\.[mc]?js$/, use: compiled('js') },
    { resource: { not: isApp }, test: /\.[mc]?js$/, use: [directives] },
    {
      test: /react-(server-dom-webpack-client\.(node|browser)\.(development|production)|(server-dom-webpack|dom)-server\.node\.production)\.js$/,
      use: [
        {
          loader: context.framework.loaders.reactPatch,
          options: {
            decorate: { node: context.framework.ssrDecorate, browser: context.framework.browserDecorate },
            renderSignal: context.framework.renderSignal,
            asyncSlot: context.framework.asyncSlot,
            attachedMap: context.framework.attachedMap,
          },
        },
      ],
    },
  ]
}

function isAppSource({ framework, config }: ScriptContext, file: string): boolean {
  if (isFrameworkFile(framework, file)) return false
  if (!file.includes(`${sep}node_modules${sep}`)) return true
  return config.transpilePackages.some((name) =>
    file.includes(`${sep}node_modules${sep}${name.replaceAll('/', sep)}${sep}`),
  )
}

function directiveOptions({ functionId, fileName, framework }: ScriptContext): DirectiveLoaderOptions {
  return {
    functionId,
    fileName,
    runtime: { rsc: framework.rscReferences, ssr: framework.ssrProxy, browser: framework.browserProxy },
  }
}

type Syntax = 'ts' | 'tsx' | 'js'

/** The map is always made: it carries the positions that errors show. */
function swcLoader(context: ScriptContext, target: 'server' | 'browser', syntax: Syntax) {
  const { experimentalDecorators = false, emitDecoratorMetadata = false, jsxImportSource } = context.typescript
  const options: SwcOptions = {
    swcrc: false,
    configFile: false,
    isModule: 'unknown',
    sourceMaps: true,
    inlineSourcesContent: true,
    jsc: {
      parser:
        syntax === 'js'
          ? { syntax: 'ecmascript', jsx: true, decorators: true }
          : { syntax: 'typescript', tsx: syntax === 'tsx', decorators: true },
      target: target === 'server' ? 'es2023' : 'es2022',
      transform: {
        react: {
          runtime: 'automatic',
          development: context.dev,
          refresh: context.dev && target === 'browser',
          ...(jsxImportSource && { importSource: jsxImportSource }),
        },
        ...(experimentalDecorators
          ? { legacyDecorator: true, decoratorMetadata: emitDecoratorMetadata }
          : { decoratorVersion: '2022-03' }),
      },
      experimental: { keepImportAttributes: true },
    },
  }
  return { loader: require.resolve('swc-loader'), options }
}
