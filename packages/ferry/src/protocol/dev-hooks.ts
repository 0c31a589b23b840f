/** What `ferry dev` is told by the server bundle, and asked for. In production there is none of it. */
import type { DevCacheEntry, DevCall } from './dev-event.ts'

export interface DevHooks {
  /** The app is there: `cache` tells what its data cache holds. */
  attach(app: { readonly cache: () => readonly DevCacheEntry[] }): void
  /** A call or a submit has its outcome; the answer is still to come. */
  called(incoming: { readonly headers: object }, call: DevCallFacts): void
  /** The document in the place of one that failed outside every boundary of the app. HTML. */
  errorPage(error: unknown, page: DevErrorPage): string
}

/** A call before its values were shortened. */
export interface DevCallFacts extends Omit<DevCall, 'arguments' | 'result'> {
  /** The function itself, for the names of its parameters; null when it did not run. */
  readonly fn: unknown
  readonly arguments: readonly unknown[]
  /** What the function returned or threw, or why it did not run. */
  readonly result: unknown
}

export interface DevErrorPage {
  /** Mount path included. */
  readonly basePath: string
  readonly build: string
  /** Of the content security policy. */
  readonly nonce: string | undefined
  /** Of the log line. */
  readonly digest: string | undefined
}
