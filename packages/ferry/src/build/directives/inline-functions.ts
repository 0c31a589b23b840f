/** The inline server functions of a module: checked, named, and with the place each one stands in. */
import type { AnyNode, ExpressionStatement } from 'acorn'
import type { TransformOptions } from './contract.ts'
import type { InlineDirective } from './find-directives.ts'
import { functionPath, ownName } from './function-path.ts'
import type { GeneratedName } from './generated-names.ts'
import { checkInlineFunction } from './inline-checks.ts'
import { type InlineSite, siteOf } from './inline-site.ts'
import type { SourceModule } from './parse-module.ts'
import type { Scope, Scopes } from './scope.ts'
import { ancestorsOf, type FunctionNode } from './syntax.ts'

export interface InlineFunction {
  readonly node: FunctionNode
  readonly directive: ExpressionStatement
  readonly site: InlineSite
  /** The scope around it, and the scope of its parameters. */
  readonly around: Scope
  readonly inside: Scope
  /** The nearest inline server function around it. */
  readonly outer: InlineFunction | null
  /** Unique in the file. Example: `EmptyNote.createNoteAction` */
  readonly name: string
  /** Shown in stack traces. Example: `createNoteAction` */
  readonly ownName: string
  readonly id: string
  readonly line: number
  /** Generated variables: the function's body at module level, and the export that the registry calls. */
  readonly bodyName: string
  readonly actionName: string
}

/** `taken`: names of exported server functions, which have ids of their own. */
export function listInlineFunctions(
  module: SourceModule,
  inline: readonly InlineDirective[],
  scopes: Scopes,
  taken: Iterable<string>,
  generateName: GeneratedName,
  options: TransformOptions,
): InlineFunction[] {
  const uniqueName = createUniqueName(taken)
  const functions = new Map<AnyNode, InlineFunction>()
  for (const { node, statement } of inline) {
    const path = functionPath(node, module.parents)
    checkInlineFunction(module, node, path)
    const name = uniqueName(path)
    const id = options.functionId(module.file, name)
    functions.set(node, {
      node,
      directive: statement,
      site: siteOf(module, node),
      around: scopes.siteOf.get(node)!,
      inside: scopes.insideOf.get(node)!,
      outer: nearest(module, node, functions),
      name,
      ownName: ownName(node, module.parents),
      id,
      line: module.placeOf(node.start).line,
      bodyName: generateName(`$$body_${functions.size}`),
      // Part of the id, so that `export *` from two such files does not meet one name twice.
      actionName: generateName(`$$action_${id.slice(0, 8)}`),
    })
  }
  return [...functions.values()]
}

function nearest(
  module: SourceModule,
  node: FunctionNode,
  functions: ReadonlyMap<AnyNode, InlineFunction>,
): InlineFunction | null {
  for (const outer of ancestorsOf(node, module.parents)) {
    const found = functions.get(outer)
    if (found !== undefined) return found
  }
  return null
}

/** The second `Page.action` of a file is `Page.action~2`. */
function createUniqueName(taken: Iterable<string>): (name: string) => string {
  const used = new Set(taken)
  return (name) => {
    let unique = name
    for (let count = 2; used.has(unique); count++) unique = `${name}~${count}`
    used.add(unique)
    return unique
  }
}
