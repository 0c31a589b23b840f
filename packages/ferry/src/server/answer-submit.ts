/** A form posted to a page's URL: its function runs, then the page is the answer. */
import type { Answer } from '../protocol/incoming.ts'
import { type Interrupt, InterruptError, interruptStatus, writeInterrupt } from '../protocol/interrupt.ts'
import { type Failure, writeFailure } from '../protocol/failure.ts'
import { answerDocument, answerFailure } from './answer-page.ts'
import { textHeaders } from './answer-headers.ts'
import type { AppState } from './app-state.ts'
import type { FailureOutcome } from './call/outcome.ts'
import { runSubmit } from './call/run-submit.ts'
import { errorDocument } from './error-document.ts'
import type { Page } from './find-route.ts'
import { nearestErrorBoundary, nearestInterruptBoundary } from './rsc/nearest-boundary.ts'
import type { RequestContext } from './shared/request-context.ts'

export async function answerSubmit(app: AppState, context: RequestContext, page: Page): Promise<Answer> {
  const outcome = await runSubmit(context.incoming, app.functions)
  context.phase = 'render'
  context.signal = context.incoming.signal
  switch (outcome.kind) {
    case 'value': {
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
  const error = new InterruptError(interrupt)
  if (interrupt.kind === 'redirect') return answerFailure(app, context, error, page.address)
  const id = nearestInterruptBoundary(page.plan, interrupt.kind)
  return answerDocument(app, context, page, {
    status: interruptStatus(interrupt),
    formState: null,
    failed: [[id, writeInterrupt(interrupt), error.message]],
  })
}

/** In the nearest boundary of the page. A request from elsewhere, or one that comes too late, does not get to see the page. */
async function answerFailed(
  app: AppState,
  context: RequestContext,
  page: Page,
  { failure, headers, error }: FailureOutcome,
): Promise<Answer> {
  const id = nearestErrorBoundary(page.plan)
  const isRefused = failure.kind === 'forbidden-origin' || failure.kind === 'unavailable'
  const answer =
    id === null || isRefused
      ? failureDocument(app, failure, error)
      : await answerDocument(app, context, page, {
          status: failure.status,
          formState: null,
          failed: [[id, writeFailure(failure), failure.message]],
        })
  return { ...answer, headers: [...answer.headers, ...headers.map(([name, value]): [string, string] => [name, value])] }
}

function failureDocument(app: AppState, { status, message, digest }: Failure, error: unknown): Answer {
  const isShown = app.services.mode === 'development' && error instanceof Error
  return errorDocument({ status, message, digest, detail: isShown ? error.stack : undefined }, app.settings.csp)
}
