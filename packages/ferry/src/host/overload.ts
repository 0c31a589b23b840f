/** Turning away what would only make everybody wait: 503 with Retry-After, while too much is under way or the process is late. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Failure } from '../protocol/failure.ts'
import type { ServerSettings } from '../protocol/manifest.ts'
import { ACTION_PATH } from '../protocol/names.ts'
import { closeAfterAnswer, hasUnreadBody } from './close-connection.ts'
import { watchLoopDelay } from './loop-delay.ts'

export interface OverloadGuard {
  /** false: the request has been answered with 503. True counts it until its answer is out. */
  admit(request: IncomingMessage, response: ServerResponse): boolean
  overloaded(): boolean
}

/** Seconds. */
const RETRY_AFTER = 1

/** null: no limit is set, and nothing is counted. */
export function createOverloadGuard({
  maxRequests,
  maxDelay,
}: Pick<ServerSettings, 'maxRequests' | 'maxDelay'>): OverloadGuard | null {
  if (maxRequests === 0 && maxDelay === 0) return null
  const loopDelay = maxDelay === 0 ? () => 0 : watchLoopDelay()
  let underWay = 0
  const overloaded = () => (maxRequests > 0 && underWay >= maxRequests) || (maxDelay > 0 && loopDelay() > maxDelay)

  return {
    overloaded,
    admit(request, response) {
      if (overloaded()) {
        turnAway(request, response)
        return false
      }
      underWay++
      response.on('close', () => underWay--)
      return true
    },
  }
}

function turnAway(request: IncomingMessage, response: ServerResponse): void {
  if (hasUnreadBody(request)) closeAfterAnswer(request, response)
  const failure: Failure = {
    kind: 'unavailable',
    status: 503,
    message: 'The server is busy. Please try again in a moment.',
    retryAfter: RETRY_AFTER,
  }
  // A caller gets the typed error that every refusal of a call is.
  const isCall = request.url?.split('?', 1)[0]?.includes(ACTION_PATH) === true
  const body = isCall ? JSON.stringify(failure) : `${failure.message}\n`
  response.writeHead(503, {
    'Content-Type': isCall ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Retry-After': String(RETRY_AFTER),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(body)
}
