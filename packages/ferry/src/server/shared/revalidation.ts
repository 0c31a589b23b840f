/** What makes the data cache forget, and the page in front of the user be sent again. */
import { invalidate } from './invalidation.ts'
import { findRequest } from './request-context.ts'

/**
 * The results with this tag are old: the next reader gets them once more while new ones are fetched.
 *
 * @param profile `{ expire: 0 }` makes the next reader wait for new ones instead, as {@link updateTag} does
 */
export function revalidateTag(tag: string, profile?: string | { readonly expire?: number }): void {
  invalidate(typeof profile === 'object' && profile.expire === 0 ? 'forget' : 'expire', tag)
  wantRefresh()
}

/** The results with this tag are gone: the next reader waits for new ones, so a user sees what they just wrote. */
export function updateTag(tag: string): void {
  invalidate('forget', tag)
  wantRefresh()
}

/**
 * Sends the page in front of the user again with the answer of this server function. Pages are rendered for every
 * request, so no other copy of `path` has to be told.
 */
export function revalidatePath(_path: string, _type?: 'page' | 'layout'): void {
  wantRefresh()
}

/** Sends the page in front of the user again with the answer of this server function, even after skipRefresh(). */
export function refresh(): void {
  wantRefresh()
}

/** Also called from where no request is: a timer, a webhook's worker. */
function wantRefresh(): void {
  const context = findRequest()
  if (context) context.refreshWanted = true
}
