/** What `ferry/headers` and `ferry/server` offer to code that runs for a request. */
import { CookieJar } from './cookie-jar.ts'
import { readsNothing } from './render-rules.ts'
import { currentRequest } from './request-context.ts'
import { ReadonlyHeaders } from './readonly-headers.ts'

/**
 * The cookies of the request. Writable in server functions, route handlers and middleware.
 *
 * @example
 * const theme = (await cookies()).get('theme')?.value
 * @throws FERRY_OUTSIDE_REQUEST
 */
export async function cookies(): Promise<CookieJar> {
  const context = currentRequest('cookies()')
  return readsNothing(context, 'cookies()') ? new CookieJar('', context) : context.cookies
}

/**
 * The headers of the request, read-only.
 *
 * @throws FERRY_OUTSIDE_REQUEST
 */
export async function headers(): Promise<ReadonlyHeaders> {
  const context = currentRequest('headers()')
  return readsNothing(context, 'headers()') ? ReadonlyHeaders.from({}) : context.headers
}

/** Settles at once: says that what follows depends on the request, so it is never rendered ahead of one. */
export async function connection(): Promise<void> {
  readsNothing(currentRequest('connection()'), 'connection()')
}

/** Aborts when the client went away, a time limit passed or the server shuts down: give it to `fetch` and to databases. */
export function requestSignal(): AbortSignal {
  return currentRequest('requestSignal()').signal
}

/** Names this request in the log. */
export function requestId(): string {
  return currentRequest('requestId()').id
}

/**
 * Runs work after the answer was sent. The process does not end before it is done; its errors are logged.
 *
 * @param task a function, or work that has already begun
 * @example
 * after(() => audit.write('note created'))
 */
export function after(task: (() => unknown) | Promise<unknown>): void {
  const context = currentRequest('after()')
  context.afterTasks.push(typeof task === 'function' ? task : () => task)
  // A rejection is reported when the task's turn comes; until then it must not count as unhandled.
  if (typeof task !== 'function') task.catch(() => {})
}
