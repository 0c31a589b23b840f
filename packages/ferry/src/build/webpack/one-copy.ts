/** One React and one Ferry per bundle, whoever imports them; and stand-ins for the marker packages. */
import type { Compiler, WebpackPluginInstance } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'

const OWN = /^(react|react-dom|react-server-dom-webpack|scheduler|ferry)(\/|$)/

export function oneCopyPlugin(framework: FrameworkFiles): WebpackPluginInstance {
  return {
    apply(compiler: Compiler) {
      compiler.hooks.normalModuleFactory.tap('FerryOneCopy', (factory) => {
        factory.hooks.beforeResolve.tap('FerryOneCopy', (data) => {
          if (OWN.test(data.request)) data.context = framework.packageDir
          else if (data.request === 'server-only') data.request = framework.serverOnly
          else if (data.request === 'client-only') data.request = framework.clientOnly
        })
      })
    },
  }
}
