/** Which of the four kinds a request is: does it run a function, does it want HTML? */
import { ACTION_PATH, FERRY_PATH } from '../protocol/names.ts'
import { type CanonicalUrl, pageOfPayload } from './canonical-url.ts'

export type RequestKind =
  | { readonly kind: 'visit'; readonly page: CanonicalUrl }
  | { readonly kind: 'navigate'; readonly page: CanonicalUrl }
  | { readonly kind: 'submit'; readonly page: CanonicalUrl }
  /** The id as it came: unchecked. */
  | { readonly kind: 'call'; readonly id: string }
  /** A page's URL with a method that only a route handler may answer. */
  | { readonly kind: 'other'; readonly page: CanonicalUrl }
  /** Below /_ferry/, and nothing of ours. */
  | { readonly kind: 'unknown' }

/** The kinds that are about a page. */
export type PageRequest = Exclude<RequestKind, { kind: 'call' | 'unknown' }>

export function classify(method: string, url: CanonicalUrl): RequestKind {
  if (
    url.path.startsWith(FERRY_PATH) &&
    (url.path.length === FERRY_PATH.length || url.path[FERRY_PATH.length] === '/')
  ) {
    if (url.path.startsWith(ACTION_PATH)) return { kind: 'call', id: url.path.slice(ACTION_PATH.length) }
    const page = method === 'GET' || method === 'HEAD' ? pageOfPayload(url) : null
    return page ? { kind: 'navigate', page } : { kind: 'unknown' }
  }
  if (method === 'GET' || method === 'HEAD') return { kind: 'visit', page: url }
  return method === 'POST' ? { kind: 'submit', page: url } : { kind: 'other', page: url }
}
