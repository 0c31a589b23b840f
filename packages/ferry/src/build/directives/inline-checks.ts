/** What an inline server function must not be, and must not use. */
import type { AnyNode, CallExpression } from 'acorn'
import { classMember, inlineNotAsync, inSwitchCase, usesReceiver, wrapped } from './directive-errors.ts'
import type { SourceModule } from './parse-module.ts'
import { ancestorsOf, childrenOf, type FunctionNode, isFunction, specifierName } from './syntax.ts'

export function checkInlineFunction(module: SourceModule, node: FunctionNode, name: string): void {
  const parent = module.parents.get(node)
  if (parent?.type === 'MethodDefinition' && !(parent.static && parent.kind === 'method')) {
    throw classMember(module, parent, name, parent.kind === 'method' ? 'instance method' : memberKind(parent.kind))
  }
  if (parent?.type === 'Property' && parent.kind !== 'init')
    throw classMember(module, parent, name, memberKind(parent.kind))
  if (!node.async) throw inlineNotAsync(module, node, name, node.generator)
  if (parent?.type === 'SwitchCase') throw inSwitchCase(module, node, name)
  const wrapper = parent?.type === 'CallExpression' ? wrapperOf(parent, module) : null
  if (wrapper !== null) throw wrapped(module, node, name, wrapper)
  for (const part of [...node.params, node.body]) {
    const found = findReceiver(part, module) ?? findPrivateName(part, node, module)
    if (found !== null) throw usesReceiver(module, found.node, name, found.what)
  }
}

function memberKind(kind: 'constructor' | 'get' | 'set' | 'init' | 'method'): string {
  return kind === 'get' ? 'getter' : kind === 'set' ? 'setter' : kind
}

/** `action` or `query` of ferry/action, under whatever name it was imported. */
function wrapperOf({ callee }: CallExpression, { program }: SourceModule): string | null {
  if (callee.type !== 'Identifier') return null
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration' || statement.source.value !== 'ferry/action') continue
    const specifier = statement.specifiers.find(({ local }) => local.name === callee.name)
    const imported = specifier?.type === 'ImportSpecifier' ? specifierName(specifier.imported) : null
    if (imported === 'action' || imported === 'query') return imported
  }
  return null
}

type Found = { readonly node: AnyNode; readonly what: string }

/** `this` and its kin, unless they belong to a function or class inside. */
function findReceiver(node: AnyNode, module: SourceModule): Found | null {
  switch (node.type) {
    case 'ThisExpression':
      return { node, what: 'this' }
    case 'Super':
      return { node, what: 'super' }
    case 'MetaProperty':
      return node.meta.name === 'new' ? { node, what: 'new.target' } : null
    case 'Identifier':
      return node.name === 'arguments' && isReference(node, module) ? { node, what: 'arguments' } : null
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return node.computed ? findReceiver(node.key, module) : null
    case 'StaticBlock':
      return null
    default:
      if (isFunction(node) && node.type !== 'ArrowFunctionExpression') return null
      return first(childrenOf(node), (child) => findReceiver(child, module))
  }
}

/** `#name` of a class around the function: it means nothing outside that class, where the function's body goes. */
function findPrivateName(node: AnyNode, inline: FunctionNode, module: SourceModule): Found | null {
  if (node.type === 'PrivateIdentifier') {
    for (const outer of ancestorsOf(node, module.parents)) {
      if (outer === inline) break
      if (outer.type === 'ClassBody' && outer.body.some((member) => declares(member, node.name))) return null
    }
    return { node, what: `#${node.name}` }
  }
  return first(childrenOf(node), (child) => findPrivateName(child, inline, module))
}

function declares(member: AnyNode, name: string): boolean {
  if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return false
  return member.key.type === 'PrivateIdentifier' && member.key.name === name
}

/** False for the name after a dot and for keys. */
function isReference(node: AnyNode, { parents }: SourceModule): boolean {
  const parent = parents.get(node)
  if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed
  if (parent?.type === 'Property') return parent.value === node || parent.computed
  return true
}

function first<T, R>(items: readonly T[], find: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = find(item)
    if (found !== null) return found
  }
  return null
}
