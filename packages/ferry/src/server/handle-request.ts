/** The pipeline: what happens to a request, from its target to its answer. */
import type { Answer, Incoming } from '../protocol/incoming.ts'
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
import { openPage } from './open-page.ts'
import { RequestContext, runInRequest } from './shared/request-context.ts'

/** The web's Request cannot have them, and nobody should answer them. */
const UNKNOWN_TO_FETCH = new Set(['CONNECT', 'TRACE', 'TRACK'])

export function handleRequest(app: AppState, incoming: Incoming): Promise<Answer> {
  const reading = readUrl(incoming.target, incoming.mount, app.settings.basePath)
  if (reading.kind === 'refused') return Promise.resolve(errorDocument({ status: reading.status }, app.settings.csp))
  if (UNKNOWN_TO_FETCH.has(incoming.method)) return Promise.resolve(errorDocument({ status: 405 }, app.settings.csp))
  const context = new RequestContext(incoming, app.services)
  return runInRequest(context, () => respond(app, context, reading.url))
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
  if (!app.middleware) return answerCall(app, context, id)
  const { method } = context.incoming
  const passage = await runMiddleware(app.middleware, context, { url, address: url.prefix + url.path, method })
  if (passage.kind === 'answer') return passage.answer
  return withHeaders(await answerCall(app, context, id), passage.headers)
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
  const answer = answerFound(app, context, kind, opened.found)
  return opened.headers.length === 0 ? answer : withHeaders(await answer, opened.headers)
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
  if (context.incoming.method === 'HEAD') {
    if (isStream) body.abort()
    return { ...answer, body: null }
  }
  if (!isStream && context.afterTasks.length > 0) setImmediate(finishRequest, app, context)
  return answer
}

function withHeaders(answer: Answer, headers: Headers): Answer {
  return headers.length === 0 ? answer : { ...answer, headers: mergeHeaders(answer.headers, headers) }
}

/** A header that middleware set replaces that of the page; cookies add up. */
function mergeHeaders(own: Headers, added: Headers): Headers {
  const replaced = new Set(added.map(([name]) => name.toLowerCase()))
  replaced.delete('set-cookie')
  return [...own.filter(([name]) => !replaced.has(name.toLowerCase())), ...added]
}
