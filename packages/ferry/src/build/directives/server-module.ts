/** A module with server functions in the rsc world: its code, with every server function registered under its id. */
import type { TransformOptions, TransformResult } from './contract.ts'
import type { Directives, InlineDirective } from './find-directives.ts'
import { listInlineFunctions } from './inline-functions.ts'
import { writeInlineFunctions } from './inline-output.ts'
import { ModuleOutput } from './module-output.ts'
import type { SourceModule } from './parse-module.ts'
import { isPartOfExport } from './part-of-export.ts'
import { registerCommonjsExports } from './register-commonjs.ts'
import { registerExports } from './register-exports.ts'
import { analyzeScopes } from './scope-analysis.ts'
import { listServerFunctions, type ServerFunction } from './server-functions.ts'

export async function serverModule(
  module: SourceModule,
  directives: Directives,
  options: TransformOptions,
): Promise<TransformResult> {
  const scopes = analyzeScopes(module.program)
  const output = new ModuleOutput(module, options.runtime.rsc)
  const functions: ServerFunction[] = []
  let inline: readonly InlineDirective[] = directives.inline
  if (directives.module !== null) {
    const { statement } = directives.module
    output.text.remove(statement.start, statement.end)
    const listed = await listServerFunctions(module, scopes.module, options)
    if (module.format === 'esm') registerExports(module, listed, scopes, output)
    else registerCommonjsExports(listed, output)
    functions.push(...listed.functions)
    const redundant = inline.filter(({ node }) => isPartOfExport(module, node, listed.exports))
    for (const { statement } of redundant) output.text.remove(statement.start, statement.end)
    inline = inline.filter((entry) => !redundant.includes(entry))
  }
  const names = functions.map(({ name }) => name)
  const planned = listInlineFunctions(module, inline, scopes, names, output.generateName, options)
  const capturing = writeInlineFunctions(planned, module, scopes, output)
  for (const entry of planned) {
    const { id, actionName, name, line } = entry
    functions.push({ id, exportName: actionName, name, inline: true, captures: capturing.has(entry), line })
  }
  return { ...output.finish(), findings: { kind: 'server', functions } }
}
