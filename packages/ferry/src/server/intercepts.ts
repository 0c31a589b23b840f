/** The intercepting routes of an app, made ready once. */
import type { InterceptEntry, RouteNode } from '../protocol/route-table.ts'
import { sortIntercepts } from '../router/intercept.ts'

export interface Intercepts {
  readonly entries: readonly InterceptEntry[]
  /** By tree of the page behind; made when they are first asked for. */
  readonly trees: WeakMap<RouteNode, Map<InterceptEntry, RouteNode | null>>
}

/** null: the app has none. */
export function createIntercepts(entries: readonly InterceptEntry[] | undefined): Intercepts | null {
  return entries?.length ? { entries: sortIntercepts(entries), trees: new WeakMap() } : null
}
