/** The server functions that a "use server" module exports: their names and ids, checked. */
import type { AnyNode } from 'acorn'
import { commonjsExportsUnknown } from '../../errors/catalogue.ts'
import { checkExport } from './check-export.ts'
import { listCommonjsExports } from './commonjs-exports.ts'
import type { Findings, TransformOptions } from './contract.ts'
import { notFunction } from './directive-errors.ts'
import { namesBehind, resolveExports } from './export-names.ts'
import type { NamedExport } from './exports.ts'
import { errorAt, type SourceModule } from './parse-module.ts'
import type { Scope } from './scope.ts'

export type ServerFunction = NonNullable<Findings['functions']>[number]

export interface ServerFunctions {
  readonly functions: readonly ServerFunction[]
  /** How each is exported, in the same order; empty for CommonJS. */
  readonly exports: readonly NamedExport[]
  /** CommonJS: `module.exports` is itself a function; it counts as `default`. */
  readonly whole: boolean
  /** CommonJS: marked as a compiled ES module. */
  readonly esModule: boolean
}

export async function listServerFunctions(
  module: SourceModule,
  scope: Scope,
  options: TransformOptions,
): Promise<ServerFunctions> {
  const describe = (exported: string, node: AnyNode): ServerFunction => ({
    id: options.functionId(module.file, exported),
    exportName: exported,
    name: exported,
    inline: false,
    captures: false,
    line: module.placeOf(node.start).line,
  })
  if (module.format === 'commonjs') return listCommonjs(module, scope, options, describe)
  const exports = await resolveExports(module, options.resolveExportNames)
  for (const entry of exports) checkNamed(module, scope, entry)
  const functions = exports.map(({ exported, node }) => describe(exported, node))
  return { functions, exports, whole: false, esModule: true }
}

function checkNamed(module: SourceModule, scope: Scope, entry: NamedExport): void {
  const { exported, node: at } = entry
  if (entry.kind === 'namespace') throw notFunction(module, at, exported, 'a module namespace')
  if (entry.kind === 'local') checkExport(module, scope, { exported, at, value: entry.local })
  if (entry.kind === 'default') checkExport(module, scope, { exported, at, value: entry.statement.declaration })
}

async function listCommonjs(
  module: SourceModule,
  scope: Scope,
  options: TransformOptions,
  describe: (exported: string, node: AnyNode) => ServerFunction,
): Promise<ServerFunctions> {
  const { names, stars, whole, esModule } = listCommonjsExports(module.program)
  const found = new Map<string, ServerFunction>()
  for (const { exported, value, node } of names) {
    if (value !== null) checkExport(module, scope, { exported, at: node, value })
    found.set(exported, describe(exported, node))
  }
  if (whole !== null) {
    checkExport(module, scope, { exported: whole.exported, at: whole.node, value: whole.value ?? whole.node })
    if (!found.has('default')) found.set('default', describe('default', whole.node))
  }
  for (const star of stars) {
    for (const name of await namesBehind(module, star, options.resolveExportNames)) {
      if (name !== 'default' && !found.has(name)) found.set(name, describe(name, star.statement))
    }
  }
  if (found.size === 0) {
    const message = 'This "use server" file is CommonJS, and none of its exports can be found in its text.'
    throw errorAt(module, 0, commonjsExportsUnknown, message)
  }
  return { functions: [...found.values()], exports: [], whole: whole !== null, esModule }
}
