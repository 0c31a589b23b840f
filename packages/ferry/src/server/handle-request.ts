/** The pipeline: what happens to a request, from its target to its answer. */
import type { Answer, Incoming } from '../protocol/incoming.ts'
import { ACTION_PATH } from '../protocol/names.ts'
import { answerCall } from './answer-call.ts'
import { emptyHeaders, type Headers, textHeaders } from './answer-headers.ts'
import { answerDocument, answerFailure, answerPayload, finishRequest } from './answer-page.ts'
import { answerSubmit } from './answer-submit.ts'
import type { AppState } from './app-state.ts'
import { addressOf, type CanonicalUrl, readUrl, slashRedirect } from './canonical-url.ts'
import { classify, type RequestKind } from './classify.ts'
import { errorDocument } from './error-document.ts'
import type { Found } from './find-route.ts'
import { runHandler } from './handler/run-handler.ts'
import { runMiddleware } from './middleware/run-middleware.ts'
import { mergeHeaders } from './merge-headers.ts'
import { openPage } from './open-page.ts'
import { payloadLocation } from './payload-location.ts'
import { headersByRules } from './rules/header-rules.ts'
import { redirectByRules, type RuleRedirect } from './rules/redirect-rules.ts'
import { RequestContext, runInRequest } from './shared/request-context.ts'
import { ResponseBody } from './web-request.ts'

/** The web's Request cannot have them, and nobody should answer them. */
const UNKNOWN_TO_FETCH = new Set(['CONNECT', 'TRACE', 'TRACK'])

export function handleRequest(app: AppState, incoming: Incoming): Promise<Answer> {
  const reading = readUrl(incoming.target, incoming.mount, app.settings.basePath)
  if (reading.kind === 'refused') return Promise.resolve(answerRefused(app, incoming, reading.status))
  if (UNKNOWN_TO_FETCH.has(incoming.method)) return Promise.resolve(refuseMethod(app, reading.url))
  const context = new RequestContext(incoming, app.services)
  return runInRequest(context, () => respond(app, context, reading.url))
}

function refuseMethod(app: AppState, url: CanonicalUrl): Answer {
  const answer = errorDocument({ status: 405 }, app.settings.csp)
  answer.headers.push(['Allow', url.path.startsWith(ACTION_PATH) ? 'POST' : 'GET, HEAD, POST'])
  return answer
}

/** Outside the base path there are only the redirects that name it themselves. */
function answerRefused(app: AppState, incoming: Incoming, status: 400 | 404): Answer {
  const redirects = status === 404 ? app.rules?.redirects.filter(({ rule }) => rule.basePath === false) : undefined
  const reading = redirects?.length ? readUrl(incoming.target, incoming.mount, '') : null
  if (redirects && reading?.kind === 'url') {
    const redirect = redirectByRules({ redirects }, reading.url, new RequestContext(incoming, app.services))
    if (redirect) {
      return { status: redirect.status, headers: [...emptyHeaders(), ['Location', redirect.location]], body: null }
    }
  }
  return errorDocument({ status }, app.settings.csp)
}

async function respond(app: AppState, context: RequestContext, url: CanonicalUrl): Promise<Answer> {
  try {
    return complete(app, context, await answerKind(app, context, url))
  } catch (error) {
    const address = addressOf(url, app.settings.trailingSlash)
    return complete(app, context, answerFailure(app, context, error, address))
  }
}

function answerKind(app: AppState, context: RequestContext, url: CanonicalUrl): Answer | Promise<Answer> {
  const kind = classify(context.incoming.method, url)
  switch (kind.kind) {
    case 'call':
      return answerEndpoint(app, context, url, kind.id)
    case 'unknown':
      return { status: 404, headers: textHeaders(), body: 'Not found' }
    default:
      return answerPageUrl(app, context, kind)
  }
}

/** The endpoint is not a page, and still nothing passes the middleware unseen. */
async function answerEndpoint(app: AppState, context: RequestContext, url: CanonicalUrl, id: string): Promise<Answer> {
  const ruleHeaders = app.rules ? headersByRules(app.rules, url, context) : []
  if (!app.middleware) return withHeaders(await answerCall(app, context, id), ruleHeaders)
  const { method } = context.incoming
  const passage = await runMiddleware(app.middleware, context, { url, address: url.prefix + url.path, method })
  if (passage.kind === 'answer') return beneath(passage.answer, ruleHeaders)
  return withHeaders(await answerCall(app, context, id), mergeHeaders(ruleHeaders, passage.headers))
}

async function answerPageUrl(
  app: AppState,
  context: RequestContext,
  kind: Exclude<RequestKind, { kind: 'call' | 'unknown' }>,
): Promise<Answer> {
  const { incoming } = context
  if (kind.kind !== 'navigate') {
    const location = slashRedirect(kind.page, app.settings.trailingSlash)
    if (location !== null) return { status: 308, headers: [...emptyHeaders(), ['Location', location]], body: null }
  }
  const opening = openPage(app, context, kind.page, incoming.method)
  const opened = opening instanceof Promise ? await opening : opening
  if (opened.kind === 'answer') return opened.answer
  if (opened.kind === 'redirect') return answerRedirect(kind, opened.redirect, opened.ruleHeaders)
  const { found, ruleHeaders, headers } = opened
  const answer = answerFound(app, context, kind, found)
  if (ruleHeaders.length === 0 && headers.length === 0) return answer
  const isHandled = found.kind === 'handler'
  return withHeaders((isHandled ? beneath : withHeaders)(await answer, ruleHeaders), headers)
}

/** For a payload: to the payload of the other page; where there is none the browser asks for the document, and is told there. */
function answerRedirect(
  { kind, page }: Exclude<RequestKind, { kind: 'call' | 'unknown' }>,
  { status, location }: RuleRedirect,
  ruleHeaders: Headers,
): Answer {
  const isNavigation = kind === 'navigate'
  const target = isNavigation ? payloadLocation(location, page.prefix) : location
  if (target === null) return { status: 404, headers: textHeaders(), body: 'Not a page' }
  const headers: Headers = [...emptyHeaders(), ['Location', target]]
  return withHeaders({ status: isNavigation ? 307 : status, headers, body: null }, ruleHeaders)
}

function answerFound(
  app: AppState,
  context: RequestContext,
  { kind, page: url }: Exclude<RequestKind, { kind: 'call' | 'unknown' }>,
  found: Found,
): Answer | Promise<Answer> {
  if (found.kind === 'handler') {
    // A handler has no payload: the browser loads its URL as a document.
    if (kind === 'navigate') return { status: 404, headers: textHeaders(), body: 'Not a page' }
    const address = addressOf(url, app.settings.trailingSlash)
    return runHandler(app, context, found.handler, address, context.incoming.body)
  }
  switch (kind) {
    case 'visit':
      return answerDocument(app, context, found.page)
    case 'navigate':
      return answerPayload(app, context, found.page)
    case 'submit':
      return answerSubmit(app, context, found.page)
    case 'other':
      if (found.page.status === 404) return answerDocument(app, context, found.page)
      return { status: 405, headers: [...textHeaders(), ['Allow', 'GET, HEAD, POST']], body: 'Method not allowed' }
  }
}

/** What belongs on every answer, whoever made it. */
function complete(app: AppState, context: RequestContext, answer: Answer): Answer {
  for (const cookie of context.setCookies) answer.headers.push(['Set-Cookie', cookie])
  const { body } = answer
  const isStream = typeof body === 'object' && body !== null && 'pipe' in body
  if (body instanceof ResponseBody) body.onClose(() => finishRequest(app, context))
  if (context.incoming.method === 'HEAD') {
    if (isStream) body.abort()
    return { ...answer, body: null }
  }
  if (!isStream && context.afterTasks.length > 0) setImmediate(finishRequest, app, context)
  return answer
}

/** What the answer has itself stays. */
function beneath(answer: Answer, headers: Headers): Answer {
  return headers.length === 0 ? answer : { ...answer, headers: mergeHeaders(headers, answer.headers) }
}

function withHeaders(answer: Answer, headers: Headers): Answer {
  return headers.length === 0 ? answer : { ...answer, headers: mergeHeaders(answer.headers, headers) }
}
