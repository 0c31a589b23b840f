/** Asks the server for the payload of a page. */
import { createFromReadableStream } from 'react-server-dom-webpack/client'
import { HEADER } from '../protocol/headers.ts'
import { PAYLOAD_PATH, PAYLOAD_TYPE } from '../protocol/names.ts'
import type { PagePayload } from '../protocol/payload.ts'
import { payloadBody } from './payload-body.ts'
import { hasCaughtUp, tellFailedPage } from './dev/page-answers.ts'
import type { Tab } from './tab.ts'

export interface PageRequest {
  readonly address: string
  /** The page on screen, before which an intercepting one may stand. */
  readonly from?: string | undefined
  /** What need not be sent; see held-segments. Absent: the whole page. */
  readonly held?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** Told when the last part has arrived. */
  readonly complete?: (() => void) | undefined
}

/**
 * Resolves as soon as the frame of the page is there; its parts may still arrive. Rejects where this build has nothing
 * to show: for a route handler, a file, another site, a newer build.
 */
export type FetchPage = (request: PageRequest) => Promise<PagePayload>

export function createFetchPage({ config, callServer }: Tab): FetchPage {
  const fetchPage: FetchPage = async (request) => {
    const { address, from, held, signal, complete } = request
    const { build } = config
    const response = await fetch(config.basePath + PAYLOAD_PATH + address.slice(config.basePath.length), {
      headers: {
        Accept: PAYLOAD_TYPE,
        [HEADER.build]: build,
        ...(config.intercepts && from !== undefined && { [HEADER.from]: from }),
        ...(held !== undefined && { [HEADER.have]: held }),
      },
      signal: signal ?? null,
      // Only what is fetched ahead is told of its end.
      ...(complete && { priority: 'low' }),
    })
    const body = payloadBody(response)
    const told = body && complete ? body.pipeThrough(new TransformStream({ flush: complete })) : body
    const page = told && (await createFromReadableStream<PagePayload>(told, { callServer }))
    if (process.env.NODE_ENV === 'development') {
      if (page === null) tellFailedPage(response)
      else if (page.build !== build && (await hasCaughtUp(config, build))) return fetchPage(request)
    }
    // Nobody reads it, and until it has come to its end it would keep a connection.
    if (page === null) void response.body?.cancel()
    if (page?.build !== config.build) throw new OtherBuild(page ? 'skew' : response.status === 204 ? 'gone' : 'unknown')
    return page
  }
  return fetchPage
}

/** No payload of this build. */
export class OtherBuild extends Error {
  /** `skew`: one of another build; `gone`: the server says that there is none; otherwise an answer that is not ours. */
  readonly reason: 'skew' | 'gone' | 'unknown'
  constructor(reason: OtherBuild['reason']) {
    super()
    this.reason = reason
  }
}
