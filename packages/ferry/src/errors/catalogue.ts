/** Every error Ferry can raise. A test holds this list and docs/errors.md against each other, both ways. */
import type { ErrorEntry } from './ferry-error.ts'

export const outsideRequest = {
  code: 'FERRY_OUTSIDE_REQUEST',
  title: 'A request API was called outside a request.',
  hint: 'Call it inside a Server Component, a server function, a route handler or middleware, not at module scope or in a timer that outlives the request.',
} satisfies ErrorEntry
