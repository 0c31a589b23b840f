/** Runs the app's middleware for a page, before anything is matched. */
import { middlewareResult, rewriteTarget } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { Answer } from '../../protocol/incoming.ts'
import type { Headers as HeaderPairs } from '../answer-headers.ts'
import { type CanonicalUrl, readUrl } from '../canonical-url.ts'
import { type CompiledRule, matchRule } from '../rules/match-rule.ts'
import { readContinuation } from '../shared/middleware-answer.ts'
import type { RequestContext } from '../shared/request-context.ts'
import { answerFromResponse, createRequest, headerPairs, requestUrl } from '../web-request.ts'

export type Middleware = (request: Request) => unknown

export interface AppMiddleware {
  readonly run: Middleware
  /** Which requests it is for; null: all. */
  readonly matcher: readonly CompiledRule[] | null
}

/** Where the request goes on, or what it is answered with. */
export type Passage =
  | { readonly kind: 'pass'; readonly url: CanonicalUrl; readonly headers: HeaderPairs }
  | { readonly kind: 'answer'; readonly answer: Answer }

export interface MiddlewareTarget {
  readonly url: CanonicalUrl
  /** As the address bar shows it. */
  readonly address: string
  readonly method: string
}

/** @throws FERRY_MIDDLEWARE_RESULT, FERRY_REWRITE_TARGET, and what the middleware throws */
export async function runMiddleware(
  { run, matcher }: AppMiddleware,
  context: RequestContext,
  target: MiddlewareTarget,
): Promise<Passage> {
  if (matcher && !matcher.some((rule) => matchRule(rule, target.url, context)))
    return { kind: 'pass', url: target.url, headers: [] }
  const { incoming } = context
  const url = requestUrl(incoming, target.address)
  const request = createRequest({
    method: target.method,
    url,
    headers: requestHeaders(context),
    body: null,
    signal: incoming.signal,
  })
  context.phase = 'middleware'
  let response: unknown
  try {
    response = await run(request)
  } finally {
    context.phase = 'render'
  }
  if (response === undefined) return { kind: 'pass', url: target.url, headers: [] }
  if (!(response instanceof Response)) {
    throw new FerryError(middlewareResult, `The middleware returned ${typeof response}, which is not a Response.`)
  }
  const continuation = readContinuation(response)
  if (!continuation) return { kind: 'answer', answer: relativeLocation(answerFromResponse(response), target.url) }
  if (continuation.requestHeaders) context.replaceHeaders(Object.fromEntries(continuation.requestHeaders))
  const rewritten = continuation.rewrite === null ? target.url : readRewrite(continuation.rewrite, url, target.url)
  return { kind: 'pass', url: rewritten, headers: headerPairs(response.headers) }
}

/** Cookies that were written since are part of what the middleware of a redirect's target sees. */
function requestHeaders({ headers, cookies, setCookies }: RequestContext): Headers {
  const copy = new Headers(headers)
  if (setCookies.length > 0) copy.set('cookie', cookies.toString())
  return copy
}

function readRewrite(to: string, from: string, { prefix }: CanonicalUrl): CanonicalUrl {
  const base = new URL(from)
  const isPath = to.startsWith('/') && !to.startsWith('//')
  const target = URL.canParse(to, base) ? new URL(isPath ? prefix + to : to, base) : null
  if (!target || target.origin !== base.origin) {
    throw new FerryError(rewriteTarget, `rewrite(${JSON.stringify(to.slice(0, 200))}) does not stay in this app.`)
  }
  // A URL that was made from request.url has the prefix; a path that was written out got it above.
  const isPrefixed = target.pathname === prefix || target.pathname.startsWith(`${prefix}/`)
  const path = isPrefixed ? target.pathname.slice(prefix.length) || '/' : target.pathname
  const reading = readUrl(path + target.search, prefix, '')
  if (reading.kind === 'refused') {
    throw new FerryError(rewriteTarget, `rewrite(${JSON.stringify(to.slice(0, 200))}) is not a path of this app.`)
  }
  return reading.url
}

/** A path of the app in Location gets the prefix, as everywhere else. */
function relativeLocation(answer: Answer, { prefix }: CanonicalUrl): Answer {
  if (prefix === '') return answer
  const headers = answer.headers.map(([name, value]): [string, string] => {
    const isPath = name.toLowerCase() === 'location' && value.startsWith('/') && !value.startsWith('//')
    return isPath ? [name, prefix + value] : [name, value]
  })
  return { ...answer, headers }
}
