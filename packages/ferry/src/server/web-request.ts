/** The web's Request and Response for user code that asks for them: middleware and route handlers. */
import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { Writable } from 'node:stream'
import type { Answer, AnswerBody, AnswerStream, Incoming } from '../protocol/incoming.ts'
import type { Headers as HeaderPairs } from './answer-headers.ts'

export interface RequestParts {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  /** null: the request is shown without its body. */
  readonly body: Readable | null
  readonly signal: AbortSignal
}

export function createRequest({ method, url, headers, body, signal }: RequestParts): Request {
  const hasBody = body !== null && method !== 'GET' && method !== 'HEAD'
  const init: RequestInit & { duplex?: 'half' } = { method, headers, signal }
  if (hasBody) {
    init.body = Readable.toWeb(body) as ReadableStream<Uint8Array>
    init.duplex = 'half'
  }
  return new Request(url, init)
}

/** The absolute URL of a request, as user code sees it. */
export function requestUrl({ scheme, host }: Incoming, address: string): string {
  return `${scheme}://${host}${address}`
}

export function answerFromResponse(response: Response): Answer {
  return { status: response.status, headers: headerPairs(response.headers), body: bodyOf(response) }
}

export function headerPairs(headers: Headers): HeaderPairs {
  const pairs: HeaderPairs = []
  headers.forEach((value, name) => {
    if (name !== 'set-cookie') pairs.push([name, value])
  })
  for (const cookie of headers.getSetCookie()) pairs.push(['Set-Cookie', cookie])
  return pairs
}

function bodyOf({ body }: Response): AnswerBody {
  return body && new ResponseBody(Readable.fromWeb(body as NodeReadableStream<Uint8Array>))
}

/** The body of a Response that user code made. */
export class ResponseBody implements AnswerStream {
  readonly #stream: Readable

  constructor(stream: Readable) {
    this.#stream = stream
    // What breaks the stream is the reader's business from here on; without a listener it would end the process.
    stream.on('error', () => {})
  }

  /** Once, when the last byte was read or nobody reads any more. */
  onClose(listener: () => void): void {
    this.#stream.once('close', listener)
  }

  pipe<D extends Writable>(destination: D): D {
    this.#stream.on('error', (error) => destination.destroy(error))
    return this.#stream.pipe(destination)
  }

  abort(reason?: unknown): void {
    this.#stream.destroy(reason instanceof Error ? reason : undefined)
  }
}
