/** Hands a request on to the process that runs the app, and its answer back, both as they are. */
import { type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'

/** Tells the app's process who is on the other end, and where the app is mounted. */
const ORIGIN_HEADER = 'x-ferry-dev-origin'

export interface Destination {
  /** Socket or pipe of the app's process. */
  readonly socketPath: string
  readonly mount: string
  /** As the dev server counts requests. */
  readonly number: number
}

/** `onFailure` is called when nobody answers and nothing has been sent. */
export function relay(
  request: IncomingMessage,
  response: ServerResponse,
  { socketPath, mount, number }: Destination,
  onFailure: (error: Error) => void,
): void {
  const failed = (error: Error) => {
    if (response.headersSent) response.destroy()
    else if (!response.destroyed) onFailure(error)
  }
  try {
    const upstream = httpRequest({
      socketPath,
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: headersFor(request, mount, number),
      agent: false,
      setHost: false,
    })
    response.on('close', () => upstream.destroy())
    upstream.on('error', failed)
    upstream.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '', endToEnd(answer.rawHeaders))
      // A stream that breaks off must break off here too, not end as if it were whole.
      pipeline(answer, response, (error) => {
        if (error) response.destroy()
      })
    })
    request.pipe(upstream)
  } catch (error) {
    // node:http refuses to send some targets that it has itself received.
    failed(error instanceof Error ? error : new Error(String(error)))
  }
}

/**
 * In the app's process: takes off what `relay` has put on, gives the socket the address of the client, and answers with
 * the mount path.
 */
export function takeOrigin(request: IncomingMessage): string {
  const { headers, rawHeaders } = request
  const origin = headers[ORIGIN_HEADER]
  if (typeof origin !== 'string') return ''
  delete headers[ORIGIN_HEADER]
  const at = rawHeaders.findIndex((name, index) => index % 2 === 0 && name === ORIGIN_HEADER)
  if (at !== -1) rawHeaders.splice(at, 2)
  const [address = '', number, mount = ''] = origin.split(' ')
  numbers.set(headers, Number(number))
  Object.defineProperty(request.socket, 'remoteAddress', { value: address, configurable: true })
  return decodeURI(mount)
}

/** In the app's process: the number of the request with these headers; 0 when it did not come through `relay`. */
export function requestNumber(headers: object): number {
  return numbers.get(headers) ?? 0
}

const numbers = new WeakMap<object, number>()

/** Every header as it came, duplicates too: the app's process is the one to refuse them. */
function headersFor(request: IncomingMessage, mount: string, number: number): string[] {
  const origin = `${request.socket.remoteAddress ?? ''} ${number} ${encodeURI(mount)}`
  const headers: string[] = [ORIGIN_HEADER, origin]
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = request.rawHeaders.slice(index, index + 2)
    if (name.toLowerCase() !== ORIGIN_HEADER) headers.push(name, value)
  }
  return headers
}

/** Those that are about one connection only belong to that one. */
function endToEnd(rawHeaders: readonly string[]): string[] {
  const kept: string[] = []
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = '', value = ''] = rawHeaders.slice(index, index + 2)
    if (!/^(?:connection|keep-alive|transfer-encoding|date)$/i.test(name)) kept.push(name, value)
  }
  return kept
}
