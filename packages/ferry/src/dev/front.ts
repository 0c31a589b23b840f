/** Answers every request to the dev server: waits while something is built, then the app, or the page with the error. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { DEV_EVENTS_PATH, PAYLOAD_PATH } from '../protocol/names.ts'
import { isAllowedHost, isForeignRead } from './allowed-request.ts'
import { errorPage } from './error-page.ts'
import type { Events } from './events.ts'
import { relay } from './relay.ts'
import type { StatusBoard } from './status.ts'

export interface FrontOptions {
  readonly board: StatusBoard
  readonly events: Events
  /** Host names besides localhost and IP addresses, without ports. */
  readonly hostNames: () => readonly string[]
}

/** `mount`: where a host Express app has put this one. */
export type Front = (request: IncomingMessage, response: ServerResponse, mount?: string) => void

export function createFront({ board, events, hostNames }: FrontOptions): Front {
  return (request, response, mount = '') => {
    if (!isAllowedHost(request.headers.host, hostNames())) {
      return plain(response, 403, 'This host name is not one of the dev server. Add it as publicUrl to ferry.config.')
    }
    if (isForeignRead(request, board.basePath)) return plain(response, 403, 'This is for pages of the same origin.')
    const path = request.url?.split('?')[0]
    if (path === DEV_EVENTS_PATH || path === board.basePath + DEV_EVENTS_PATH) return events.serve(request, response)
    void answer(request, response, mount)
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    mount: string,
    again = false,
  ): Promise<void> {
    const status = await board.settled()
    if (response.destroyed) return
    if (status.kind === 'failed') {
      fail(request, response, mount, status.text)
      return
    }
    relay(request, response, { socketPath: status.socket, mount }, (error) => {
      // The process may have made room for the next one at this very moment.
      if (!again && request.method === 'GET') void answer(request, response, mount, true)
      else fail(request, response, mount, `The process of the app did not answer: ${error.message}`)
    })
  }

  function fail(request: IncomingMessage, response: ServerResponse, mount: string, text: string): void {
    const wantsDocument = request.headers.accept?.includes('text/html') ?? false
    const isPayload = request.url?.startsWith(board.basePath + PAYLOAD_PATH) ?? false
    if (wantsDocument && !isPayload) send(response, 500, 'text/html', errorPage(text, mount + board.basePath))
    else plain(response, 500, text)
  }
}

function plain(response: ServerResponse, status: number, text: string): void {
  send(response, status, 'text/plain', `${text}\n`)
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    // What is left of the request is not worth reading.
    Connection: 'close',
  })
  response.end(body)
}
