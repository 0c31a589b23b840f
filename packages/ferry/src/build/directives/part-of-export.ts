/** Whether a function with a directive of its own is what an export of a "use server" module is made of. */
import type { NamedExport } from './exports.ts'
import type { SourceModule } from './parse-module.ts'
import { patternNames } from './exports.ts'
import { ancestorsOf, type FunctionNode, isFunction } from './syntax.ts'

/**
 * Then the export is the way in, and the directive says nothing new: `export const save = action(schema, async () => { 'use server' })`
 * must not have a second way in that leaves the schema out.
 */
export function isPartOfExport(module: SourceModule, node: FunctionNode, exports: readonly NamedExport[]): boolean {
  const exported = new Set(exports.flatMap((entry) => (entry.kind === 'local' ? [entry.local] : [])))
  if (node.type === 'FunctionDeclaration' && node.id !== null && module.parents.get(node)?.type === 'Program') {
    return exported.has(node.id.name)
  }
  for (const outer of ancestorsOf(node, module.parents)) {
    if (isFunction(outer)) return false
    if (outer.type === 'ExportNamedDeclaration' || outer.type === 'ExportDefaultDeclaration') return true
    if (outer.type === 'VariableDeclarator') {
      if (patternNames(outer.id).some(({ name }) => exported.has(name))) return true
    }
  }
  return module.format === 'commonjs'
}
