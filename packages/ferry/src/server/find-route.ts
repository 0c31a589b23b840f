/** URL → what is to be rendered: the page of a route, or the app's 404. */
import type { ReactNode } from 'react'
import { matchRoute } from '../router/match.ts'
import type { RouteEntry, RouteNode } from '../protocol/route-table.ts'
import { addressOf, type CanonicalUrl } from './canonical-url.ts'
import type { AppState } from './app-state.ts'
import { prefixState } from './prefix-state.ts'
import { notFoundContent } from './rsc/not-found-content.tsx'
import { planRoute, type RoutePlan } from './rsc/route-plan.ts'
import type { Params } from './rsc/segment-elements.tsx'

export interface Page {
  readonly url: CanonicalUrl
  /** Path and query in the address bar. */
  readonly address: string
  readonly plan: RoutePlan
  readonly params: Params
  readonly status: 200 | 404
  /** In the place of a page that does not exist. */
  readonly content?: ReactNode
}

export interface Handler {
  readonly file: string
  readonly params: Params
}

export type Found =
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'handler'; readonly handler: Handler }

/**
 * @param url what is matched, after middleware
 * @param shown what the address bar shows
 */
export async function findRoute(app: AppState, url: CanonicalUrl, shown: CanonicalUrl): Promise<Found> {
  const match = url.segments && matchRoute(app.matcher, url.segments)
  const address = addressOf(shown, app.settings.trailingSlash)
  if (!match) return { kind: 'page', page: await unmatchedPage(app, url, address) }
  const params = { ...match.params }
  if (match.route.kind === 'handler') return { kind: 'handler', handler: { file: handlerFile(match.route), params } }
  const plan = await findPlan(app, match.route.tree, 'page', url.prefix)
  return { kind: 'page', page: { url, address, plan, params, status: 200 } }
}

async function unmatchedPage(app: AppState, url: CanonicalUrl, address: string): Promise<Page> {
  const plan = await findPlan(app, app.root, 'not-found', url.prefix)
  return { url, address, plan, params: {}, status: 404, content: notFoundContent(plan) }
}

async function findPlan(
  app: AppState,
  tree: RouteNode,
  content: 'page' | 'not-found',
  prefix: string,
): Promise<RoutePlan> {
  const { plans, assetPath } = prefixState(app, prefix)
  const known = plans.get(tree)
  if (known) return known
  const plan = await planRoute(tree, content, { routeStyles: app.manifest.routeStyles, assetPath })
  plans.set(tree, plan)
  return plan
}

function handlerFile({ id, tree }: RouteEntry): string {
  if (tree.files.route === undefined) throw new Error(`The handler ${id} has no file.`)
  return tree.files.route
}
