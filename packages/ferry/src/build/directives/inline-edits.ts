/** The edits to the text of an inline server function: its header, its names, its move to module level. */
import type { MethodDefinition, Property } from 'acorn'
import type MagicString from 'magic-string'
import type { BoundReference } from './closures.ts'
import type { InlineFunction } from './inline-functions.ts'
import type { LocalNames } from './local-names.ts'
import type { ModuleOutput } from './module-output.ts'
import type { SourceModule } from './parse-module.ts'
import { type FunctionNode, isIdentifierName, type Parents, prologueOf } from './syntax.ts'

/** `parameters`: the pattern that takes what the function captures; null when it captures nothing. */
export function moveBody(
  output: ModuleOutput,
  module: SourceModule,
  { node, bodyName, ownName }: InlineFunction,
  parameters: string | null,
  registration: string,
): void {
  const { text, head } = output
  writeHeader(output, module, node, parameters)
  const key = isIdentifierName(ownName) && ownName !== '__proto__' ? ownName : `[${JSON.stringify(ownName)}]`
  const { before, after } = output.headLine()
  // As the value of a property the function gets its name without a variable of that name.
  text.prependRight(node.start, `${before}const { ${key}: ${bodyName} } = { ${key}: `)
  text.appendLeft(node.end, ` };\n${registration}${after}`)
  if (node.start !== head) text.move(node.start, node.end, head)
}

function writeHeader(
  { text, generateName }: ModuleOutput,
  { source }: SourceModule,
  node: FunctionNode,
  parameters: string | null,
): void {
  const arrow = node.type === 'ArrowFunctionExpression'
  if (arrow && parameters === null) return
  const strict = prologueOf(node.body.type === 'BlockStatement' ? node.body.body : []).filter(
    ({ directive }) => directive === 'use strict',
  )
  let taken = parameters
  if (parameters !== null && strict.length > 0) {
    // A function with "use strict" may not have patterns for parameters.
    taken = generateName('$$captured')
    text.appendLeft(strict.at(-1)!.end, ` let ${parameters} = ${taken};`)
  }
  const first = node.params[0]
  const keyword = arrow ? 'async (' : node.generator ? 'async function* (' : 'async function ('
  if (first === undefined) {
    text.overwrite(node.start, node.body.start, `${keyword}${taken ?? ''})${arrow ? ' =>' : ''} `)
    return
  }
  const header = source.slice(node.start, first.start)
  const bare = arrow && !withoutComments(header).includes('(')
  if (bare) text.appendLeft(first.end, ')')
  text.overwrite(node.start, first.start, keyword + (taken === null ? '' : `${taken}, `))
}

/** Gives references their new names; `{ note }` becomes `{ note: $$note }`. */
export function renameReferences(
  text: MagicString,
  parents: Parents,
  references: readonly BoundReference[],
  locals: LocalNames,
): void {
  for (const { node, binding } of references) {
    const local = locals.get(binding) ?? node.name
    if (local === node.name) continue
    let parent = parents.get(node)
    if (parent?.type === 'AssignmentPattern' && parent.left === node) parent = parents.get(parent)
    const shorthand = parent?.type === 'Property' && parent.shorthand && parent.value.start === node.start
    text.overwrite(node.start, node.end, shorthand ? `${node.name}: ${local}` : local)
  }
}

/** `async save() {}` → `save: <reference>`, `static async save() {}` → `static save = <reference>;` */
export function methodBecomesProperty(
  text: MagicString,
  source: string,
  member: Property | MethodDefinition,
  reference: string,
): void {
  const isStatic = member.type === 'MethodDefinition'
  const [modifiers] = source.slice(member.start).match(MODIFIERS) ?? ['']
  text.overwrite(member.start, member.start + modifiers.length, isStatic ? 'static ' : '')
  const { key } = member
  // As plain keys of a property these two would mean something else.
  if (!member.computed && key.type === 'Identifier' && (key.name === '__proto__' || key.name === 'constructor')) {
    text.overwrite(key.start, key.end, `["${key.name}"]`)
  }
  text.appendLeft(member.value.start, isStatic ? ` = ${reference};` : `: ${reference}`)
}

const GAP = String.raw`(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*`
const MODIFIERS = new RegExp(`^(?:static${GAP})?async${GAP}(?:\\*${GAP})?`)

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
}
