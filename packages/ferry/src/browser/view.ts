/** What the root shows: a page, and what is to be done once it is in place. */
import type { PagePayload } from '../protocol/payload.ts'

export interface View {
  readonly page: PagePayload
  /** Brings history and window in line. Runs before the browser paints. */
  readonly arrived?: (() => void) | undefined
}

/** Path and query, without origin and hash: what identifies a page. */
export function addressOf(url: { readonly pathname: string; readonly search: string }): string {
  return url.pathname + url.search
}

/** The same for a page, spelt as the browser spells it. */
export function addressOfPage(page: PagePayload): string {
  return addressOf(new URL(page.url, location.origin))
}
