/**
 * How a failed call reaches the browser: as a digest in the Flight stream (the function ran and threw), or as a small
 * JSON body with a status (the call was refused before). Both become the same CallError there.
 */
export type FailureKind =
  | 'bad-request' // 400
  | 'forbidden-origin' // 403
  | 'unknown-function' // 404 + Ferry-Action-Not-Found
  | 'method-not-allowed' // 405
  | 'conflict' // 409: the same once-key is still running elsewhere
  | 'too-large' // 413
  | 'unsupported-type' // 415
  | 'invalid' // 422: a schema refused the input; data = issues
  | 'rate-limited' // 429
  | 'threw' // 500
  | 'unavailable' // 503
  | 'timeout' // 504
  | 'expected' // ActionError: the developer's own code, message and data

export interface Failure {
  readonly kind: FailureKind
  readonly status: number
  /** Safe to show. In production `threw` has a generic message. */
  readonly message: string
  /** ActionError's code, or undefined. */
  readonly code?: string
  /** ActionError's data, or the issues of `invalid`. JSON only. */
  readonly data?: unknown
  /** Matches the log line of the server. */
  readonly digest?: string
  /** Seconds. */
  readonly retryAfter?: number
}

const PREFIX = 'FERRY_FAILURE;'

export function writeFailure(failure: Failure): string {
  return PREFIX + JSON.stringify(failure)
}

export function readFailure(digest: unknown): Failure | null {
  if (typeof digest !== 'string' || !digest.startsWith(PREFIX)) return null
  return parseFailure(digest.slice(PREFIX.length))
}

/** Parses the JSON body of a refused call; null when it is something else (a proxy's page, say). */
export function parseFailure(text: string): Failure | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return null
    const { kind, status, message } = value as Record<string, unknown>
    if (typeof kind !== 'string' || typeof status !== 'number' || typeof message !== 'string') return null
    return value as Failure
  } catch {
    return null
  }
}
