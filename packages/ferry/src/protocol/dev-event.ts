/** What the process of the app tells the dev server about its work, and the dev server the panel. Plain JSON. */
import type { DevProblem } from './dev-problem.ts'

export type DevEvent =
  | { readonly kind: 'problem'; readonly problem: DevProblem }
  /** Why the app cannot start, or cannot take an edit; the message that says so follows. */
  | { readonly kind: 'failure'; readonly problems: readonly DevProblem[] }
  | { readonly kind: 'cache'; readonly entries: readonly DevCacheEntry[] }
  /** `request`: number of the request, as the dev server counts them. */
  | { readonly kind: 'call'; readonly request: number; readonly call: DevCall }

/** A server function that was asked for. */
export interface DevCall {
  readonly id: string
  /** Example: `app/actions.ts#createNote` */
  readonly source: string
  /** Each argument, shortened, without secrets. */
  readonly arguments: readonly string[]
  /** What came of it, shortened. */
  readonly result: string
  readonly outcome: 'returned' | 'threw' | 'refused' | 'redirected' | 'interrupted'
  /** ms the function ran; null when it did not. */
  readonly duration: number | null
  /** The page came with the answer. */
  readonly refreshed: boolean
  /** Given again from the once-store. */
  readonly replayed: boolean
  /** false: a form that was posted without it. */
  readonly javascript: boolean
  /** Path and query of the page it was called from; '' when unknown. */
  readonly page: string
}

/** A call as the panel shows it. */
export interface DevCallEntry extends DevCall {
  readonly number: number
  /** ms since 1970 */
  readonly at: number
  readonly status: number
  /** Bytes of the answer, the page with it included. */
  readonly bytes: number
}

/** What the panel asks the dev server for. */
export interface DevState {
  /** Route of the page that asks; null when none matches. */
  readonly page: DevRoute | null
  readonly functions: readonly { readonly id: string; readonly source: string }[]
  readonly routes: readonly DevRoute[]
  /** The newest last. */
  readonly calls: readonly DevCallEntry[]
  readonly cache: readonly DevCacheEntry[]
}

/** A result in the data cache. */
export interface DevCacheEntry {
  /** Made from the function and its arguments. */
  readonly key: string
  readonly tags: readonly string[]
  /** ms since 1970; null: never. */
  readonly oldAt: number | null
}

export interface DevRoute {
  /** Example: `/shop/[id]` */
  readonly path: string
  readonly kind: 'page' | 'handler'
  /** From the outermost folder to the page. Relative to app/. */
  readonly files: readonly string[]
}
