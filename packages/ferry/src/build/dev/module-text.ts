/** The text of one module, as the server's table of modules takes it: a function, with the way back to its source. */
import type { Compilation, Module } from 'webpack'
import { resourceOf } from '../webpack/module-facts.ts'

type Source = NonNullable<ReturnType<Module['originalSource']>>

/** null: the module has no code, a style sheet's for example. */
export function moduleText(compilation: Compilation, module: Module, runtime: string): string | null {
  const source = compilation.codeGenerationResults?.get(module, runtime)?.sources.get('javascript')
  if (!source) return null
  const { moduleArgument, exportsArgument, buildInfo } = module
  const head = `(require) => function (${moduleArgument}, ${exportsArgument}, __webpack_require__) {`
  const strict = buildInfo?.strict ? '"use strict";' : ''
  const name = encodeURI(compilation.chunkGraph.getModuleId(module)?.toString() ?? '')
  // On the first line, so that every other one keeps its number.
  return `${head}${strict}${source.source()}\n}${mapComment(module, source)}\n//# sourceURL=ferry-dev:///${name}`
}

/** For the app's own files: what a package does inside is not in the reader's hands. */
function mapComment(module: Module, source: Source): string {
  const file = resourceOf(module)?.replace(/\?.*$/, '')
  if (!file || /[\\/]node_modules[\\/]/.test(file)) return ''
  const map = source.map({ columns: true, module: true })
  if (!map) return ''
  const text = JSON.stringify({ ...map, sources: map.sources.map(() => file) })
  return `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(text).toString('base64')}`
}
