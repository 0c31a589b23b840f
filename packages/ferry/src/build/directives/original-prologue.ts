/** Whether a module's directive also comes first in the text its author wrote: compilers drop type imports from above it. */
import type { ExpressionStatement } from 'acorn'
import type { SourceModule } from './parse-module.ts'

export function originalPrologue(module: SourceModule, statement: ExpressionStatement): boolean {
  const place = module.placeOf(statement.start)
  const source = place.source ?? ''
  if (source === module.source) return true
  const before = source.split('\n').slice(0, place.line - 1)
  const line = source.split('\n')[place.line - 1] ?? ''
  return ONLY_DIRECTIVES.test([...before, line.slice(0, place.column - 1)].join('\n'))
}

/** Comments, white space, other directives, and a hashbang. */
const ONLY_DIRECTIVES = /^(?:\uFEFF)?(?:#![^\n]*\n)?(?:\s|;|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|"[^"\n]*"|'[^'\n]*')*$/
