/** The text of one module as a function that stands for itself, with the way back to its source. */
import type { Compilation, Module } from 'webpack'
import { resourceOf } from '../webpack/module-facts.ts'

export type ModuleSource = NonNullable<ReturnType<Module['originalSource']>>

/** null: the module has no code, a style sheet's for example. */
export function compiledSource(compilation: Compilation, module: Module, runtime: string): ModuleSource | null {
  return compilation.codeGenerationResults?.get(module, runtime)?.sources.get('javascript') ?? null
}

/** For the server's table of modules. */
export function moduleText(compilation: Compilation, module: Module, source: ModuleSource): string {
  const name = encodeURI(compilation.chunkGraph.getModuleId(module)?.toString() ?? '')
  const map = moduleMap(module, source, (file) => file)
  const comment = map === null ? '' : `\n//# sourceMappingURL=data:application/json;base64,${base64(map)}`
  return `(require) => ${moduleFunction(module, source)}${comment}\n//# sourceURL=ferry-dev:///${name}`
}

/** The code begins on the first line, so that every line keeps its number. */
export function moduleFunction({ moduleArgument, exportsArgument, buildInfo }: Module, source: ModuleSource): string {
  const strict = buildInfo?.strict ? '"use strict";' : ''
  return `function (${moduleArgument}, ${exportsArgument}, __webpack_require__) {${strict}${source.source()}\n}`
}

/**
 * For the app's own files: what a package does inside is not in the reader's hands.
 *
 * @param nameOf absolute path → how the map names the file
 */
export function moduleMap(module: Module, source: ModuleSource, nameOf: (file: string) => string): string | null {
  const file = resourceOf(module)?.replace(/\?.*$/, '')
  if (!file || /[\\/]node_modules[\\/]/.test(file)) return null
  const map = source.map({ columns: true, module: true })
  return map ? JSON.stringify({ ...map, sources: map.sources.map(() => nameOf(file)) }) : null
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
