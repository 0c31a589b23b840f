/** Scopes, the names declared in them, and who refers to these names. */
import type { AnyNode, Identifier, MemberExpression } from 'acorn'
import type { FunctionNode } from './syntax.ts'

export interface Scope {
  /** `module` and `body` hold `var`; `parameters` is the scope around a function's body; `name` holds a function expression's own name. */
  readonly kind: 'module' | 'parameters' | 'body' | 'block' | 'name'
  readonly parent: Scope | null
  readonly bindings: Map<string, Binding>
}

export interface Binding {
  readonly name: string
  readonly kind: BindingKind
  readonly scope: Scope
  /** What it is given where it is declared: an initialiser, a function, a class. */
  readonly init: AnyNode | null
  /** Declared without any value, as in `let x` */
  readonly empty: boolean
  /** How often it is given another value afterwards. */
  writes: number
}

export type BindingKind = 'import' | 'var' | 'let' | 'const' | 'function' | 'class' | 'parameter' | 'catch' | 'name'

export interface Reference {
  readonly node: Identifier
  readonly scope: Scope
  readonly writes: boolean
}

export interface Scopes {
  readonly module: Scope
  readonly references: readonly Reference[]
  /** The scope a function stands in. */
  readonly siteOf: ReadonlyMap<FunctionNode, Scope>
  /** The scope of a function's parameters. */
  readonly insideOf: ReadonlyMap<FunctionNode, Scope>
  /** The scope of a function's block, where it has one. */
  readonly bodyOf: ReadonlyMap<FunctionNode, Scope>
  /** Members that are assigned to, counted up or deleted: `x.y` in `x.y = 1`. */
  readonly changedMembers: ReadonlySet<MemberExpression>
}

export function createScope(kind: Scope['kind'], parent: Scope | null): Scope {
  return { kind, parent, bindings: new Map() }
}

/** What a name means in a scope; null for a global. */
export function lookUp(name: string, scope: Scope): Binding | null {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const binding = at.bindings.get(name)
    if (binding !== undefined) return binding
  }
  return null
}

export function isWithin(scope: Scope, outer: Scope): boolean {
  for (let at: Scope | null = scope; at !== null; at = at.parent) if (at === outer) return true
  return false
}
