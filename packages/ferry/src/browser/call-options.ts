/** Options for single calls. They hold for the calls that start while the callback runs, so a call looks like any other. */

export interface CallOptions {
  /** Aborting it rejects the promise and fires `requestSignal()` in the function. */
  readonly signal?: AbortSignal
  /** Milliseconds until the call is aborted with a TimeoutError. */
  readonly timeout?: number
  /** Idempotency key, 16 to 64 letters, digits, `-` or `_`: calls with the same key and arguments run once. Default: a new one for each call. */
  readonly once?: string
  /** Told about the upload of the arguments. The answer is then read as a whole, so a streamed result arrives at its end. */
  readonly onProgress?: (progress: UploadProgress) => void
}

export interface UploadProgress {
  readonly loaded: number
  /** Bytes to send. */
  readonly total: number
}

let current: CallOptions = {}

/**
 * Calls a server function with options.
 *
 * @example
 * const controller = new AbortController()
 * const hits = await callOptions({ signal: controller.signal, timeout: 5000 }, () => search(term))
 */
export function callOptions<T>(options: CallOptions, run: () => T): T {
  const outer = current
  current = { ...outer, ...options }
  try {
    return run()
  } finally {
    current = outer
  }
}

export function currentCallOptions(): CallOptions {
  return current
}
