/** What the generated module names without a path is a package of the app: it is looked for where the app is. */
import type { Compiler, WebpackPluginInstance } from 'webpack'
import type { BuildContext } from '../build-context.ts'

export function appContextPlugin({ root, framework }: BuildContext): WebpackPluginInstance {
  return {
    apply(compiler: Compiler) {
      compiler.hooks.normalModuleFactory.tap('FerryAppContext', (factory) => {
        factory.hooks.beforeResolve.tap('FerryAppContext', (data) => {
          if (data.contextInfo.issuer === framework.appModules) data.context = root
        })
      })
    },
  }
}
