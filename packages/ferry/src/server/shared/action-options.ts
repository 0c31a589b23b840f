/** What a function says about how it wants to be called. Kept on the function itself, so that it holds however it is reached. */

export interface ActionOptions {
  /** Bytes of the whole body. Default: `actions.bodySizeLimit`. */
  readonly bodySizeLimit?: number
  /** ms that the body may take to arrive. Default: 30 s, and more where a larger body is accepted. */
  readonly bodyTimeout?: number
  /** ms the function may run before the caller gets 504 and requestSignal() fires; 0 = no limit. Default: `actions.timeout`. */
  readonly timeout?: number
  /** false: every arrival runs, also of the same submission. */
  readonly once?: boolean
  /** More arrivals than this get 429 with Retry-After, before the function runs; of a call, before its body is read. */
  readonly rateLimit?: RateLimit
  /** How many may run at once in one process; what comes on top gets 503 with Retry-After. */
  readonly maxConcurrent?: number
  /** Run around the function, first one outermost: authorisation, audit, … */
  readonly middleware?: readonly ActionMiddleware[]
  /** A read: it never refreshes the page and is never deduplicated. Set by query(). */
  readonly query?: boolean
}

export interface RateLimit {
  readonly requests: number
  /** ms, from the first of them on. */
  readonly per: number
  /** Names who is counted; it may read cookies() and headers(). Default: the client's address. */
  readonly by?: () => string | Promise<string>
}

export interface ActionCall {
  /** As they arrived, not yet validated. */
  readonly args: readonly unknown[]
}

/** Returns what `next()` gives, something else, or throws: an ActionError, notFound(), … */
export type ActionMiddleware = (call: ActionCall, next: () => Promise<unknown>) => Promise<unknown>

const OPTIONS = Symbol.for('ferry.action.options')
const NONE: ActionOptions = Object.freeze({})

export function readActionOptions(fn: unknown): ActionOptions {
  if (typeof fn !== 'function' || !(OPTIONS in fn)) return NONE
  return fn[OPTIONS] as ActionOptions
}

export function attachActionOptions(fn: object, options: ActionOptions): void {
  Object.defineProperty(fn, OPTIONS, { value: Object.freeze({ ...options }) })
}
