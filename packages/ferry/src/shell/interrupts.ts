/** redirect() and its kin: functions that end a render or a server function by throwing an interrupt. The same in every world. */
import type { Route } from '../protocol/href.ts'
import { InterruptError, readInterrupt, type RedirectType as Type } from '../protocol/interrupt.ts'

export type RedirectType = Type
/** How a redirect changes the history of the browser. */
export const RedirectType = { push: 'push', replace: 'replace' } as const satisfies Record<Type, Type>

/**
 * Sends the user to another page. In a server function a new history entry is made (`push`), during a render the current
 * one is replaced. Never returns.
 *
 * @example
 * redirect(`/notes/${note.id}`)
 */
export function redirect<Href extends string>(url: Route<Href>, type?: RedirectType): never {
  throw new InterruptError({ kind: 'redirect', url, status: 307, type: type ?? null })
}

/** Like {@link redirect}, and a document is answered with 308: browsers and crawlers remember the new address. */
export function permanentRedirect<Href extends string>(url: Route<Href>, type?: RedirectType): never {
  throw new InterruptError({ kind: 'redirect', url, status: 308, type: type ?? null })
}

/** Shows the nearest `not-found` file, with status 404. Never returns. */
export function notFound(): never {
  throw new InterruptError({ kind: 'not-found' })
}

/** Shows the nearest `forbidden` file, with status 403. Never returns. */
export function forbidden(): never {
  throw new InterruptError({ kind: 'forbidden' })
}

/** Shows the nearest `unauthorized` file, with status 401. Never returns. */
export function unauthorized(): never {
  throw new InterruptError({ kind: 'unauthorized' })
}

/** Throws `error` again when it, or one of its causes, is an interrupt: the first line of a `catch` that must not swallow them. */
export function unstable_rethrow(error: unknown): void {
  if (readInterrupt(error) !== null) throw error
  if (error instanceof Error && error.cause !== undefined) unstable_rethrow(error.cause)
}
