/** Which pages use a server function, as the build found out: by route file, by path, and by an example of each path. */
import type { FunctionEntry } from '../../protocol/manifest.ts'
import type { PatternSegment, RouteNode, RouteTable } from '../../protocol/route-table.ts'
import { buildPath } from '../../router/path.ts'

export interface FunctionUsers {
  uses(tree: RouteNode): boolean
  /** A path for each of its routes, those without parameters first. */
  readonly examples: readonly string[]
}

const known = new WeakMap<FunctionEntry, { readonly routes: RouteTable; readonly users: FunctionUsers | null }>()

/** null: no page does. */
export function usersOf(entry: FunctionEntry, routes: RouteTable): FunctionUsers | null {
  const before = known.get(entry)
  if (before?.routes === routes) return before.users
  const users = findUsers(new Set(entry.pages), routes)
  known.set(entry, { routes, users })
  return users
}

function findUsers(files: ReadonlySet<string>, table: RouteTable): FunctionUsers | null {
  const { root, routes, intercepts = [], globalError, globalNotFound } = table
  // These stand around every page, and in the place of any.
  const isEverywhere = [globalError, globalNotFound].some((file) => file !== undefined && files.has(file))
  const uses = (tree: RouteNode) => isEverywhere || holdsAny(tree, files)
  const pages = [...routes.filter(({ kind }) => kind === 'page'), ...intercepts].filter(({ tree }) => uses(tree))
  if (pages.length === 0 && !uses(root)) return null
  const patterns = pages.map(({ pattern }) => pattern).sort((a, b) => parameters(a) - parameters(b))
  return { uses, examples: [...new Set(patterns.map(exampleOf))] }
}

function holdsAny(node: RouteNode, files: ReadonlySet<string>): boolean {
  return (
    Object.values(node.files).some((file) => files.has(file)) ||
    Object.values(node.children).some((child) => holdsAny(child, files))
  )
}

function parameters(pattern: readonly PatternSegment[]): number {
  return pattern.filter(({ kind }) => kind !== 'static').length
}

/** `/admin/[id]` → `/admin/-` */
function exampleOf(pattern: readonly PatternSegment[]): string {
  const params: Record<string, string | string[]> = {}
  for (const segment of pattern) {
    if (segment.kind === 'param') params[segment.name] = '-'
    else if (segment.kind === 'rest' && !segment.optional) params[segment.name] = ['-']
  }
  return buildPath({ id: '', pattern }, params)
}
