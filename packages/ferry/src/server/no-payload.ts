/** The answer to a navigation that leads to no page of the app: to a route handler, or out of the app. */
import type { Answer } from '../protocol/incoming.ts'
import { emptyHeaders } from './answer-headers.ts'

/** Where the browser finds no payload it loads the document. Not an error status: those are reported in its console. */
export function noPayload(): Answer {
  return { status: 204, headers: emptyHeaders(), body: null }
}
