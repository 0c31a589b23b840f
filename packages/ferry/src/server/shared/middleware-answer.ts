/** What middleware may answer besides a plain Response: go on, or go on as if another URL had been asked for. */

/** `headers` of the init go on the final answer. */
export interface NextInit extends ResponseInit {
  /** The headers that the rest of the request sees, in the place of those that came. */
  readonly request?: { readonly headers?: Headers }
}

export interface Continuation {
  /** Absolute, or a path of the app; null for the URL that was asked for. */
  readonly rewrite: string | null
  readonly requestHeaders: Headers | null
}

const continuations = new WeakMap<Response, Continuation>()

/**
 * Lets the request go on.
 *
 * @example
 * return next({ headers: { 'x-robots-tag': 'noindex' } })
 */
export function next(init: NextInit = {}): Response {
  return continuation(null, init)
}

/**
 * Answers with another page of the app; the address bar keeps its URL.
 *
 * @param url a path of the app (without base path), or an absolute URL of this origin
 * @example
 * return rewrite(new URL('/maintenance', request.url))
 */
export function rewrite(url: string | URL, init: NextInit = {}): Response {
  return continuation(String(url), init)
}

/**
 * Sends the browser elsewhere.
 *
 * @param url a path of the app (without base path), or an absolute URL
 */
export function redirect(url: string | URL, status: 301 | 302 | 303 | 307 | 308 = 307): Response {
  return new Response(null, { status, headers: { location: String(url) } })
}

/** null: this Response is the answer. */
export function readContinuation(response: Response): Continuation | null {
  return continuations.get(response) ?? null
}

function continuation(rewrite: string | null, { request, ...init }: NextInit): Response {
  const response = new Response(null, init)
  continuations.set(response, { rewrite, requestHeaders: request?.headers ?? null })
  return response
}
