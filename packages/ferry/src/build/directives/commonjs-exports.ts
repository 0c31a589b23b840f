/** What a CommonJS module exports, as far as its text says: hand-written forms, and those of TypeScript, swc and esbuild. */
import type { AnyNode, AssignmentExpression, CallExpression, Expression, ObjectExpression, Program } from 'acorn'
import { childrenOf } from './syntax.ts'

export interface CommonjsExports {
  readonly names: readonly CommonjsExport[]
  readonly stars: readonly { readonly specifier: string; readonly statement: AnyNode }[]
  /** `module.exports = save`: the module itself is what is exported. */
  readonly whole: CommonjsExport | null
  /** Marked as a compiled ES module, so that `default` means what it says. */
  readonly esModule: boolean
}

export interface CommonjsExport {
  readonly exported: string
  /** null where only the name is known. */
  readonly value: AnyNode | null
  readonly node: AnyNode
}

export function listCommonjsExports(program: Program): CommonjsExports {
  const found = new Findings()
  found.visit(program)
  return found
}

class Findings implements CommonjsExports {
  readonly names: CommonjsExport[] = []
  readonly stars: { specifier: string; statement: AnyNode }[] = []
  whole: CommonjsExport | null = null
  esModule = false

  visit(node: AnyNode): void {
    if (node.type === 'AssignmentExpression') this.readAssignment(node)
    else if (node.type === 'CallExpression') this.readCall(node)
    for (const child of childrenOf(node)) this.visit(child)
  }

  add(exported: string, value: AnyNode | null, node: AnyNode): void {
    if (exported === '__esModule') {
      this.esModule = true
      return
    }
    const placeholder = value?.type === 'UnaryExpression' && value.operator === 'void'
    const known = this.names.findIndex((entry) => entry.exported === exported)
    if (known === -1) this.names.push({ exported, value: placeholder ? null : value, node })
    else if (!placeholder && value !== null) this.names[known] = { exported, value, node }
  }

  readAssignment({ left, right }: AssignmentExpression): void {
    if (isExports(left) && left.type === 'MemberExpression') this.readWhole(right)
    else if (left.type === 'MemberExpression' && isExports(left.object)) {
      const name = memberName(left)
      if (name !== null) this.add(name, last(right), left)
    }
  }

  /** The right side of `module.exports = …` */
  readWhole(value: Expression): void {
    const specifier = requiredSpecifier(value)
    if (value.type === 'ObjectExpression') this.readObject(value)
    else if (specifier !== null) this.stars.push({ specifier, statement: value })
    else if (calleeName(value) !== '__toCommonJS') this.whole = { exported: 'module.exports', value, node: value }
  }

  readObject(object: ObjectExpression): void {
    for (const property of object.properties) {
      if (property.type === 'SpreadElement') {
        const specifier = requiredSpecifier(property.argument)
        if (specifier !== null) this.stars.push({ specifier, statement: property })
      } else {
        const name = keyName(property.key, property.computed)
        if (name !== null) this.add(name, property.kind === 'init' ? property.value : null, property.key)
      }
    }
  }

  readCall(call: CallExpression): void {
    const [first, second] = call.arguments
    const name = calleeName(call)
    if (first === undefined || second === undefined || name === null) return
    if (name === 'defineProperty' && isExports(first)) {
      const key = keyName(second, true)
      if (key !== null) this.add(key, null, second)
    } else if ((name === '__export' || name === '_export') && second.type === 'ObjectExpression') {
      for (const property of second.properties) {
        const key = property.type === 'Property' ? keyName(property.key, property.computed) : null
        if (key !== null) this.add(key, null, property)
      }
    } else if (STAR_CALLS.has(name)) {
      for (const argument of call.arguments) {
        const specifier = requiredSpecifier(argument)
        if (specifier !== null) this.stars.push({ specifier, statement: call })
      }
    }
  }
}

/** TypeScript's, swc's and esbuild's `export * from`. */
const STAR_CALLS = new Set(['__exportStar', '_export_star', '__reExport'])

/** `exports` or `module.exports` */
function isExports(node: AnyNode): boolean {
  if (node.type === 'Identifier') return node.name === 'exports'
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module' &&
    memberName(node) === 'exports'
  )
}

function memberName(node: AnyNode): string | null {
  return node.type === 'MemberExpression' ? keyName(node.property, node.computed) : null
}

function keyName(key: AnyNode, computed: boolean): string | null {
  if (key.type === 'Literal') return typeof key.value === 'string' ? key.value : null
  return key.type === 'Identifier' && !computed ? key.name : null
}

function calleeName(node: AnyNode): string | null {
  if (node.type !== 'CallExpression') return null
  return node.callee.type === 'Identifier' ? node.callee.name : memberName(node.callee)
}

function requiredSpecifier(node: AnyNode): string | null {
  if (node.type !== 'CallExpression') return null
  const [first] = node.arguments
  if (calleeName(node) !== 'require') return null
  return first?.type === 'Literal' && typeof first.value === 'string' ? first.value : null
}

/** The value at the end of `a = b = value`. */
function last(value: Expression): Expression {
  return value.type === 'AssignmentExpression' ? last(value.right) : value
}
