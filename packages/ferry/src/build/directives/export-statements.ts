/** Rewrites the export statements of a "use server" module whose exports are replaced by registered variables. */
import type { ExportAllDeclaration, ExportNamedDeclaration } from 'acorn'
import type { LocalStatement, NamedExport } from './exports.ts'
import { exportKey, type ModuleOutput } from './module-output.ts'
import type { SourceModule } from './parse-module.ts'

/** `replaced`: exports that something else takes the place of, with the variable their value comes from. */
export function rewriteExports(
  module: SourceModule,
  exports: readonly NamedExport[],
  replaced: ReadonlyMap<NamedExport, string>,
  output: ModuleOutput,
): void {
  for (const statement of module.program.body) {
    const own = exports.filter((entry) => entry.statement === statement)
    if (
      statement.type === 'ExportAllDeclaration' ||
      (statement.type === 'ExportNamedDeclaration' && statement.source)
    ) {
      importInstead(module, statement, own, replaced, output)
    } else if (statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration') {
      const kept = own.filter((entry) => !replaced.has(entry))
      if (kept.length < own.length) keepOnly(module, statement, kept, output)
    }
  }
}

/** `export { a } from './x'` → `import { a as $$from_a } from './x'` */
function importInstead(
  module: SourceModule,
  statement: ExportAllDeclaration | ExportNamedDeclaration,
  own: readonly NamedExport[],
  replaced: ReadonlyMap<NamedExport, string>,
  output: ModuleOutput,
): void {
  const from = module.source.slice(statement.source!.start, statement.end)
  const list = own.map((entry) => `${exportKey(entry.kind === 'from' ? entry.imported : '')} as ${replaced.get(entry)}`)
  const names = list.length > 0 ? `{ ${list.join(', ')} } from ` : ''
  output.text.overwrite(statement.start, statement.end, `import ${names}${from}`)
}

/** Takes the other exports out of a statement. */
function keepOnly(
  module: SourceModule,
  statement: LocalStatement,
  kept: readonly NamedExport[],
  output: ModuleOutput,
): void {
  if (statement.type === 'ExportDefaultDeclaration' && statement.declaration.type === 'Identifier') {
    output.text.remove(statement.start, statement.end)
    return
  }
  for (const entry of kept) if (entry.kind === 'local') output.addExport(entry.exported, entry.local)
  if (statement.declaration) {
    const [keyword = ''] = module.source.slice(statement.start).match(KEYWORDS) ?? []
    output.text.remove(statement.start, statement.start + keyword.length)
  } else {
    output.text.remove(statement.start, statement.end)
  }
}

/** `export` and `export default`, with the space after it. */
const KEYWORDS = /^export(?:\s|\/\*[\s\S]*?\*\/)+(?:default(?:\s|\/\*[\s\S]*?\*\/)+)?/
