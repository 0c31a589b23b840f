/** What makes the data cache forget, and the page in front of the user be sent again. */
import { invalidate } from './invalidation.ts'
import { tagOfPath } from './path-tags.ts'
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
 * The kept copy of this page is gone, and the page in front of the user is sent again with the answer of this server function.
 *
 * @param path a path (`/shop/42`) or the pattern of a route (`/shop/[id]`), without `basePath`
 * @param type `layout`: of all pages below, too
 */
export function revalidatePath(path: string, type: 'page' | 'layout' = 'page'): void {
  invalidate('forget', tagOfPath(path, type))
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
