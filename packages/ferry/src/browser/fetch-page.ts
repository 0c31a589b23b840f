/** Asks the server for the payload of a page. */
import { createFromReadableStream } from 'react-server-dom-webpack/client'
import { HEADER, PAYLOAD_PATH, PAYLOAD_TYPE } from '../protocol/names.ts'
import type { PagePayload } from '../protocol/payload.ts'
import { payloadBody } from './payload-body.ts'
import type { Tab } from './tab.ts'

/**
 * Resolves as soon as the frame of the page is there; its parts may still arrive. Rejects where this build has nothing
 * to show: for a route handler, a file, another site, a newer build.
 *
 * @param from the page on screen, before which an intercepting one may stand
 */
export type FetchPage = (address: string, from?: string, signal?: AbortSignal) => Promise<PagePayload>

export function createFetchPage({ config, callServer }: Tab): FetchPage {
  return async (address, from, signal) => {
    const response = await fetch(config.basePath + PAYLOAD_PATH + address.slice(config.basePath.length), {
      headers: {
        Accept: PAYLOAD_TYPE,
        [HEADER.build]: config.build,
        ...(config.intercepts && from !== undefined && { [HEADER.from]: from }),
      },
      signal: signal ?? null,
    })
    const body = payloadBody(response)
    const page = body && (await createFromReadableStream<PagePayload>(body, { callServer }))
    if (page?.build !== config.build) throw new OtherBuild(page !== null)
    return page
  }
}

/** No payload of this build. */
export class OtherBuild extends Error {
  /** True when it is one of another build. */
  readonly skew: boolean
  constructor(skew: boolean) {
    super()
    this.skew = skew
  }
}
