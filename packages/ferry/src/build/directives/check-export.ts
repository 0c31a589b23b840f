/** Refuses exports of a "use server" module that are certainly no async function. What a call returns is seen when it runs. */
import type { AnyNode, Literal } from 'acorn'
import { notAsync, notFunction } from './directive-errors.ts'
import type { SourceModule } from './parse-module.ts'
import type { Scope } from './scope.ts'
import { isFunction } from './syntax.ts'

export interface ExportedValue {
  readonly exported: string
  /** Where the export is named. */
  readonly at: AnyNode
  /** An expression or declaration, or the name of one in the module's scope. */
  readonly value: AnyNode | string
}

export function checkExport(module: SourceModule, scope: Scope, { exported, at, value }: ExportedValue): void {
  const settled = typeof value === 'string' ? settleName(value, scope, new Set()) : settle(value, scope, new Set())
  if (settled === null) return
  if (settled === 'empty') throw notFunction(module, at, exported, 'never given a value')
  if (isFunction(settled)) {
    if (!settled.async) throw notAsync(module, at, exported, settled.generator)
    return
  }
  const what = describe(settled)
  if (what !== null) throw notFunction(module, at, exported, what)
}

/** Follows a name to what it is declared with, as long as it keeps that value; null where only running tells. */
function settleName(name: string, scope: Scope, seen: Set<string>): AnyNode | 'empty' | null {
  const binding = scope.bindings.get(name)
  if (binding === undefined || binding.kind === 'import' || seen.has(name)) return null
  if (binding.init === null) return binding.empty && binding.writes === 0 ? 'empty' : null
  if (binding.writes > 0 && !isFunction(binding.init)) return null
  return settle(binding.init, scope, seen.add(name))
}

function settle(value: AnyNode, scope: Scope, seen: Set<string>): AnyNode | 'empty' | null {
  if (value.type === 'SequenceExpression') return settle(value.expressions.at(-1)!, scope, seen)
  if (value.type === 'AssignmentExpression') return settle(value.right, scope, seen)
  if (value.type !== 'Identifier' || value.name === 'undefined') return value
  return settleName(value.name, scope, seen)
}

/** null: it may be a function. */
function describe(value: AnyNode): string | null {
  switch (value.type) {
    case 'ClassDeclaration':
    case 'ClassExpression':
      return 'a class'
    case 'ObjectExpression':
      return 'an object'
    case 'ArrayExpression':
      return 'an array'
    case 'NewExpression':
      return 'an object made with new'
    case 'TemplateLiteral':
      return 'a string'
    case 'Literal':
      return describeLiteral(value)
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'UpdateExpression':
      return 'a value'
    case 'Identifier':
      return value.name === 'undefined' ? 'undefined' : null
    default:
      return null
  }
}

function describeLiteral({ value, regex, bigint }: Literal): string {
  if (regex) return 'a regular expression'
  if (value === null && !bigint) return 'null'
  return `a ${bigint ? 'bigint' : typeof value}`
}
