/** What the server bundle tells the build of the pages that it has rendered ahead. */

export interface PagesReport {
  readonly pages: readonly RenderedPage[]
  readonly failures: readonly PageFailure[]
}

/** The only message of the process that renders them. */
export type FromPages = { readonly report: PagesReport } | { readonly failed: PageFailure }

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
