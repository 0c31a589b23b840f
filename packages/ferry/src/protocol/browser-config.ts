/** What the document tells the browser runtime before the entry script runs: the value of `self[CONFIG_GLOBAL]`. */
export interface BrowserConfig {
  /** Build id of this document. Sent with every call and navigation. */
  readonly build: string
  /** Without trailing slash. Example: `''`, `/shop` */
  readonly basePath: string
  /** For scripts that are added later, when the document has a content security policy. */
  readonly nonce?: string
  /** Boundaries of the shell that show their fallback in this document: `[boundary id, digest of the error]`. */
  readonly failed?: readonly (readonly [boundary: string, digest: string])[]
}
