/** Lets a compilation of an app refer to the prebuilt runtime instead of compiling what is in it. */
import { relative, sep } from 'node:path'
import webpack, { type WebpackPluginInstance } from 'webpack'
import type { FrameworkFiles } from '../framework-files.ts'
import type { PrebuiltWorld } from './facts.ts'
import { packageFolder } from './package-folder.ts'

/** @param variable what gives the function that gives a module by its id: a name, or an expression */
export function prebuiltReferences(
  framework: FrameworkFiles,
  world: PrebuiltWorld,
  variable: string,
): WebpackPluginInstance {
  const folders = new Map<string, string>()
  const content: Record<string, { id: string; buildMeta: object; exports?: string[] }> = {}
  for (const { packageName, path, layer, id, buildMeta, exports } of world.modules) {
    const folder = folders.get(packageName) ?? packageFolder(framework, packageName)
    folders.set(packageName, folder)
    const name = nameBelow(framework.packageDir, `${folder}/${path}`)
    content[layer === null ? name : `(${layer})/${name}`] = { id, buildMeta, ...(exports && { exports: [...exports] }) }
  }
  return new webpack.DllReferencePlugin({
    context: framework.packageDir,
    name: variable,
    sourceType: 'var',
    type: 'require',
    content,
  })
}

/** As webpack names a file relative to the context of a compilation. */
function nameBelow(folder: string, file: string): string {
  const path = relative(folder, file).split(sep).join('/')
  return path.startsWith('../') ? path : `./${path}`
}
