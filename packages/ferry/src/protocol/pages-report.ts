/** What the server bundle tells the build of the pages that it has rendered ahead, and the host after it. */

/** Name of the list that says in which copies a tag is. */
export const TAGS = 'tags'

export interface PagesReport {
  readonly routes: readonly KeptRoute[]
  readonly pages: readonly RenderedPage[]
  readonly failures: readonly PageFailure[]
}

/** The only message of the process that renders them. */
export type FromPages = { readonly report: PagesReport } | { readonly failed: PageFailure }

/** A route that says that its pages are kept. */
export interface KeptRoute {
  /** Example: `/shop/[id]` */
  readonly route: string
  /** Seconds; false: until they are called old. */
  readonly revalidate: number | false
}

export interface RenderedPage {
  /** Example: `/shop/[id]` */
  readonly route: string
  /** Example: `/shop/42` */
  readonly path: string
  /** false: it reads the request, and is rendered for each. */
  readonly isKept: boolean
}

export interface PageFailure {
  /** Absent: the app itself could not be started. */
  readonly path?: string
  /** Relative to app/. */
  readonly file?: string
  readonly message: string
  readonly stack?: string | undefined
}
