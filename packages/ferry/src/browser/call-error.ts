/** Why a call failed, as the caller and the error boundaries see it. Recognise it by `name` and `kind`. */
import { type Failure, type FailureKind, parseFailure, readFailure } from '../protocol/failure.ts'
import { HEADER } from '../protocol/headers.ts'

/** `connection`: no answer arrived. `answer`: something else than a Ferry server answered. */
export type CallErrorKind = FailureKind | 'connection' | 'answer'

export class CallError extends Error {
  readonly kind: CallErrorKind
  /** HTTP status; 0 when no answer arrived. */
  readonly status: number
  readonly code: string | undefined
  /** Data of an ActionError, or the issues of a schema. */
  readonly data: unknown
  readonly digest: string | undefined
  /** Seconds. */
  readonly retryAfter: number | undefined

  constructor(failure: Omit<Failure, 'kind'> & { kind: CallErrorKind }, cause?: unknown) {
    super(failure.message, { cause })
    this.name = 'CallError'
    this.kind = failure.kind
    this.status = failure.status
    this.code = failure.code
    this.data = failure.data
    this.digest = failure.digest
    this.retryAfter = failure.retryAfter
  }
}

/** The error a result rejected with: a CallError when its digest says so, otherwise itself (an interrupt, say). */
export function callErrorFrom(error: unknown): unknown {
  const failure = readFailure((error as { digest?: unknown } | null)?.digest)
  return failure === null ? error : new CallError(failure, error)
}

/** The call was refused before the function ran, or a proxy answered in the server's place. */
export async function refusal(response: Response): Promise<CallError> {
  const { status, headers } = response
  const failure = parseFailure(await response.text().catch(() => ''))
  if (failure !== null)
    return new CallError({ retryAfter: Number(headers.get('retry-after')) || undefined, ...failure })
  const kind = headers.has(HEADER.notFound) ? 'unknown-function' : 'answer'
  return new CallError({ kind, status, message: `The call was answered with status ${status}.` })
}
