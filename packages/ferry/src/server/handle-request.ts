/** The pipeline: what happens to a request, from its target to its answer. */
import type { Answer, Incoming } from '../protocol/incoming.ts'
import { readHeldSegments } from '../protocol/held-segments.ts'
import { HEADER } from '../protocol/headers.ts'
import { ACTION_PATH } from '../protocol/names.ts'
import { answerCall, redirectOfCall } from './answer-call.ts'
import { emptyHeaders, type Headers, textHeaders } from './answer-headers.ts'
import { answerDocument, answerFailure, answerPayload, finishRequest } from './answer-page.ts'
import { answerRuleRedirect, redirectOutside } from './answer-redirect.ts'
import { answerSubmit } from './answer-submit.ts'
import type { AppState } from './app-state.ts'
import { addressOf, type CanonicalUrl, readUrl, slashRedirect } from './canonical-url.ts'
import { classify, type PageRequest } from './classify.ts'
import { errorDocument } from './error-document.ts'
import { type Found, missingPage, type Page } from './find-route.ts'
import { runHandler } from './handler/run-handler.ts'
import { interceptPage } from './intercept-page.ts'
import { answerKeptDocument, answerKeptPayload, keptPages } from './kept/answer-kept.ts'
import { guardCall } from './middleware/guard-function.ts'
import { mergeHeaders } from './merge-headers.ts'
import { noPayload } from './no-payload.ts'
import { routeName } from './observe/route-name.ts'
import { type Opened, openPage } from './open-page.ts'
import { headersByRules } from './rules/header-rules.ts'
import { announced } from './shared/invalidation.ts'
import { RequestContext, runInRequest } from './shared/request-context.ts'
import { ResponseBody } from './web-request.ts'

/** The web's Request cannot have them, and nobody should answer them. */
const UNKNOWN_TO_FETCH = new Set(['CONNECT', 'TRACE', 'TRACK'])

export function handleRequest(app: AppState, incoming: Incoming): Promise<Answer> {
  const reading = readUrl(incoming.target, incoming.mount, app.settings.basePath)
  if (reading.kind === 'refused') return Promise.resolve(answerRefused(app, incoming, reading.status))
  if (UNKNOWN_TO_FETCH.has(incoming.method)) return Promise.resolve(refuseMethod(app, reading.url))
  const context = new RequestContext(incoming, app.services)
  const run = () => runInRequest(context, () => respond(app, context, reading.url))
  return app.tracing === null ? run() : app.tracing.request(incoming, run)
}

function refuseMethod(app: AppState, url: CanonicalUrl): Answer {
  const answer = errorDocument({ status: 405 }, app.settings.csp)
  answer.headers.push(['Allow', url.path.startsWith(ACTION_PATH) ? 'POST' : 'GET, HEAD, POST'])
  return answer
}

function answerRefused(app: AppState, incoming: Incoming, status: 400 | 404): Answer {
  return (status === 404 && redirectOutside(app, incoming)) || errorDocument({ status }, app.settings.csp)
}

async function respond(app: AppState, context: RequestContext, url: CanonicalUrl): Promise<Answer> {
  try {
    const answer = await answerKind(app, context, url)
    if (context.announcements.length > 0) await announced(context.announcements)
    return complete(app, context, answer)
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

function answerEndpoint(app: AppState, context: RequestContext, url: CanonicalUrl, id: string): Promise<Answer> {
  return app.rules || app.middleware ? throughRules(app, context, url, id) : answerCall(app, context, id)
}

/** The endpoint is not a page: the middleware sees the one that the call is from. */
async function throughRules(app: AppState, context: RequestContext, url: CanonicalUrl, id: string): Promise<Answer> {
  const ruleHeaders = app.rules ? headersByRules(app.rules, url, context) : []
  if (!app.middleware) return withHeaders(await answerCall(app, context, id), ruleHeaders)
  const passage = await guardCall(app, app.middleware, context, url, id)
  if (passage.kind === 'answer')
    return beneath((await redirectOfCall(app, context, passage.answer)) ?? passage.answer, ruleHeaders)
  return withHeaders(await answerCall(app, context, id), mergeHeaders(ruleHeaders, passage.headers))
}

/** At once where nothing has to be waited for: each wait is a promise, and each promise has its price. */
function answerPageUrl(app: AppState, context: RequestContext, kind: PageRequest): Answer | Promise<Answer> {
  if (kind.kind !== 'navigate') {
    const location = slashRedirect(kind.page, app.settings.trailingSlash)
    if (location !== null) return { status: 308, headers: [...emptyHeaders(), ['Location', location]], body: null }
  }
  const opened = openPage(app, context, kind.page, context.incoming.method)
  return opened instanceof Promise
    ? opened.then((page) => answerOpened(app, context, kind, page))
    : answerOpened(app, context, kind, opened)
}

function answerOpened(
  app: AppState,
  context: RequestContext,
  kind: PageRequest,
  opened: Opened,
): Answer | Promise<Answer> {
  if (opened.kind === 'answer') return opened.answer
  if (opened.kind === 'redirect') return withHeaders(answerRuleRedirect(kind, opened.redirect), opened.ruleHeaders)
  const { found, ruleHeaders, headers } = opened
  const answer = answerFound(app, context, kind, found, headers)
  if (ruleHeaders.length === 0 && headers.length === 0) return answer
  const over = found.kind === 'handler' ? beneath : withHeaders
  return Promise.resolve(answer).then((own) => withHeaders(over(own, ruleHeaders), headers))
}

function answerFound(
  app: AppState,
  context: RequestContext,
  { kind, page: url }: PageRequest,
  found: Found,
  middlewareHeaders: Headers,
): Answer | Promise<Answer> {
  app.tracing?.route(routeName(app, found, url))
  if (found.kind === 'handler') {
    if (kind === 'navigate') return noPayload()
    const address = addressOf(url, app.settings.trailingSlash)
    return runHandler(app, context, found.handler, address, context.incoming.body)
  }
  switch (kind) {
    case 'visit':
      return answerVisit(app, context, found.page)
    case 'navigate':
      return answerNavigation(app, context, found.page, middlewareHeaders)
    case 'submit':
      return answerSubmit(app, context, found.page)
    case 'other':
      if (found.page.status === 404) return answerDocument(app, context, found.page)
      return { status: 405, headers: [...textHeaders(), ['Allow', 'GET, HEAD, POST']], body: 'Method not allowed' }
  }
}

function answerVisit(app: AppState, context: RequestContext, page: Page): Promise<Answer> {
  // What a slot without a default shows is known to the browser only, if it comes from elsewhere in the app.
  if (page.plan.isIncomplete) return missingPage(app, page).then((missing) => answerDocument(app, context, missing))
  const kept = keptPages(app, context, page)
  return kept ? answerKeptDocument(app, kept, context, page) : answerDocument(app, context, page)
}

/** Only a soft navigation is intercepted: it alone has a page on screen that can stay. */
async function answerNavigation(
  app: AppState,
  context: RequestContext,
  page: Page,
  middlewareHeaders: Headers,
): Promise<Answer> {
  const { [HEADER.from]: from, [HEADER.have]: have, [HEADER.build]: build } = context.incoming.headers
  const isAsked = app.intercepts && typeof from === 'string'
  const intercepted = isAsked ? await interceptPage(app, app.intercepts, context, page, from) : null
  // No route: something else may answer there, a file or the app around this one. The browser loads a document.
  if (page.status === 404 && !intercepted) return noPayload()
  const kept = keptPages(app, context, intercepted ?? page)
  const answer = kept && (await answerKeptPayload(app, kept, context, page))
  if (answer) return answer
  const isWhole = have === undefined || build !== app.build || isOfItsOwn(context, middlewareHeaders)
  return answerPayload(app, context, intercepted ?? page, isWhole ? null : readHeldSegments(have))
}

/** The middleware gave this request headers or cookies that a layout may read: none that was made before will do. */
function isOfItsOwn(context: RequestContext, headers: Headers): boolean {
  if (context.hasReplacedHeaders || context.setCookies.length > 0) return true
  return headers.some(([name]) => name.toLowerCase() === 'set-cookie')
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
