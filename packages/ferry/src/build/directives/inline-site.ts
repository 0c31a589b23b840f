/** Where an inline server function stands, and so what takes its place when its body moves to module level. */
import type { AnyNode, BlockStatement, MethodDefinition, Property, StaticBlock } from 'acorn'
import type { SourceModule } from './parse-module.ts'
import { type FunctionNode, isFunction, prologueOf } from './syntax.ts'

export type InlineSite =
  /** The reference takes the place of the function. */
  | { readonly kind: 'expression' }
  /** `async save() {}` in an object or `static async save() {}` in a class becomes a property with the reference. */
  | { readonly kind: 'method'; readonly member: Property | MethodDefinition }
  /** A declaration in a block: the reference is declared where the block begins, because functions are hoisted. */
  | { readonly kind: 'declaration'; readonly name: string; readonly keyword: 'var' | 'let'; readonly at: number }
  /** A declaration at module level captures nothing and stays where it is. */
  | { readonly kind: 'module'; readonly name: string | null }

export function siteOf(module: SourceModule, node: FunctionNode): InlineSite {
  const parent = module.parents.get(node)!
  if (node.type === 'FunctionDeclaration') {
    const name = node.id?.name ?? null
    if (name === null || (parent.type !== 'BlockStatement' && parent.type !== 'StaticBlock'))
      return { kind: 'module', name }
    return { kind: 'declaration', name, ...blockStart(module, parent) }
  }
  if (parent.type === 'MethodDefinition' || (parent.type === 'Property' && parent.method)) {
    return { kind: 'method', member: parent }
  }
  return { kind: 'expression' }
}

/** Functions of a function's own block may be declared twice, as `var` may. */
function blockStart(module: SourceModule, block: BlockStatement | StaticBlock): { keyword: 'var' | 'let'; at: number } {
  const owner: AnyNode | undefined = module.parents.get(block)
  const isBody = block.type === 'StaticBlock' || (owner !== undefined && isFunction(owner))
  const directives = block.type === 'BlockStatement' && isBody ? prologueOf(block.body) : []
  const open = block.type === 'StaticBlock' ? module.source.indexOf('{', block.start) : block.start
  return { keyword: isBody ? 'var' : 'let', at: directives.at(-1)?.end ?? open + 1 }
}
