/** URL → what is to be rendered: the page of a route, or the app's 404. */
import type { ReactNode } from 'react'
import { matchRoute } from '../router/match.ts'
import type { MetadataConvention, RouteEntry, RouteNode } from '../protocol/route-table.ts'
import { addressOf, type CanonicalUrl } from './canonical-url.ts'
import type { AppState } from './app-state.ts'
import { prefixState } from './prefix-state.ts'
import { isAmong, isKnownParams } from './rsc/known-params.ts'
import { notFoundContent } from './rsc/not-found-content.tsx'
import { type PlanContent, planRoute, type RoutePlan } from './rsc/route-plan.ts'
import type { InterceptedInput, Params } from './rsc/segment-params.ts'

export interface Page {
  readonly url: CanonicalUrl
  /** Path and query in the address bar. */
  readonly address: string
  readonly tree: RouteNode
  /** Its pattern; null: no route matched. Example: `/notes/[id]` */
  readonly route: string | null
  readonly plan: RoutePlan
  readonly params: Params
  readonly status: 200 | 404
  /** In the place of a page that does not exist. */
  readonly content: ReactNode
  readonly intercepted: InterceptedInput | null
}

export interface Handler {
  readonly file: string
  readonly params: Params
  /** Of a file that describes the app. */
  readonly metadata: MetadataConvention | undefined
}

export type Found =
  | { readonly kind: 'page'; readonly page: Page }
  | { readonly kind: 'handler'; readonly handler: Handler }

/**
 * At once for a route that was asked for before.
 *
 * @param url what is matched, after middleware
 * @param shown what the address bar shows
 */
export function findRoute(app: AppState, url: CanonicalUrl, shown: CanonicalUrl): Found | Promise<Found> {
  const match = url.segments && matchRoute(app.matcher, url.segments)
  const params = match ? { ...match.params } : {}
  if (match?.route.kind === 'handler') {
    const { metadata } = match.route
    return { kind: 'handler', handler: { file: handlerFile(match.route), params, metadata } }
  }
  const tree = match?.route.tree ?? app.notFound.tree
  const address = addressOf(shown, app.settings.trailingSlash)
  const target = { url, address, params, tree, route: match?.route.id ?? null }
  const plan = prefixState(app, url.prefix).plans.get(tree)
  const content = match ? 'page' : app.notFound.content
  if (plan && plan.config.generators.length === 0) return foundPage(target, plan, content)
  return planPage(app, url.prefix, tree, content).then((loaded) =>
    loaded.config.generators.length === 0
      ? foundPage(target, loaded, content)
      : findKnown(app, target, loaded, content),
  )
}

/** A route that exists for some parameters only. */
async function findKnown(app: AppState, target: Target, plan: RoutePlan, content: PlanContent): Promise<Found> {
  if (await isKnown(app, target, plan)) return foundPage(target, plan, content)
  return { kind: 'page', page: await missingPage(app, target) }
}

/** The app's 404 in the place of a page. */
export async function missingPage(app: AppState, { url, address }: Pick<Page, 'url' | 'address'>): Promise<Page> {
  const { tree, content } = app.notFound
  const plan = await planPage(app, url.prefix, tree, content)
  return pageOf({ url, address, params: {}, tree, route: null }, plan, content)
}

function isKnown(
  { builtParams, services }: AppState,
  { route, params }: Target,
  { config }: RoutePlan,
): Promise<boolean> | boolean {
  const built = route !== null && builtParams?.get(route)
  return built ? isAmong(built, params) : isKnownParams(config, params, services.mode === 'production')
}

type Target = Pick<Page, 'url' | 'address' | 'params' | 'tree' | 'route'>

function foundPage(target: Target, plan: RoutePlan, content: PlanContent): Found {
  return { kind: 'page', page: pageOf(target, plan, content) }
}

function pageOf({ url, address, params, tree, route }: Target, plan: RoutePlan, content: PlanContent): Page {
  const status = content === 'page' ? 200 : 404
  const instead = content === 'not-found' ? notFoundContent(plan) : undefined
  return { url, address, params, tree, route, plan, status, content: instead, intercepted: null }
}

/** Kept by tree and prefix. */
export async function planPage(
  app: AppState,
  prefix: string,
  tree: RouteNode,
  content: PlanContent,
): Promise<RoutePlan> {
  const { plans, assetPath } = prefixState(app, prefix)
  const known = plans.get(tree)
  if (known) return known
  const { routeStyles, routes, build, settings } = app.manifest
  const plan = await planRoute(tree, content, {
    routeStyles,
    assetPath,
    globalError: routes.globalError,
    prefix,
    publicUrl: settings.publicUrl,
    build,
  })
  plans.set(tree, plan)
  return plan
}

function handlerFile({ id, tree }: RouteEntry): string {
  if (tree.files.route === undefined) throw new Error(`The handler ${id} has no file.`)
  return tree.files.route
}
