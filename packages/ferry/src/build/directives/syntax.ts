/** The syntax tree as the transform reads it: children, parents, functions, names. */
import type {
  AnonymousFunctionDeclaration,
  AnyNode,
  ArrowFunctionExpression,
  ExpressionStatement,
  FunctionDeclaration,
  FunctionExpression,
  Identifier,
  Literal,
  Program,
} from 'acorn'

export type FunctionNode =
  | FunctionDeclaration
  | AnonymousFunctionDeclaration
  | FunctionExpression
  | ArrowFunctionExpression

export function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  )
}

/** In source order. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = []
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) children.push(...value.filter(isNode))
    else if (isNode(value)) children.push(value)
  }
  return children
}

export type Parents = ReadonlyMap<AnyNode, AnyNode>

export function parentsOf(program: Program): Parents {
  const parents = new Map<AnyNode, AnyNode>()
  const pending: AnyNode[] = [program]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const child of childrenOf(node)) {
      parents.set(child, node)
      pending.push(child)
    }
  }
  return parents
}

/** Nearest first; without the node itself. */
export function* ancestorsOf(node: AnyNode, parents: Parents): Generator<AnyNode> {
  for (let parent = parents.get(node); parent !== undefined; parent = parents.get(parent)) yield parent
}

/** The statements at the head of a program or function body that are directives. */
export function prologueOf(body: readonly AnyNode[]): ExpressionStatement[] {
  const prologue: ExpressionStatement[] = []
  for (const node of body) {
    if (node.type !== 'ExpressionStatement' || node.directive === undefined) break
    prologue.push(node)
  }
  return prologue
}

/** The name in an import or export specifier: an identifier, or a string. */
export function specifierName(node: Identifier | Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value)
}

/** True for what may stand as a name after a dot or before a colon. */
export function isIdentifierName(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(text)
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
