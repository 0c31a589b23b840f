/** The names that importers of a module may use; for the build, which resolves `export *` with it. Pure. */
import type { AnyNode } from 'acorn'
import { listCommonjsExports } from './commonjs-exports.ts'
import type { TransformOptions } from './contract.ts'
import { starUnresolved } from './directive-errors.ts'
import { listExports, type NamedExport } from './exports.ts'
import { parseProgram, type SourceModule } from './parse-module.ts'

export interface ExportNames {
  /** Example: `['default', 'save']` */
  readonly names: readonly string[]
  /** Specifiers of `export * from`, whose names (without `default`) belong to it too. */
  readonly stars: readonly string[]
}

/** null: the text is not JavaScript. */
export function listExportNames(source: string): ExportNames | null {
  const parsed = parseProgram(source)
  if ('message' in parsed) return null
  if (parsed.format === 'commonjs') {
    const { names, stars } = listCommonjsExports(parsed.program)
    return { names: names.map(({ exported }) => exported), stars: stars.map(({ specifier }) => specifier) }
  }
  const all = listExports(parsed.program)
  return {
    names: all.flatMap((entry) => (entry.kind === 'star' ? [] : [entry.exported])),
    stars: all.flatMap((entry) => (entry.kind === 'star' ? [entry.specifier] : [])),
  }
}

/** The exports of a directive module, every `export *` replaced by the names behind it. */
export async function resolveExports(module: SourceModule, resolve: Resolve): Promise<NamedExport[]> {
  const all = listExports(module.program)
  const named = all.filter((entry): entry is NamedExport => entry.kind !== 'star')
  const taken = new Set(named.map((entry) => entry.exported))
  for (const star of all) {
    if (star.kind !== 'star') continue
    for (const exported of await namesBehind(module, star, resolve)) {
      if (exported === 'default' || taken.has(exported)) continue
      taken.add(exported)
      named.push({ ...star, kind: 'from', exported, imported: exported, node: star.statement })
    }
  }
  return named
}

export type Resolve = TransformOptions['resolveExportNames']

export async function namesBehind(
  module: SourceModule,
  star: { readonly specifier: string; readonly statement: AnyNode },
  resolve: Resolve,
): Promise<readonly string[]> {
  if (resolve === undefined) throw starUnresolved(module, star.statement, star.specifier)
  try {
    return await resolve(star.specifier)
  } catch (error) {
    throw starUnresolved(module, star.statement, star.specifier, error)
  }
}
