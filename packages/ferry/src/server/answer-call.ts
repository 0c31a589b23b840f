/** A call from the browser: its result, and in the same answer the page it refreshes or is redirected to. */
import { type Failure, writeFailure } from '../protocol/failure.ts'
import type { Answer } from '../protocol/incoming.ts'
import { type Interrupt, InterruptError, interruptStatus } from '../protocol/interrupt.ts'
import { HEADER } from '../protocol/headers.ts'
import { ACTION_PATH } from '../protocol/names.ts'
import type { CallPayload, PagePayload } from '../protocol/payload.ts'
import { type Headers, jsonHeaders, payloadHeaders } from './answer-headers.ts'
import { createPayload, finishRequest } from './answer-page.ts'
import { originOf } from './app-origin.ts'
import type { AppState } from './app-state.ts'
import type { FailureOutcome, ValueOutcome } from './call/outcome.ts'
import { runCall } from './call/run-call.ts'
import { readAddress } from './canonical-url.ts'
import type { Page } from './find-route.ts'
import { interceptPage } from './intercept-page.ts'
import { forgetCopy, forgetCopyAt } from './kept/forget-copy.ts'
import { guardFunction } from './middleware/guard-function.ts'
import { openPage } from './open-page.ts'
import { PayloadBody } from './payload-body.ts'
import { prefixState } from './prefix-state.ts'
import { readRedirect } from './redirect-target.ts'
import { redirectFailure, reportError } from './report-error.ts'
import { nextVersion } from './rsc/payload-version.ts'
import { renderPayload } from './rsc/render-payload.ts'
import type { RequestContext } from './shared/request-context.ts'
import { tellCall } from './tell-call.ts'

export async function answerCall(app: AppState, context: RequestContext, id: string): Promise<Answer> {
  app.tracing?.route(`${ACTION_PATH}[id]`)
  const { middleware } = app
  const guard = middleware && ((handed: string) => guardFunction(app, middleware, context, handed))
  const outcome = await runCall(context.incoming, id, app.functions, guard)
  if (outcome.kind === 'turned-away') return (await redirectOfCall(app, context, outcome.answer)) ?? outcome.answer
  if (process.env.NODE_ENV !== 'production' && app.dev !== null) tellCall(app, context, outcome, id)
  context.phase = 'render'
  context.narrowSignal(null)
  const headers = outcome.replayed
    ? [...payloadHeaders(), [HEADER.replayed, '1'] as [string, string]]
    : payloadHeaders()
  switch (outcome.kind) {
    case 'value':
      return answerValue(app, context, outcome, headers)
    case 'interrupt':
      return answerInterrupt(app, context, outcome.interrupt, headers)
    case 'failure':
      return answerFailure(app, context, outcome, headers)
  }
}

async function answerValue(
  app: AppState,
  context: RequestContext,
  outcome: ValueOutcome,
  headers: Headers,
): Promise<Answer> {
  const result = Promise.resolve(outcome.value)
  const payload =
    outcome.refresh || context.refreshWanted ? { result, ...(await refreshForCall(app, context)) } : { result }
  return send(app, context, {
    status: outcome.status,
    headers,
    payload,
    temporaryReferences: outcome.temporaryReferences,
  })
}

/** Whoever asks for the page later (the last of several calls, say) learns from `finished` whether it has this one's effect. */
async function refreshForCall(app: AppState, context: RequestContext): Promise<Pick<CallPayload, 'finished' | 'page'>> {
  const finished = nextVersion()
  const target = context.incoming.headers[HEADER.url]
  const page = typeof target === 'string' ? await openForCall(app, context, target) : undefined
  if (target === undefined) await forgetCopyAt(app, context.incoming.mount, context.incoming.headers[HEADER.page])
  return { finished, ...(page && { page }) }
}

async function answerInterrupt(
  app: AppState,
  context: RequestContext,
  interrupt: Interrupt,
  headers: Headers,
): Promise<Answer> {
  const result = rejection(new InterruptError(interrupt))
  if (interrupt.kind !== 'redirect') {
    return send(app, context, { status: interruptStatus(interrupt), headers, payload: { result } })
  }
  try {
    const target = readRedirect(interrupt.url, originOf(app, context.incoming, pageAddress(context)))
    const { location, external } = target
    // Pages from before, in the history, do not show what was done.
    const finished = nextVersion()
    await forgetCopyAt(app, context.incoming.mount, context.incoming.headers[HEADER.page])
    const page = external ? undefined : await openForCall(app, context, location)
    const redirect = { url: location, type: interrupt.type ?? 'push', external }
    return send(app, context, { status: 200, headers, payload: { result, redirect, finished, ...(page && { page }) } })
  } catch (error) {
    const failure = redirectFailure(app, context, error)
    return send(app, context, { status: 500, headers, payload: { result: rejection(failed(failure)) } })
  }
}

/** The middleware sends the user elsewhere instead: the browser goes there, as it would from any page. null: it answers something else. */
export function redirectOfCall(app: AppState, context: RequestContext, answer: Answer): Promise<Answer> | null {
  const location = answer.headers.find(([name]) => name.toLowerCase() === 'location')?.[1]
  if (answer.status < 300 || answer.status > 399 || location === undefined) return null
  const { origin } = originOf(app, context.incoming, pageAddress(context))
  if (!URL.canParse(location, origin)) return null
  const target = new URL(location, origin)
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return null
  const external = target.origin !== origin
  const url = external ? target.href : target.pathname + target.search + target.hash
  const result = rejection(new InterruptError({ kind: 'redirect', url, type: 'push', status: 307 }))
  const cookies = answer.headers.filter(([name]) => name.toLowerCase() === 'set-cookie')
  return send(app, context, {
    status: 200,
    headers: [...payloadHeaders(), ...cookies],
    payload: { result, redirect: { url, type: 'push', external }, finished: nextVersion() },
  })
}

/** A function that ran has a stream to fail in; a refused call has a status and a few words. */
function answerFailure(
  app: AppState,
  context: RequestContext,
  outcome: FailureOutcome,
  headers: Headers,
): Promise<Answer> | Answer {
  const { failure, ran } = outcome
  const own = outcome.headers.map(([name, value]): [string, string] => [name, value])
  if (!ran) return { status: failure.status, headers: [...jsonHeaders(), ...own], body: JSON.stringify(failure) }
  if (failure.kind === 'threw') app.onRequestError?.(outcome.error, context.incoming, failure.digest ?? '')
  const result = rejection(failed(failure, outcome.error))
  return send(app, context, { status: failure.status, headers: [...headers, ...own], payload: { result } })
}

interface CallAnswer {
  readonly status: number
  readonly headers: Headers
  readonly payload: CallPayload
  readonly temporaryReferences?: ValueOutcome['temporaryReferences']
}

async function send(app: AppState, context: RequestContext, call: CallAnswer): Promise<Answer> {
  const { clientManifest } = prefixState(app, context.incoming.mount + app.settings.basePath)
  const report = (error: unknown) => reportError(app, context, error, 'call')
  const stream = renderPayload(call.payload, { clientManifest, report, temporaryReferences: call.temporaryReferences })
  const body = new PayloadBody(stream, () => finishRequest(app, context))
  await body.start()
  return { status: call.status, headers: call.headers, body: body.body() }
}

/** The payload of a page of this app, through the page's own middleware. undefined: the browser asks for it itself. */
async function openForCall(app: AppState, context: RequestContext, target: string): Promise<PagePayload | undefined> {
  const url = readAddress(target, context.incoming.mount, app.settings.basePath)
  if (!url) return undefined
  try {
    const opened = await openPage(app, context, url, 'GET')
    if (opened.kind !== 'found' || opened.found.kind === 'handler') return undefined
    forgetCopy(app, opened.found.page)
    return createPayload(app, await withInterception(app, context, opened.found.page, target), null)
  } catch (error) {
    // The function has run: its result must arrive, whatever becomes of the page.
    reportError(app, context, error, 'refresh')
    return undefined
  }
}

/** A page that is refreshed while an intercepting one stands before it comes back with that. */
async function withInterception(app: AppState, context: RequestContext, page: Page, target: string): Promise<Page> {
  const { [HEADER.from]: from, [HEADER.url]: refreshed } = context.incoming.headers
  if (!app.intercepts || typeof from !== 'string' || target !== refreshed) return page
  return (await interceptPage(app, app.intercepts, context, page, from)) ?? page
}

/** Of the page that made the call: relative redirects start there. */
function pageAddress({ incoming }: RequestContext): string {
  const address = incoming.headers[HEADER.url]
  return typeof address === 'string' && /^\/(?!\/)/.test(address) ? address : '/'
}

function failed(failure: Failure, thrown?: unknown): Error {
  const error = new Error(failure.message)
  if (thrown instanceof Error && thrown.stack !== undefined) error.stack = thrown.stack
  return Object.assign(error, { digest: writeFailure(failure) })
}

function rejection(error: Error): Promise<never> {
  const result = Promise.reject(error)
  // React listens as soon as it writes the payload.
  result.catch(() => {})
  return result
}
