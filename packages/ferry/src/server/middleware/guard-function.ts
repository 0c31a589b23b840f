/**
 * The middleware in front of a server function. It sees the page that the function is called from, as it does for every
 * other way to that page. Which page that is only the browser says; so where the page does not use the function, one that
 * does has to be open to the request. What is protected on all its pages is protected, whatever a request claims.
 */
import { HEADER } from '../../protocol/headers.ts'
import type { RouteNode } from '../../protocol/route-table.ts'
import { matchRoute } from '../../router/match.ts'
import { jsonHeaders } from '../answer-headers.ts'
import type { AppState } from '../app-state.ts'
import { Refusal } from '../call/refusal.ts'
import { addressOf, type CanonicalUrl, readAddress } from '../canonical-url.ts'
import { rewriteByRules } from '../rules/rewrite-rules.ts'
import type { RequestContext } from '../shared/request-context.ts'
import { type FunctionUsers, usersOf } from './function-users.ts'
import { type AppMiddleware, type Passage, runMiddleware } from './run-middleware.ts'

/** Somebody who claims nonsense does not get to run the middleware for each page of the app. */
const MOST_EXAMPLES = 32

/** @param endpoint what the middleware sees of a call that belongs to no page */
export async function guardCall(
  app: AppState,
  middleware: AppMiddleware,
  context: RequestContext,
  endpoint: CanonicalUrl,
  id: string,
): Promise<Passage> {
  const ask = (url: CanonicalUrl) => askFor(app, middleware, context, url)
  const users = findUsers(app, id)
  if (users === null) return nobodyUses()
  let passed: Passage | null = null
  for (const page of claimedPages(app, context)) {
    const passage = await ask(page)
    if (passage.kind === 'answer') return passage
    if (users !== 'unknown' && users.uses(treeAt(app, passage.url, context))) return passage
    passed = passage
  }
  if (users !== 'unknown') return askForUsers(app, middleware, context, users)
  return passed ?? (await ask(endpoint))
}

/**
 * For a form that was posted to a page, which the middleware has let through, and for functions that are handed to others.
 *
 * @param tree of that page
 * @returns null when the function may run
 */
export async function guardFunction(
  app: AppState,
  middleware: AppMiddleware,
  context: RequestContext,
  id: string,
  tree?: RouteNode,
): Promise<Turned | null> {
  const users = findUsers(app, id)
  if (users === 'unknown' || (users && tree && users.uses(tree))) return null
  const passage = users ? await askForUsers(app, middleware, context, users) : nobodyUses()
  return passage.kind === 'answer' ? passage : null
}

type Turned = Extract<Passage, { kind: 'answer' }>

/**
 * No page hands it to a browser, as far as the build can see: a route handler or `server.ts` imports it, say. There is
 * nobody to ask, so it is like a function that does not exist.
 */
function nobodyUses(): Turned {
  const { failure, headers } = new Refusal('unknown-function', 'No page uses this server function.')
  const own = headers.map(([name, value]): [string, string] => [name, value])
  const answer = { status: failure.status, headers: [...jsonHeaders(), ...own], body: JSON.stringify(failure) }
  return { kind: 'answer', answer }
}

/** null: no page uses it. `unknown`: there is no such function, which others say. */
function findUsers({ manifest }: AppState, id: string): FunctionUsers | null | 'unknown' {
  const entry = Object.hasOwn(manifest.functions, id) ? manifest.functions[id] : undefined
  return entry ? usersOf(entry, manifest.routes) : 'unknown'
}

/** The first page that is open to the request; else what the middleware answers for them. */
async function askForUsers(
  app: AppState,
  middleware: AppMiddleware,
  context: RequestContext,
  { examples }: FunctionUsers,
): Promise<Passage> {
  const prefix = context.incoming.mount + app.settings.basePath
  let refused: Passage | null = null
  for (const path of examples.slice(0, MOST_EXAMPLES)) {
    const url = readAddress(prefix + path, context.incoming.mount, app.settings.basePath)
    if (!url) continue
    const passage = await askFor(app, middleware, context, url)
    if (passage.kind === 'pass') return passage
    refused ??= passage
  }
  return refused ?? PASS_NOWHERE
}

/** Only a page that no route leads to uses the function: what stands around the app's 404. Everybody may see that. */
const PASS_NOWHERE: Passage = {
  kind: 'pass',
  url: { prefix: '', path: '/', segments: [], search: '', slashes: 'none' },
  headers: [],
}

function askFor(
  app: AppState,
  middleware: AppMiddleware,
  context: RequestContext,
  url: CanonicalUrl,
): Promise<Passage> {
  const address = addressOf(url, app.settings.trailingSlash)
  return runMiddleware(middleware, context, { url, address, method: context.incoming.method })
}

/** The page on screen, and the one behind it while that is intercepted. */
function claimedPages({ settings }: AppState, { incoming }: RequestContext): CanonicalUrl[] {
  const { [HEADER.page]: page, [HEADER.url]: url, [HEADER.from]: from } = incoming.headers
  return [page ?? url, from].flatMap((address) => {
    const read = typeof address === 'string' ? readAddress(address, incoming.mount, settings.basePath) : null
    return read ?? []
  })
}

function treeAt(app: AppState, url: CanonicalUrl, context: RequestContext): RouteNode {
  const { segments } = app.rules ? rewriteByRules(app.rules, app.matcher, url, context) : url
  return (segments && matchRoute(app.matcher, segments)?.route.tree) ?? app.notFound.tree
}
