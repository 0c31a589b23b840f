/** Where the directives of a module are, and an error for each that is nearly one. */
import type { ExpressionStatement } from 'acorn'
import { conflict, misplaced, misspelt, parenthesised, template } from './directive-errors.ts'
import { type Directive, misspeltDirective, readDirective } from './directive-text.ts'
import { originalPrologue } from './original-prologue.ts'
import type { SourceModule } from './parse-module.ts'
import { type FunctionNode, isFunction } from './syntax.ts'

export interface Directives {
  readonly module: { readonly directive: Directive; readonly statement: ExpressionStatement } | null
  /** Functions whose body begins with "use server", in source order. */
  readonly inline: readonly InlineDirective[]
}

export interface InlineDirective {
  readonly node: FunctionNode
  readonly statement: ExpressionStatement
}

export function findDirectives(module: SourceModule): Directives {
  let own: Directives['module'] = null
  const inline: InlineDirective[] = []
  for (const statement of stringStatements(module)) {
    const directive = readDirective(statement.directive ?? '')
    const owner = module.parents.get(statement)!
    if (directive === null) {
      if (!isForeign(module)) refuseNearDirective(module, statement)
    } else if (owner.type === 'Program') {
      if (own !== null && own.directive !== directive) throw conflict(module, statement)
      if (!originalPrologue(module, statement)) throw misplaced(module, statement, directive)
      own ??= { directive, statement }
    } else if (directive === 'use server') {
      const node = module.parents.get(owner)!
      if (isFunction(node)) inline.push({ node, statement })
    } else if (!isForeign(module)) {
      throw misplaced(module, statement, directive)
    }
  }
  return { module: own, inline }
}

/** Published bundles carry directives of the files they were made of in odd places; their users cannot mend that. */
function isForeign(module: SourceModule): boolean {
  return /(?:^|\/)node_modules\//.test(module.file)
}

function stringStatements(module: SourceModule): ExpressionStatement[] {
  const found: ExpressionStatement[] = []
  for (const node of module.parents.keys()) {
    if (node.type === 'ExpressionStatement' && stringOf(node) !== null) found.push(node)
  }
  return found.sort((a, b) => a.start - b.start)
}

function refuseNearDirective(module: SourceModule, statement: ExpressionStatement): void {
  const text = stringOf(statement) ?? ''
  const meant = misspeltDirective(text)
  if (meant !== null) throw misspelt(module, statement, text, meant)
  const directive = readDirective(text)
  if (directive === null) return
  if (statement.expression.type === 'TemplateLiteral') throw template(module, statement, directive)
  if (module.source[statement.start] === '(') throw parenthesised(module, statement, directive)
  throw misplaced(module, statement, directive)
}

/** The text of a statement that is nothing but a string. */
function stringOf(statement: ExpressionStatement): string | null {
  const { expression } = statement
  if (expression.type === 'Literal') return typeof expression.value === 'string' ? expression.value : null
  if (expression.type !== 'TemplateLiteral' || expression.expressions.length > 0) return null
  return expression.quasis[0]?.value.cooked ?? null
}
