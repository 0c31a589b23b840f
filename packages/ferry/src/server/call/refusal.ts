/** A call or submit that is turned away before its function runs: the one way to leave the path from body to function early. */
import type { Failure, FailureKind } from '../../protocol/failure.ts'
import { HEADER } from '../../protocol/headers.ts'
import type { FailureOutcome } from './outcome.ts'

type Header = readonly [name: string, value: string]

export class Refusal extends Error {
  readonly failure: Failure
  readonly headers: readonly Header[]

  /** `message` is sent as it is: a fixed sentence, never a piece of the request. */
  constructor(
    kind: RefusalKind,
    message: string,
    options: { status?: number; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Refusal'
    const retryAfter = options.retryAfter
    this.failure = {
      kind,
      status: options.status ?? STATUS[kind],
      message,
      ...(retryAfter === undefined ? {} : { retryAfter }),
    }
    this.headers = [
      ...(HEADERS[kind] ?? []),
      ...(retryAfter === undefined ? [] : [['Retry-After', String(retryAfter)] as const]),
    ]
  }
}

export function refusedOutcome(refusal: Refusal): FailureOutcome {
  return {
    kind: 'failure',
    failure: refusal.failure,
    headers: refusal.headers,
    error: refusal,
    replayed: false,
    ran: null,
  }
}

type RefusalKind = Exclude<FailureKind, 'invalid' | 'threw' | 'expected'>

const STATUS: Record<RefusalKind, number> = {
  'bad-request': 400,
  'forbidden-origin': 403,
  'unknown-function': 404,
  'method-not-allowed': 405,
  timeout: 408,
  conflict: 409,
  'too-large': 413,
  'unsupported-type': 415,
  'rate-limited': 429,
  unavailable: 503,
}

// Where the rest of the body is not going to be read, the connection cannot serve another request.
const CLOSE: Header = ['Connection', 'close']

const HEADERS: Partial<Record<RefusalKind, readonly Header[]>> = {
  'unknown-function': [[HEADER.notFound, '1']],
  'method-not-allowed': [['Allow', 'POST']],
  timeout: [CLOSE],
  'too-large': [CLOSE],
  unavailable: [CLOSE],
}
