/** Intercepting routes: which one stands before a page on screen, and the tree of both together. */
import type { InterceptEntry, PatternSegment, RouteNode } from '../protocol/route-table.ts'
import { matchPattern, type Params } from './match.ts'

export interface Interception {
  readonly entry: InterceptEntry
  /** Of the folders around the intercepting page, from the page on screen, and its own. */
  readonly params: Params
}

/** Where several could, the one that intercepts from deeper inside wins, then the one with more static names. */
export function sortIntercepts(entries: readonly InterceptEntry[]): InterceptEntry[] {
  return [...entries].sort((a, b) => b.from.length - a.from.length || compare(a.pattern, b.pattern))
}

/**
 * @param entries as sorted by {@link sortIntercepts}
 * @param target segments of the URL that is gone to
 * @param from segments of the URL of the page on screen
 */
export function findInterception(
  entries: readonly InterceptEntry[],
  target: readonly string[],
  from: readonly string[],
): Interception | null {
  for (const entry of entries) {
    const own = matchPattern(entry.pattern, target)
    const around = own && matchPattern(entry.from, from.slice(0, entry.from.length))
    if (around) return { entry, params: Object.assign(around, own) }
  }
  return null
}

/**
 * The page on screen with the intercepting one in its place.
 *
 * @param base tree of the page on screen
 * @returns null when the folder that intercepts is no part of it
 */
export function interceptTree(base: RouteNode, { tree, pattern }: InterceptEntry): RouteNode | null {
  const [link] = Object.entries(tree.children)
  if (!link) return null
  const [slot, next] = link
  const known = base.children[slot]
  const inner = known?.name === next.name ? interceptTree(known, { tree: next, pattern } as InterceptEntry) : null
  if (inner) return { ...base, children: { ...base.children, [slot]: inner } }
  // On the way to the folder that intercepts, everything has to be there already.
  if (slot === 'children' && !/^\(\.{1,3}\)/.test(next.name)) return null
  const stand = { ...next, pattern, isIntercepting: true }
  const { page, default: byDefault, ...around } = base.files
  const files = slot === 'children' ? around : base.files
  const { isUnmatched, ...rest } = base
  const own = slot === 'children' ? rest : base
  return { ...own, files, children: { ...base.children, [slot]: stand } }
}

function compare(a: readonly PatternSegment[], b: readonly PatternSegment[]): number {
  const rank = { static: 0, param: 1, rest: 2 } as const
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = rank[(a[index] as PatternSegment).kind] - rank[(b[index] as PatternSegment).kind]
    if (difference !== 0) return difference
  }
  return b.length - a.length
}
