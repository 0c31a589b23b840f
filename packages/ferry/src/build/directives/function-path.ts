/** What a function is called, for its id and for messages: the names around it and its own, as in `EmptyNote.createNoteAction`. */
import type { AnyNode, AssignmentProperty, Class, Property } from 'acorn'
import { ancestorsOf, type FunctionNode, isFunction, type Parents } from './syntax.ts'

/** Depends only on what encloses the function, so that it stays when other code comes and goes. */
export function functionPath(node: FunctionNode, parents: Parents): string {
  const names = [givenName(node, parents) ?? 'anonymous']
  for (const outer of ancestorsOf(node, parents)) {
    if (isFunction(outer) || outer.type === 'ClassDeclaration' || outer.type === 'ClassExpression') {
      const name = givenName(outer, parents)
      if (name !== null) names.unshift(name)
    }
  }
  return names.join('.')
}

/** The last part of the name: what JavaScript itself would call the function. */
export function ownName(node: FunctionNode, parents: Parents): string {
  return node.id?.name ?? givenParts(node, parents).at(-1) ?? 'anonymous'
}

function givenName(node: FunctionNode | (Class & AnyNode), parents: Parents): string | null {
  if (node.id) return node.id.name
  const parts = givenParts(node, parents)
  return parts.length === 0 ? null : parts.join('.')
}

/** Names of the properties and the variable that a value is given to: `const actions = { save: <value> }` → actions, save */
function givenParts(node: AnyNode, parents: Parents): string[] {
  const parts: string[] = []
  let value = node
  for (const parent of ancestorsOf(node, parents)) {
    switch (parent.type) {
      case 'Property':
        if (parent.value !== value) return parts
        if (value === node || !isChildren(parent)) addKey(parts, parent.key, parent.computed)
        break
      case 'MethodDefinition':
      case 'PropertyDefinition':
        if (parent.value === value) addKey(parts, parent.key, parent.computed)
        return parts
      case 'VariableDeclarator':
        if (parent.init === value && parent.id.type === 'Identifier') parts.unshift(parent.id.name)
        return parts
      case 'AssignmentExpression':
      case 'AssignmentPattern':
        if (parent.right === value) addTarget(parts, parent.left)
        return parts
      case 'ExportDefaultDeclaration':
        return parts.length === 0 ? ['default'] : parts
      case 'CallExpression':
      case 'NewExpression':
        if (parent.callee === value) return parts
        break
      case 'ObjectExpression':
      case 'ArrayExpression':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'SequenceExpression':
      case 'AwaitExpression':
      case 'SpreadElement':
        break
      default:
        return parts
    }
    value = parent
  }
  return parts
}

function addTarget(parts: string[], target: AnyNode): void {
  if (target.type === 'Identifier') parts.unshift(target.name)
  else if (target.type === 'MemberExpression') addKey(parts, target.property, target.computed)
}

function addKey(parts: string[], key: AnyNode, computed: boolean): void {
  if (key.type === 'Literal') parts.unshift(String(key.value))
  else if (key.type === 'PrivateIdentifier') parts.unshift(`#${key.name}`)
  else if (key.type === 'Identifier' && !computed) parts.unshift(key.name)
}

/** `children` of an element says nothing about what is inside it, and comes and goes with every wrapper. */
function isChildren({ key, computed }: Property | AssignmentProperty): boolean {
  return key.type === 'Identifier' && !computed && key.name === 'children'
}
