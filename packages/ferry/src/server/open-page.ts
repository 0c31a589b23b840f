/** A URL of the app on its way to a page: the configuration's rules, the app's middleware, then its route. */
import type { Answer } from '../protocol/incoming.ts'
import type { Headers } from './answer-headers.ts'
import type { AppState } from './app-state.ts'
import { addressOf, type CanonicalUrl } from './canonical-url.ts'
import { type Found, findRoute } from './find-route.ts'
import { mergeHeaders } from './merge-headers.ts'
import { runMiddleware } from './middleware/run-middleware.ts'
import { headersByRules } from './rules/header-rules.ts'
import { redirectByRules, type RuleRedirect } from './rules/redirect-rules.ts'
import { rewriteByRules } from './rules/rewrite-rules.ts'
import type { RequestContext } from './shared/request-context.ts'

export type Opened =
  | {
      readonly kind: 'found'
      readonly found: Found
      /** Of the configuration: instead of those that Ferry gives a page, beneath those that a handler gives itself. */
      readonly ruleHeaders: Headers
      /** Of the middleware: over all others. */
      readonly headers: Headers
    }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'redirect'; readonly redirect: RuleRedirect; readonly ruleHeaders: Headers }

const NONE: Headers = []

/** At once when there is neither a rule nor middleware, for a route that was asked for before. */
export function openPage(
  app: AppState,
  context: RequestContext,
  url: CanonicalUrl,
  method: string,
): Opened | Promise<Opened> {
  if (app.rules || app.middleware) return throughApp(app, context, url, method)
  const found = findRoute(app, url, url)
  return found instanceof Promise ? found.then(foundAtOnce) : foundAtOnce(found)
}

function foundAtOnce(found: Found): Opened {
  return { kind: 'found', found, ruleHeaders: NONE, headers: NONE }
}

/** The documented order: headers → redirects → middleware → rewrites → route. */
async function throughApp(app: AppState, context: RequestContext, url: CanonicalUrl, method: string): Promise<Opened> {
  const { rules, middleware } = app
  const ruleHeaders = rules ? headersByRules(rules, url, context) : NONE
  const redirect = rules && redirectByRules(rules, url, context)
  if (redirect) return { kind: 'redirect', redirect, ruleHeaders }
  let target = url
  let headers = NONE
  if (middleware) {
    const address = addressOf(url, app.settings.trailingSlash)
    const passage = await runMiddleware(middleware, context, { url, address, method })
    if (passage.kind === 'answer') {
      const { answer } = passage
      return { kind: 'answer', answer: { ...answer, headers: mergeHeaders(ruleHeaders, answer.headers) } }
    }
    target = passage.url
    headers = passage.headers
  }
  if (rules) target = rewriteByRules(rules, app.matcher, target, context)
  return { kind: 'found', found: await findRoute(app, target, url), ruleHeaders, headers }
}
