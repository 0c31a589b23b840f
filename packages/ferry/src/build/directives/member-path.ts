/** Which part of a captured variable is used: all of it, or only some members, as in `note.author.name`. */
import type { AnyNode, Identifier, MemberExpression } from 'acorn'
import type { Scopes } from './scope.ts'
import { isIdentifierName, type Parents } from './syntax.ts'

/** No members: the whole value. Example of `note.id` and `note.author.name`: { id: whole, author: { name: whole } } */
export interface Usage {
  whole: boolean
  readonly members: Map<string, Usage>
}

export function createUsage(): Usage {
  return { whole: false, members: new Map() }
}

/** True when something was added. */
export function addPath(usage: Usage, [key, ...rest]: readonly string[]): boolean {
  if (usage.whole) return false
  if (key === undefined) {
    usage.whole = true
    usage.members.clear()
    return true
  }
  const member = usage.members.get(key) ?? createUsage()
  usage.members.set(key, member)
  return addPath(member, rest)
}

/** True when something was added. */
export function addUsage(usage: Usage, added: Usage): boolean {
  return pathsOf(added).reduce((changed, path) => addPath(usage, path) || changed, false)
}

export function pathsOf(usage: Usage): string[][] {
  if (usage.whole) return [[]]
  return [...usage.members].flatMap(([key, member]) => pathsOf(member).map((path) => [key, ...path]))
}

/**
 * The members that are read from a variable where it is referred to. Empty when all of it is needed: it stands alone, is
 * called, or a member is changed. A method needs its receiver: `note.tags.join()` reads `note.tags`.
 */
export function pathAt(reference: Identifier, parents: Parents, scopes: Scopes): string[] {
  const path: string[] = []
  let node: AnyNode = reference
  for (;;) {
    const parent: AnyNode | undefined = parents.get(node)
    if (parent?.type === 'ChainExpression') {
      node = parent
      continue
    }
    const key = parent?.type === 'MemberExpression' && parent.object === node ? staticKey(parent) : null
    if (parent === undefined || key === null) break
    if (parent.type === 'MemberExpression' && scopes.changedMembers.has(parent)) return []
    path.push(key)
    node = parent
  }
  const user = parents.get(node)
  if (user?.type === 'MemberExpression' && user.object === node && scopes.changedMembers.has(user)) return []
  const called =
    (user?.type === 'CallExpression' && user.callee === node) ||
    (user?.type === 'TaggedTemplateExpression' && user.tag === node)
  return called ? path.slice(0, -1) : path
}

/** The code that takes just the used members out of a variable. What is null or undefined stays so, and fails where it is used. */
export function usageCode(expression: string, usage: Usage): string {
  if (usage.whole) return expression
  const members = [...usage.members].map(([key, member]) => {
    const [name, access] = isIdentifierName(key) ? [key, `.${key}`] : [JSON.stringify(key), `[${JSON.stringify(key)}]`]
    return `${name}: ${usageCode(expression + access, member)}`
  })
  return `${expression} && { ${members.join(', ')} }`
}

/** The key of `x.key`, `x['key']` and `x[0]`; null when only running tells, and for what an object literal cannot hold. */
function staticKey({ property, computed }: MemberExpression): string | null {
  if (property.type === 'Identifier' && !computed) return property.name === '__proto__' ? null : property.name
  if (property.type !== 'Literal') return null
  const { value } = property
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '__proto__' ? value : null
}
