/** Walks a program once and finds its scopes, bindings and references, as ECMAScript defines them. */
import type {
  AnyNode,
  Class,
  Expression,
  Identifier,
  MemberExpression,
  Pattern,
  Program,
  SpreadElement,
  Super,
  VariableDeclaration,
} from 'acorn'
import {
  type Binding,
  type BindingKind,
  createScope,
  lookUp,
  type Reference,
  type Scope,
  type Scopes,
} from './scope.ts'
import { childrenOf, type FunctionNode } from './syntax.ts'

export function analyzeScopes(program: Program): Scopes {
  const walk = new ScopeWalk()
  walk.visitAll(program.body, walk.module)
  for (const { node, scope, writes } of walk.references) {
    const binding = writes ? lookUp(node.name, scope) : null
    if (binding !== null) binding.writes++
  }
  return walk
}

class ScopeWalk implements Scopes {
  readonly module = createScope('module', null)
  readonly references: Reference[] = []
  readonly siteOf = new Map<FunctionNode, Scope>()
  readonly insideOf = new Map<FunctionNode, Scope>()
  readonly bodyOf = new Map<FunctionNode, Scope>()
  readonly changedMembers = new Set<MemberExpression>()

  visitAll(nodes: readonly (AnyNode | null)[], scope: Scope): void {
    for (const node of nodes) if (node !== null) this.visit(node, scope)
  }

  visit(node: AnyNode, scope: Scope): void {
    switch (node.type) {
      case 'Identifier':
        this.references.push({ node, scope, writes: false })
        return
      case 'FunctionDeclaration':
        if (node.id !== null) declare(scope, 'function', node.id, node)
        this.visitFunction(node, scope, scope)
        return
      case 'FunctionExpression': {
        const own = node.id ? createScope('name', scope) : scope
        if (node.id) declare(own, 'name', node.id, node)
        this.visitFunction(node, scope, own)
        return
      }
      case 'ArrowFunctionExpression':
        this.visitFunction(node, scope, scope)
        return
      case 'ClassDeclaration':
        if (node.id !== null) declare(scope, 'class', node.id, node)
        this.visitClass(node, scope)
        return
      case 'ClassExpression': {
        const own = node.id ? createScope('block', scope) : scope
        if (node.id) declare(own, 'class', node.id, node)
        this.visitClass(node, own)
        return
      }
      case 'MethodDefinition':
      case 'PropertyDefinition':
      case 'Property':
        if (node.computed) this.visit(node.key, scope)
        if (node.value) this.visit(node.value, scope)
        return
      case 'StaticBlock':
        this.visitAll(node.body, createScope('body', scope))
        return
      case 'VariableDeclaration':
        this.visitVariables(node, scope)
        return
      case 'ImportDeclaration':
        for (const specifier of node.specifiers) declare(scope, 'import', specifier.local, node)
        return
      case 'ExportNamedDeclaration':
        if (node.declaration) this.visit(node.declaration, scope)
        else if (!node.source)
          this.visitAll(
            node.specifiers.map((specifier) => specifier.local),
            scope,
          )
        return
      case 'ExportAllDeclaration':
      case 'MetaProperty':
      case 'BreakStatement':
      case 'ContinueStatement':
        return
      case 'LabeledStatement':
        this.visit(node.body, scope)
        return
      case 'MemberExpression':
        this.visit(node.object, scope)
        if (node.computed) this.visit(node.property, scope)
        return
      case 'AssignmentExpression':
        this.visitTarget(node.left, scope)
        this.visit(node.right, scope)
        return
      case 'UpdateExpression':
        this.visitTarget(node.argument, scope)
        return
      case 'UnaryExpression':
        if (node.operator === 'delete') this.markChanged(node.argument)
        this.visit(node.argument, scope)
        return
      case 'CatchClause': {
        const own = createScope('block', scope)
        if (node.param) this.visitPattern(node.param, own, (id) => declare(own, 'catch', id, null))
        this.visit(node.body, own)
        return
      }
      case 'SwitchStatement':
        this.visit(node.discriminant, scope)
        this.visitAll(node.cases, createScope('block', scope))
        return
      case 'ForInStatement':
      case 'ForOfStatement': {
        const own = createScope('block', scope)
        if (node.left.type === 'VariableDeclaration') this.visitVariables(node.left, own, true)
        else this.visitTarget(node.left, own)
        this.visit(node.right, own)
        this.visit(node.body, own)
        return
      }
      case 'BlockStatement':
      case 'ForStatement':
        this.visitAll(childrenOf(node), createScope('block', scope))
        return
      default:
        this.visitAll(childrenOf(node), scope)
    }
  }

  /** `site`: the scope around the function. `outer`: the same, or the scope of its own name. */
  visitFunction(node: FunctionNode, site: Scope, outer: Scope): void {
    const inside = createScope('parameters', outer)
    this.siteOf.set(node, site)
    this.insideOf.set(node, inside)
    for (const parameter of node.params) {
      this.visitPattern(parameter, inside, (id) => declare(inside, 'parameter', id, null))
    }
    if (node.body.type !== 'BlockStatement') {
      this.visit(node.body, inside)
      return
    }
    const body = createScope('body', inside)
    this.bodyOf.set(node, body)
    this.visitAll(node.body.body, body)
  }

  visitClass(node: Class, scope: Scope): void {
    if (node.superClass) this.visit(node.superClass, scope)
    this.visitAll(node.body.body, scope)
  }

  /** `given`: a loop gives them a value. */
  visitVariables(node: VariableDeclaration, scope: Scope, given = false): void {
    const kind = node.kind === 'var' || node.kind === 'let' ? node.kind : 'const'
    const target = kind === 'var' ? varScope(scope) : scope
    for (const { id, init } of node.declarations) {
      const value = id.type === 'Identifier' ? (init ?? null) : null
      this.visitPattern(id, scope, (name) => declare(target, kind, name, value, given || Boolean(init)))
      if (init) this.visit(init, scope)
    }
  }

  /** A pattern that declares names. */
  visitPattern(pattern: Pattern, scope: Scope, bind: (id: Identifier) => void): void {
    switch (pattern.type) {
      case 'Identifier':
        bind(pattern)
        return
      case 'MemberExpression':
        this.markChanged(pattern)
        this.visit(pattern, scope)
        return
      case 'RestElement':
        this.visitPattern(pattern.argument, scope, bind)
        return
      case 'AssignmentPattern':
        this.visitPattern(pattern.left, scope, bind)
        this.visit(pattern.right, scope)
        return
      case 'ArrayPattern':
        for (const element of pattern.elements) if (element !== null) this.visitPattern(element, scope, bind)
        return
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') {
            this.visitPattern(property.argument, scope, bind)
            continue
          }
          if (property.computed) this.visit(property.key, scope)
          this.visitPattern(property.value, scope, bind)
        }
    }
  }

  /** A pattern or expression that is assigned to. */
  visitTarget(target: Pattern | Expression, scope: Scope): void {
    this.visitPattern(target as Pattern, scope, (node) => this.references.push({ node, scope, writes: true }))
  }

  markChanged(node: Expression | Super | SpreadElement | Pattern): void {
    if (node.type === 'ChainExpression') this.markChanged(node.expression)
    else if (node.type === 'MemberExpression') this.changedMembers.add(node)
  }
}

function varScope(scope: Scope): Scope {
  let at = scope
  while (at.kind !== 'module' && at.kind !== 'body' && at.parent !== null) at = at.parent
  return at
}

/** Declares a name; a second declaration of one name (`var`, a parameter) gives it another value. */
function declare(scope: Scope, kind: BindingKind, id: Identifier, init: AnyNode | null, given = true): void {
  const parameter =
    kind === 'var' && scope.parent?.kind === 'parameters' ? scope.parent.bindings.get(id.name) : undefined
  const earlier = scope.bindings.get(id.name) ?? parameter
  // Functions come first, whatever stands above them, and the last of one name wins.
  const writes =
    earlier === undefined ? 0 : earlier.writes + (kind === 'function' ? Number(isGiven(earlier)) : Number(given))
  if (earlier !== undefined && kind !== 'function') {
    earlier.writes = writes
    return
  }
  scope.bindings.set(id.name, { name: id.name, kind, scope, init, empty: !given, writes })
}

function isGiven({ kind, empty }: Binding): boolean {
  return kind !== 'function' && !empty
}
