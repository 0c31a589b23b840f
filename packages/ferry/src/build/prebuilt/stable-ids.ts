/** Module ids of the prebuilt runtime: by package, so that they are the same wherever it is installed, and no app's own. */
import { relative, sep } from 'node:path'
import type { Module, WebpackPluginInstance } from 'webpack'
import { packageOf } from '../external-packages.ts'
import type { FrameworkFiles } from '../framework-files.ts'
import { resourceOf } from '../webpack/module-facts.ts'

export function stableIds({ packageDir }: FrameworkFiles): WebpackPluginInstance {
  return {
    apply(compiler) {
      compiler.hooks.compilation.tap('FerryStableIds', (compilation) => {
        compilation.hooks.moduleIds.tap('FerryStableIds', (modules) => {
          const taken = new Set<string>()
          for (const module of modules) {
            if (!compilation.chunkGraph.getNumberOfModuleChunks(module)) continue
            let id = `ferry:${nameOf(module, packageDir)}`
            while (taken.has(id)) id += '~'
            taken.add(id)
            compilation.chunkGraph.setModuleId(module, id)
          }
        })
      })
    },
  }
}

function nameOf(module: Module, packageDir: string): string {
  const resource = resourceOf(module)
  const layer = module.layer === null ? '' : `(${module.layer})/`
  if (!resource) return `${layer}${module.identifier().split(packageDir).join('')}`
  const place = placeInPackage(resource)
  return `${layer}${place.packageName}/${place.path}`
}

/** Example: `react` and `cjs/react.development.js` */
export function placeInPackage(resource: string): { readonly packageName: string; readonly path: string } {
  const facts = packageOf(resource)
  if (!facts) return { packageName: '', path: resource }
  return { packageName: facts.name, path: relative(facts.dir, resource).split(sep).join('/') }
}
