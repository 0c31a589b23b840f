/** Ids of React's modules for browsers: short, as every page loads them. What is imported from outside has its name in it. */
import type { Module, WebpackPluginInstance } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'
import { resourceOf } from '../webpack/module-facts.ts'
import { placeInPackage } from './stable-ids.ts'

/** Of the module of the app that React's Flight client asks for. */
export const DECORATE_ID = 'ferry:decorate'

export function reactIds({ browserDecorate }: FrameworkFiles): WebpackPluginInstance {
  return {
    apply(compiler) {
      compiler.hooks.compilation.tap('FerryReactIds', (compilation) => {
        compilation.hooks.moduleIds.tap('FerryReactIds', (modules) => {
          const names = [...modules].map(nameOf).sort()
          for (const module of modules) {
            const id = resourceOf(module) === browserDecorate ? DECORATE_ID : idOf(nameOf(module), names)
            compilation.chunkGraph.setModuleId(module, id)
          }
        })
      })
    },
  }
}

/** Example: `react-dom/client.js` */
function nameOf(module: Module): string {
  const { packageName, path } = placeInPackage(resourceOf(module) ?? module.identifier())
  return `${packageName}/${path}`
}

function idOf(name: string, names: readonly string[]): string {
  const isDoor = !name.includes('/cjs/') && !name.startsWith('ferry/')
  return `ferry:${isDoor ? name.replace(/(?:\/index|\.browser)?\.js$/, '') : names.indexOf(name)}`
}
