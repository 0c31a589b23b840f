/** What the document tells the browser runtime before the entry script runs: the value of `self[CONFIG_GLOBAL]`. */
export interface BrowserConfig {
  /** Build id of this document. Sent with every call and navigation. */
  readonly build: string
  /** Without trailing slash. Example: `''`, `/shop` */
  readonly basePath: string
  /** The app has intercepting routes: navigations say which page is on screen. */
  readonly intercepts?: true
  /** For scripts that are added later, when the document has a content security policy. */
  readonly nonce?: string
  /** Boundaries of the shell that show their fallback in this document, and hydrate in that state. */
  readonly failed?: readonly FailedBoundary[]
}

/** The message is the one the fallback was rendered with. */
export type FailedBoundary = readonly [boundary: string, digest: string, message: string]
