/** URL → route: a trie over the patterns, so that the cost of a match does not grow with the number of routes. */
import type { PatternSegment, RouteEntry, RouteTable } from '../protocol/route-table.ts'

/** Null-prototype: a parameter may have any name, a URL may carry any value. */
export type Params = Record<string, string | string[]>

export interface RouteMatch {
  readonly route: RouteEntry
  readonly params: Params
}

export interface Matcher {
  readonly statics: Map<string, Matcher>
  param: Matcher | null
  route: RouteEntry | null
  rest: RouteEntry | null
}

export function compileRoutes(table: Pick<RouteTable, 'routes'>): Matcher {
  const root = emptyMatcher()
  for (const route of table.routes) addRoute(root, route)
  return root
}

/**
 * Finds the route of a URL. In each segment a static name wins over a parameter, and a parameter over a catch-all; where
 * the better one leads nowhere, the next is tried.
 *
 * @param segments the path split on `/`, each segment decoded exactly once (see splitPath). `[]` is the root.
 * @returns null when no route answers; a path with an empty segment (`/a//b`) is never answered.
 */
export function matchRoute(matcher: Matcher, segments: readonly string[]): RouteMatch | null {
  if (segments.includes('')) return null
  const route = find(matcher, segments, 0)
  return route && { route, params: readParams(route.pattern, segments) }
}

/** The parameters of one pattern; null when the path is not one of its own. */
export function matchPattern(pattern: readonly PatternSegment[], segments: readonly string[]): Params | null {
  const last = pattern.at(-1)
  const fixed = last?.kind === 'rest' ? pattern.length - 1 : pattern.length
  const least = last?.kind === 'rest' && !last.optional ? fixed + 1 : fixed
  if (segments.length < least || (last?.kind !== 'rest' && segments.length > fixed)) return null
  const fits = pattern.every((segment, index) => segment.kind !== 'static' || segment.value === segments[index])
  return fits && !segments.includes('') ? readParams(pattern, segments) : null
}

function find(node: Matcher, segments: readonly string[], index: number): RouteEntry | null {
  if (index === segments.length) return node.route ?? (isOptional(node.rest) ? node.rest : null)
  const named = node.statics.get(segments[index] as string)
  const found = named ? find(named, segments, index + 1) : null
  if (found) return found
  return (node.param && find(node.param, segments, index + 1)) ?? node.rest
}

function isOptional(route: RouteEntry | null): boolean {
  const last = route?.pattern.at(-1)
  return last?.kind === 'rest' && last.optional
}

function readParams(pattern: readonly PatternSegment[], segments: readonly string[]): Params {
  const params: Params = Object.create(null)
  for (let index = 0; index < pattern.length; index++) {
    const segment = pattern[index] as PatternSegment
    if (segment.kind === 'param') params[segment.name] = segments[index] as string
    else if (segment.kind === 'rest' && index < segments.length) params[segment.name] = segments.slice(index)
  }
  return params
}

function addRoute(root: Matcher, route: RouteEntry): void {
  let node = root
  for (const segment of route.pattern) {
    if (segment.kind === 'rest') {
      node.rest = route
      return
    }
    node = segment.kind === 'static' ? staticChild(node, segment.value) : paramChild(node)
  }
  node.route = route
}

function staticChild(node: Matcher, value: string): Matcher {
  const known = node.statics.get(value)
  if (known) return known
  const child = emptyMatcher()
  node.statics.set(value, child)
  return child
}

function paramChild(node: Matcher): Matcher {
  node.param ??= emptyMatcher()
  return node.param
}

function emptyMatcher(): Matcher {
  return { statics: new Map(), param: null, route: null, rest: null }
}
