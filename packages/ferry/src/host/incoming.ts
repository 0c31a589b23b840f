/** A request of node:http as the server bundle receives it. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { Incoming } from '../protocol/incoming.ts'
import type { Peer } from './peer.ts'

/** `mount` is where a host Express app has put this one; `request.url` is below it already. */
export function createIncoming(request: IncomingMessage, peer: Peer, mount: string): NodeIncoming {
  return new NodeIncoming(request, peer, mount)
}

export class NodeIncoming implements Incoming {
  readonly method: string
  readonly target: string
  readonly mount: string
  readonly headers: IncomingHttpHeaders
  readonly rawHeaders: readonly string[]
  readonly scheme: 'http' | 'https'
  readonly host: string
  readonly ip: string
  readonly body: Readable
  #controller: AbortController | null = null
  #gone = false

  constructor(request: IncomingMessage, peer: Peer, mount: string) {
    this.method = request.method ?? 'GET'
    this.target = request.url ?? '/'
    this.mount = mount
    this.headers = request.headers
    this.rawHeaders = request.rawHeaders
    this.scheme = peer.scheme
    this.host = peer.host
    this.ip = peer.ip
    this.body = request
  }

  /** Made when first asked for: most requests never are. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController()
      if (this.#gone) this.#controller.abort(clientGone())
    }
    return this.#controller.signal
  }

  /** The client went away before the answer was complete. */
  abort(): void {
    this.#gone = true
    this.#controller?.abort(clientGone())
  }
}

/** Recognised by name: neither a failure of the app nor worth a line in the log. */
export function clientGone(): Error {
  const error = new Error('The client went away before the answer was complete.')
  error.name = 'AbortError'
  return error
}
