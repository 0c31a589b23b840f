/** What is compiled into the prebuilt server runtime: the server, and all of React and Ferry that server code of an app may import. */
import webpack, { type Configuration, type WebpackPluginInstance } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'
import { ENTRY, includeReferences } from '../webpack/include-references.ts'
import { scriptRules } from '../webpack/script-rules.ts'
import { includeModules } from './include-modules.ts'
import { prebuiltContext } from './prebuilt-context.ts'
import { doors, REACT, replaced, type RuntimeMode, runtimeBase, SHARED_DOORS, wanted } from './runtime-base.ts'

const { RuntimeGlobals } = webpack

export function serverRuntimeConfig(framework: FrameworkFiles, folder: string, mode: RuntimeMode): Configuration {
  const rsc = [...REACT, ...doors(framework, [...SHARED_DOORS, 'action', 'headers', 'cache', 'server'])]
  const ssr = [...REACT, ...doors(framework, [...SHARED_DOORS, 'action']), framework.ssrProxy]
  const base = runtimeBase(framework, folder, mode)
  const isProduction = mode === 'production'
  return {
    ...base,
    target: 'node20',
    entry: {
      [ENTRY]: { import: isProduction ? framework.serverRuntimeEntry : framework.devServerEntry, layer: 'rsc' },
    },
    output: {
      ...base.output,
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
        replaced(framework, framework.appModules, [
          exportAll(isProduction ? framework.runtimeAppModules : framework.devAppModules),
        ]),
        replaced(framework, framework.serverRuntimeEntry, [
          exportAll(framework.serverEntry),
          exportAll(framework.takeApp),
          exportAll(framework.browserRuntimeEntry),
        ]),
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

function exportAll(file: string): string {
  return `export * from ${JSON.stringify(file)}\n`
}

function needed(names: readonly string[]): WebpackPluginInstance {
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
