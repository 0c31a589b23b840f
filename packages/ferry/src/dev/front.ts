/** Answers every request to the dev server: waits while something is built, then the app, or the page with the error. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { devHost } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import { formatError } from '../errors/format.ts'
import { DEV_EVENTS_PATH, PAYLOAD_PATH } from '../protocol/names.ts'
import { isAllowedHost, isForeignRead } from './allowed-request.ts'
import { serveAsset } from './asset-files.ts'
import { type EndpointTable, serveEndpoint } from './endpoints.ts'
import { errorPage } from './error-page.ts'
import type { Events } from './events.ts'
import { relay } from './relay.ts'
import type { ServedRequests } from './served-requests.ts'
import type { Status, StatusBoard } from './status.ts'

export interface FrontOptions {
  readonly board: StatusBoard
  readonly events: Events
  readonly endpoints: EndpointTable
  readonly served: ServedRequests
  /** Compiles what the request is going to need. Resolves also when that fails: the board then says so. */
  readonly prepare: (request: IncomingMessage) => Promise<void>
  /** Host names besides localhost and IP addresses, without ports. */
  readonly hostNames: () => readonly string[]
}

/** `mount`: where a host Express app has put this one. */
export type Front = (request: IncomingMessage, response: ServerResponse, mount?: string) => void

export function createFront({ board, events, endpoints, served, prepare, hostNames }: FrontOptions): Front {
  return (request, response, mount = '') => {
    if (!isAllowedHost(request.headers.host, hostNames())) {
      return plain(response, 403, formatError(new FerryError(devHost, 'The Host header names another one.')))
    }
    if (isForeignRead(request, board.basePath)) return plain(response, 403, 'This is for pages of the same origin.')
    const path = request.url?.split('?')[0]
    if (path === DEV_EVENTS_PATH || path === board.basePath + DEV_EVENTS_PATH) return events.serve(request, response)
    if (serveEndpoint(request, response, { basePath: board.basePath, table: endpoints })) return
    if (serveAsset(request, response, board)) return
    void answer(request, response, mount, served.begin(request, response))
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    mount: string,
    number: number,
    again = false,
  ): Promise<void> {
    await prepare(request)
    const status = await board.settled()
    if (response.destroyed) return
    if (status.kind === 'failed') {
      fail(request, response, mount, status)
      return
    }
    relay(request, response, { socketPath: status.socket, mount, number }, (error) => {
      // The process may have made room for the next one at this very moment.
      if (!again && request.method === 'GET') void answer(request, response, mount, number, true)
      else fail(request, response, mount, unanswered(error))
    })
  }

  function fail(request: IncomingMessage, response: ServerResponse, mount: string, failure: Failure): void {
    const { text, problems } = failure
    const wantsDocument = request.headers.accept?.includes('text/html') ?? false
    const isPayload = request.url?.startsWith(board.basePath + PAYLOAD_PATH) ?? false
    if (!wantsDocument || isPayload) plain(response, 500, text)
    else send(response, 500, 'text/html', errorPage(problems, { basePath: mount + board.basePath }))
  }
}

type Failure = Pick<Extract<Status, { kind: 'failed' }>, 'text' | 'problems'>

function unanswered({ name, message }: Error): Failure {
  const text = `The process of the app did not answer: ${message}`
  return { text, problems: [{ kind: 'server', name, message: text, stack: [] }] }
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
