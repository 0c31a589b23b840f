/** Names of the headers that travel. A file of its own: what a page needs at its start names none. */

/** Node spells incoming header names in lower case; the Fetch API does not care. */
export const HEADER = {
  protocol: 'ferry-protocol',
  build: 'ferry-build',
  /** Path and query of the page that makes the call, to be refreshed in the same answer. Absent: no refresh wanted. */
  url: 'ferry-url',
  /** Path and query of the page that makes the call, also when it is not to be refreshed. */
  page: 'ferry-page',
  /** Path and query of the page on screen, or of the one behind it while that is intercepted. Only where the app has intercepting routes. */
  from: 'ferry-from',
  /** What a navigation does not need again; see held-segments. */
  have: 'ferry-have',
  /** Idempotency key: `[A-Za-z0-9_-]{16,64}`. */
  once: 'ferry-once',
  /** On a 404: the function is unknown to this build. */
  notFound: 'ferry-action-not-found',
  /** On an answer given again from the once-store. */
  replayed: 'ferry-once-replayed',
  requestId: 'ferry-request-id',
} as const
