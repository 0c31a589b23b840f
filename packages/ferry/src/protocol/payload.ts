/** The one value inside every Flight stream. */
import type { ReactNode } from 'react'

/** A page as the browser holds it: a tree of segments, and an element for each segment that was sent. */
export interface PagePayload {
  readonly build: string
  /** Grows with every render that began later (also across restarts): an older page never overwrites a newer one. */
  readonly version: number
  /** Of the oldest segment, in a page that the browser put together. Never travels. */
  readonly since?: number
  /** Where slots come from that have no page at this URL and show what they did before, by key. Never travels. */
  readonly kept?: Readonly<Record<string, SlotOrigin>>
  /** Path and query in the address bar, with basePath. Example: `/notes/1?tab=a` */
  readonly url: string
  /** Outermost segment first. The last one is the page. */
  readonly tree: SegmentTree
  /** Elements by segment key. In the answer to a navigation, those of layouts that the browser holds are left out. */
  readonly segments: Readonly<Record<string, ReactNode>>
  /** Title, meta tags and links of the page. */
  readonly head?: ReactNode
  readonly params: Readonly<Record<string, string | string[]>>
  /** Set while an intercepting page is shown: path and query of the page that it stands before. */
  readonly from?: string
  /** HTTP status of this page: 200, 404, … */
  readonly status: number
  /** Answer of a form that was posted without JavaScript: goes to hydrateRoot, as React made it. */
  readonly formState?: FormState
}

/** Example: `{ key: '', segment: '', children: { children: { key: '/notes', segment: 'notes', children: … } } }` */
export interface SegmentTree {
  /** Unique in the page; changes when a parameter changes. Key of the element in `segments`. */
  readonly key: string
  /** As useSelectedLayoutSegment shows it: folder name with parameters filled in. Example: `notes`, `42`, `(shop)`, `__PAGE__` */
  readonly segment: string
  /** Slot name → tree. The main slot is `children`. Empty for a page. */
  readonly children: Readonly<Record<string, SegmentTree>>
  /**
   * Of a page in a slot that has none for this URL: its `default`, or nothing. On a soft navigation what the slot shows
   * stays instead.
   */
  readonly unmatched?: 'default' | 'empty'
}

/** The page that a slot was shown with. */
export interface SlotOrigin {
  readonly address: string
  readonly from: string | undefined
}

/** React's tuple: value, key, function id, number of bound arguments. Opaque to us. */
export type FormState = readonly [value: unknown, key: string, id: string, boundCount: number]

/** Answer of a call. */
export interface CallPayload {
  /** Rejects with a digest (see interrupt.ts, failure.ts) when the function threw. */
  readonly result: Promise<unknown>
  /**
   * When the function finished, on the scale of PagePayload.version: every page with a greater version shows its effect.
   * Present whenever a refresh is due, also when the call did not ask for the page itself; absent after skipRefresh().
   */
  readonly finished?: number
  /** The refreshed page, or the page the function redirected to. */
  readonly page?: Promise<PagePayload> | PagePayload
  /** The function called redirect(): where to, and how to change the history. */
  readonly redirect?: { readonly url: string; readonly type: 'push' | 'replace'; readonly external: boolean }
}
