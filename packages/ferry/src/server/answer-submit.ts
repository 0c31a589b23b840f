/** A form posted to a page's URL: its function runs, then the page is the answer. */
import type { Answer } from '../protocol/incoming.ts'
import { type Interrupt, InterruptError, interruptStatus, writeInterrupt } from '../protocol/interrupt.ts'
import { type Failure, writeFailure } from '../protocol/failure.ts'
import { emptyHeaders, textHeaders } from './answer-headers.ts'
import { answerDocument, type SubmitResult } from './answer-page.ts'
import { originOf } from './app-origin.ts'
import type { AppState } from './app-state.ts'
import type { FailureOutcome } from './call/outcome.ts'
import { runSubmit } from './call/run-submit.ts'
import { errorDocument } from './error-document.ts'
import type { Page } from './find-route.ts'
import { forgetCopy, forgetCopyAt } from './kept/forget-copy.ts'
import { guardFunction } from './middleware/guard-function.ts'
import { readRedirect } from './redirect-target.ts'
import { redirectFailure } from './report-error.ts'
import { nearestErrorBoundary, nearestInterruptBoundary } from './rsc/nearest-boundary.ts'
import type { RequestContext } from './shared/request-context.ts'
import { tellCall } from './tell-call.ts'

export async function answerSubmit(app: AppState, context: RequestContext, page: Page): Promise<Answer> {
  const { middleware } = app
  const guard = middleware && ((id: string) => guardFunction(app, middleware, context, id, page.tree))
  const outcome = await runSubmit(context.incoming, app.functions, guard)
  if (outcome.kind === 'turned-away') return outcome.answer
  if (process.env.NODE_ENV !== 'production' && app.dev !== null && outcome.kind !== 'no-function') {
    tellCall(app, context, outcome, null)
  }
  context.phase = 'render'
  context.narrowSignal(null)
  switch (outcome.kind) {
    case 'value': {
      forgetCopy(app, page)
      const status = outcome.status === 200 ? page.status : outcome.status
      return answerDocument(app, context, page, { status, formState: outcome.formState, failed: [] })
    }
    case 'interrupt':
      return answerInterrupt(app, context, page, outcome.interrupt)
    case 'failure':
      return answerFailed(app, context, page, outcome)
    case 'no-function':
      outcome.body.resume()
      if (page.status === 404) return answerDocument(app, context, page)
      return { status: 405, headers: [...textHeaders(), ['Allow', 'GET, HEAD']], body: 'Method not allowed' }
  }
}

async function answerInterrupt(
  app: AppState,
  context: RequestContext,
  page: Page,
  interrupt: Interrupt,
): Promise<Answer> {
  if (interrupt.kind === 'redirect') return answerRedirect(app, context, page, interrupt.url)
  const id = nearestInterruptBoundary(page.plan, interrupt.kind)
  return answerDocument(app, context, page, {
    status: interruptStatus(interrupt),
    formState: null,
    failed: [[id, writeInterrupt(interrupt), new InterruptError(interrupt).message]],
  })
}

async function answerRedirect(app: AppState, context: RequestContext, page: Page, url: string): Promise<Answer> {
  try {
    const { location, external } = readRedirect(url, originOf(app, context.incoming, page.address))
    forgetCopy(app, page)
    if (!external) await forgetCopyAt(app, context.incoming.mount, location)
    return { status: 303, headers: [...emptyHeaders(), ['Location', location]], body: null }
  } catch (error) {
    return answerThrown(app, context, page, redirectFailure(app, context, error))
  }
}

async function answerFailed(
  app: AppState,
  context: RequestContext,
  page: Page,
  { failure, headers, error, ran }: FailureOutcome,
): Promise<Answer> {
  if (ran && failure.kind === 'threw') app.onRequestError?.(error, context.incoming, failure.digest ?? '')
  const answer = await answerThrown(app, context, page, failure)
  return { ...answer, headers: [...answer.headers, ...headers.map(([name, value]): [string, string] => [name, value])] }
}

/** In the nearest boundary of the page. A request from elsewhere, or one that comes too late, does not get to see the page. */
async function answerThrown(app: AppState, context: RequestContext, page: Page, failure: Failure): Promise<Answer> {
  const isRefused = failure.kind === 'forbidden-origin' || failure.kind === 'unavailable'
  if (isRefused) return failureDocument(app, failure)
  const id = nearestErrorBoundary(page.plan)
  const failed: SubmitResult['failed'] = [[id, writeFailure(failure), failure.message]]
  return answerDocument(app, context, page, { status: failure.status, formState: null, failed })
}

function failureDocument(app: AppState, { status, message, digest }: Failure): Answer {
  return errorDocument({ status, message, digest }, app.settings.csp)
}
