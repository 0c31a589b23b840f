/** The node:http server with the limits of a public one. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { isLingering } from './close-connection.ts'
import { type ConnectionLimits, Connections } from './connections.ts'
import type { Listener } from './listener.ts'
import { MAX_HEADERS } from './request-head.ts'

export interface HttpServer {
  readonly server: Server
  readonly connections: Connections
}

export interface HttpServerOptions extends ConnectionLimits {
  /** ms @default 10000 */
  readonly headersTimeout?: number
}

export function createHttpServer(listener: Listener, options: HttpServerOptions = {}): HttpServer {
  const server = createServer({
    headersTimeout: options.headersTimeout ?? 10_000,
    // Uploads take their time; what is cut earlier is a body that does not move (see Connections).
    requestTimeout: 300_000,
    // Longer than the 60 s that load balancers keep an idle connection: theirs must be the first to close.
    keepAliveTimeout: 72_000,
    connectionsCheckingInterval: 1_000,
    insecureHTTPParser: false,
  })
  server.maxHeadersCount = MAX_HEADERS
  const connections = new Connections(server, options)
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    if (isLingering(request.socket)) return void request.socket.destroy()
    connections.begin(request, response)
    listener(request, response)
  }
  server.on('request', onRequest)
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    continueWhenRead(request, response)
    onRequest(request, response)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable || connections.isAnswering(socket)) return void socket.destroy()
    const line = STATUS_LINES[error.code ?? ''] ?? '400 Bad Request'
    socket.end(`HTTP/1.1 ${line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
  })
  return { server, connections }
}

const STATUS_LINES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** `Expect: 100-continue` is granted when somebody reads the body: one that is refused never has to be sent. */
function continueWhenRead(request: IncomingMessage, response: ServerResponse): void {
  const read = request._read
  request._read = (size) => {
    request._read = read
    if (!response.headersSent) response.writeContinue()
    read.call(request, size)
  }
}
