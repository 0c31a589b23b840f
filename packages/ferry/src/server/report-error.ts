/** Errors of user code: one log line each, and the digest that stands for them everywhere else. */
import { randomBytes } from 'node:crypto'
import { type Failure, readFailure } from '../protocol/failure.ts'
import { readInterrupt } from '../protocol/interrupt.ts'
import type { AppState } from './app-state.ts'
import type { RequestContext } from './shared/request-context.ts'

/** As made below: an error that comes out of a payload has no identity left but this. Empty: nobody waited for it. */
const DIGEST = /^([0-9a-f]{12})?$/

/** React hands the same error to every layer it passes. */
const digests = new WeakMap<object, string>()

/**
 * @param during for the log. Example: `render`, `route handler`
 * @returns the digest; undefined when nobody waits for the answer any more, which is no error
 */
export function reportError(
  app: AppState,
  context: RequestContext,
  error: unknown,
  during: string,
): string | undefined {
  const own = digestOf(error)
  if (own !== undefined) return own
  if (context.signal.aborted && isAbort(error, context.signal)) return undefined
  const digest = randomBytes(6).toString('hex')
  if (isObject(error)) digests.set(error, digest)
  const { method, target } = context.incoming
  app.services.log('error', messageOf(error), {
    during,
    digest,
    requestId: context.id,
    method,
    url: target.slice(0, 500),
    error,
  })
  app.onRequestError?.(error, context.incoming, digest)
  return digest
}

/** What a reader may know of an error. */
export function publicMessage(app: AppState, error: unknown): string {
  if (app.services.mode === 'development' || readInterrupt(error)) return messageOf(error)
  return 'Something went wrong on the server. Its log has the details under the digest of this error.'
}

/** A function whose redirect() went nowhere failed like one that threw. */
export function redirectFailure(app: AppState, context: RequestContext, error: unknown): Failure {
  const digest = reportError(app, context, error, 'redirect()')
  return { kind: 'threw', status: 500, message: publicMessage(app, error), ...(digest && { digest }) }
}

function digestOf(error: unknown): string | undefined {
  if (!isObject(error)) return undefined
  const known = digests.get(error)
  if (known !== undefined || !('digest' in error) || typeof error.digest !== 'string') return known
  // Interrupts and typed failures have nothing to log; ours were logged. A digest of the user's own says nothing of that.
  const isOurs = readInterrupt(error) !== null || readFailure(error.digest) !== null || DIGEST.test(error.digest)
  return isOurs ? error.digest : undefined
}

function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof Error && error.name === 'AbortError')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : `Thrown: ${String(error)}`
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
