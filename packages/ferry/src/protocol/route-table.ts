/** The routes of an app as the build writes them and the server matches them. Made by router/scan, read by router/match. */

/** Conventional files of one route folder. */
export type SegmentFile =
  | 'layout'
  | 'template'
  | 'page'
  | 'loading'
  | 'error'
  | 'not-found'
  | 'forbidden'
  | 'unauthorized'
  | 'default'
  | 'route'

/** Files that describe the app: to browsers, crawlers and those who link to it. */
export type MetadataConvention =
  | 'favicon'
  | 'icon'
  | 'apple-icon'
  | 'opengraph-image'
  | 'twitter-image'
  | 'robots'
  | 'sitemap'
  | 'manifest'

export interface MetadataFile {
  readonly convention: MetadataConvention
  /** Relative to app/. */
  readonly file: string
  /** Of its URL. */
  readonly pattern: readonly PatternSegment[]
}

export interface RouteTable {
  readonly routes: readonly RouteEntry[]
  /** The folder app/ itself: what renders when no route matches (its layout and not-found). */
  readonly root: RouteNode
  /** Pages behind `(.)name` folders. They answer no first visit; a soft navigation may prefer them. */
  readonly intercepts?: readonly InterceptEntry[]
  /** `app/global-error.tsx`, `app/global-not-found.tsx` */
  readonly globalError?: string
  readonly globalNotFound?: string
}

export interface RouteEntry {
  /** Example: `/shop/[id]` (groups left out) */
  readonly id: string
  readonly kind: 'page' | 'handler'
  readonly pattern: readonly PatternSegment[]
  /** pages: from the root folder to the page. handlers: a single node with `route`. */
  readonly tree: RouteNode
  /** A handler that is a file of this kind. */
  readonly metadata?: MetadataConvention
}

export interface InterceptEntry {
  /** Pattern of the URL that is intercepted. Example: `/photo/[id]` */
  readonly id: string
  readonly pattern: readonly PatternSegment[]
  /** Pattern of the folder that intercepts: it does so while the page on screen lies at or below it. */
  readonly from: readonly PatternSegment[]
  /** From the root folder, through the slot, to the intercepting page; nothing beside. */
  readonly tree: RouteNode
}

export type PatternSegment =
  | { readonly kind: 'static'; readonly value: string }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'rest'; readonly name: string; readonly optional: boolean }

/**
 * One folder on the way to a page. `files` has `page` only in the innermost node of the page, which has no `children`
 * slot (it may have other slots); `default` only where it is rendered in the place of a page.
 */
export interface RouteNode {
  /** Folder name as written: `''` for app/ itself, `(shop)`, `[id]`, `notes` */
  readonly name: string
  /** Conventional file → path relative to app/, with forward slashes. Example: `{ layout: 'layout.tsx' }` */
  readonly files: Readonly<Partial<Record<SegmentFile, string>>>
  /** Slot name → next folder. The main slot is `children`. */
  readonly children: Readonly<Record<string, RouteNode>>
  /** It, or the slot it stands in, has no page for the URL: there is its default, if it has one. */
  readonly isUnmatched?: true
  /** Of a slot whose page has parameters of its own: those below come from it. */
  readonly pattern?: readonly PatternSegment[]
  /** Shows the URL that was gone to; everything around, the one that was left. Only while a page is intercepted. */
  readonly isIntercepting?: boolean
  /** What the head of the folder's pages refers to. */
  readonly metadata?: readonly MetadataFile[]
}
