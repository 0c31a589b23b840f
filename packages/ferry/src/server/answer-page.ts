/** A page as an answer: a document for a visit or a submit, a payload for a navigation. */
import type { FailedBoundary } from '../protocol/browser-config.ts'
import type { HeldSegments } from '../protocol/held-segments.ts'
import type { Answer, AnswerStream } from '../protocol/incoming.ts'
import { interruptStatus, readInterrupt } from '../protocol/interrupt.ts'
import type { FormState, PagePayload } from '../protocol/payload.ts'
import { createNonce, documentHeaders, emptyHeaders, payloadHeaders } from './answer-headers.ts'
import { originOf } from './app-origin.ts'
import type { AppState } from './app-state.ts'
import { failedDocument } from './failed-document.ts'
import type { Page } from './find-route.ts'
import { traceRender } from './observe/trace-render.ts'
import { mayGetLateHead } from './late-head.ts'
import { lateRedirect } from './late-redirect.ts'
import { PayloadBody } from './payload-body.ts'
import { payloadLocation } from './payload-location.ts'
import { prefixState } from './prefix-state.ts'
import { readRedirect } from './redirect-target.ts'
import { publicMessage, reportError } from './report-error.ts'
import type { HeadTime } from './rsc/page-head.tsx'
import { pagePayload } from './rsc/page-payload.ts'
import { renderPayload } from './rsc/render-payload.ts'
import { runAfterTasks } from './shared/after-answer.ts'
import type { RequestContext } from './shared/request-context.ts'
import { renderDocument } from './ssr/render-document.ts'

/** What a submit adds to the page it is answered with. */
export interface SubmitResult {
  readonly status: number
  readonly formState: FormState | null
  readonly failed: readonly FailedBoundary[]
}

/** @param rendered the payload, where it is there already */
export function answerDocument(
  app: AppState,
  context: RequestContext,
  page: Page,
  submit: SubmitResult | null = null,
  rendered: AnswerStream | null = null,
): Promise<Answer> {
  return traceRender(app, page, 'document', () => documentOf(app, context, page, submit, rendered))
}

async function documentOf(
  app: AppState,
  context: RequestContext,
  page: Page,
  submit: SubmitResult | null,
  rendered: AnswerStream | null,
): Promise<Answer> {
  const { clientManifest, document } = prefixState(app, page.url.prefix)
  const nonce = createNonce(app.settings.csp)
  const report = (error: unknown) => reportError(app, context, error, 'render')
  const models = new Map<number, unknown>()
  const payload =
    rendered ?? renderPayload(payloadOfDocument(app, context, page, submit), { clientManifest, report, models })
  const result = await renderDocument(
    {
      payload,
      models,
      basePath: page.url.prefix,
      nonce,
      formState: submit?.formState ?? null,
      wait: submit !== null,
      failed: submit?.failed ?? [],
      hasViewport: page.plan.hasOwnViewport,
      incoming: context.incoming,
      report,
      publicMessage: (error) => publicMessage(app, error),
      refresh: (error) => lateRedirect(app, context, error, page.address),
      onClose: () => finishRequest(app, context),
    },
    document,
  )
  if (result.kind === 'failed') return answerFailure(app, context, result.error, page.address)
  const [failure] = result.failures
  const status = failure === undefined ? (submit?.status ?? page.status) : statusOf(failure)
  return { status, headers: documentHeaders(app.settings.csp, nonce), body: result.body }
}

/** @param held what the browser has of the page already; null: nothing */
export function answerPayload(
  app: AppState,
  context: RequestContext,
  page: Page,
  held: HeldSegments | null,
): Promise<Answer> {
  return traceRender(app, page, 'payload', () => payloadOf(app, context, page, held))
}

async function payloadOf(
  app: AppState,
  context: RequestContext,
  page: Page,
  held: HeldSegments | null,
): Promise<Answer> {
  const { clientManifest } = prefixState(app, page.url.prefix)
  let failure: unknown
  const report = (error: unknown) => {
    failure ??= error
    return reportError(app, context, error, 'render')
  }
  const stream = renderPayload(createPayload(app, page, null, held), { clientManifest, report })
  const body = new PayloadBody(stream, () => finishRequest(app, context))
  await body.start()
  const moved = navigationRedirect(app, context, failure, page)
  if (moved !== null) {
    body.abort()
    return moved
  }
  const status = failure === undefined ? page.status : statusOf(failure)
  return { status, headers: payloadHeaders(), body: body.body() }
}

function payloadOfDocument(
  app: AppState,
  context: RequestContext,
  page: Page,
  submit: SubmitResult | null,
): PagePayload {
  const mayBeLate = submit === null && page.plan.hasLoading && mayGetLateHead(context.incoming.headers['user-agent'])
  return createPayload(app, page, submit, null, mayBeLate ? 'with-page' : 'first')
}

export function createPayload(
  app: AppState,
  page: Page,
  submit: SubmitResult | null,
  held: HeldSegments | null = null,
  headTime: HeadTime = held ? 'after-page' : 'beside-page',
): PagePayload {
  const { plan, params, address, status, content, intercepted } = page
  const { search, segments } = page.url
  return pagePayload({
    build: app.build,
    plan,
    params,
    segments: segments ?? [],
    intercepted,
    address,
    search,
    status: submit?.status ?? status,
    content,
    formState: submit?.formState ?? null,
    held,
    headTime,
  })
}

/** Nothing of the page could be shown: a redirect, or the static page of the error. */
export function answerFailure(app: AppState, context: RequestContext, error: unknown, address: string): Answer {
  const interrupt = readInterrupt(error)
  if (interrupt?.kind === 'redirect') {
    try {
      const { location } = readRedirect(interrupt.url, originOf(app, context.incoming, address))
      const status = context.incoming.method === 'POST' ? 303 : interrupt.status
      return { status, headers: [...emptyHeaders(), ['Location', location]], body: null }
    } catch (refused) {
      return answerFailure(app, context, refused, address)
    }
  }
  const digest = interrupt ? undefined : reportError(app, context, error, 'render')
  const { mount } = context.incoming
  return failedDocument(app, interrupt ? undefined : error, { status: statusOf(error), mount, digest })
}

/** Once per request, when its answer has ended. */
export function finishRequest(app: AppState, context: RequestContext): void {
  runAfterTasks(context, (error) => reportError(app, context, error, 'after()'))
}

function statusOf(failure: unknown): number {
  const interrupt = readInterrupt(failure)
  return interrupt ? interruptStatus(interrupt) : 500
}

/** A redirect that is known at once costs the browser no navigation of its own: fetch follows it to the target's payload. */
export function navigationRedirect(
  app: AppState,
  context: RequestContext,
  failure: unknown,
  page: Page,
): Answer | null {
  const location = payloadRedirect(app, context, failure, page)
  return location === null ? null : { status: 307, headers: [...emptyHeaders(), ['Location', location]], body: null }
}

function payloadRedirect(app: AppState, { incoming }: RequestContext, failure: unknown, page: Page): string | null {
  const interrupt = readInterrupt(failure)
  if (interrupt?.kind !== 'redirect') return null
  const { prefix } = page.url
  try {
    const { location, external } = readRedirect(interrupt.url, originOf(app, incoming, page.address))
    return external ? null : payloadLocation(location, prefix)
  } catch {
    return null
  }
}
