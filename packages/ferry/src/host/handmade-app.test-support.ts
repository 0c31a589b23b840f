/** For tests: an App written by hand behind the real listener and the real server, and a client that sends raw bytes. */
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Answer, App, Incoming, Log } from '../protocol/incoming.ts'
import { createHttpServer, type HttpServer, type HttpServerOptions } from './http-server.ts'
import { createListener, type Listener } from './listener.ts'
import type { OverloadGuard } from './overload.ts'
import type { ServeStatic } from './static-files.ts'

export interface HandmadeOptions extends HttpServerOptions {
  readonly trustProxy?: false | number | readonly string[]
  readonly compress?: boolean
  readonly serveStatic?: ServeStatic
  readonly guard?: OverloadGuard
  readonly wrap?: (listener: Listener, log: Log) => Listener | Promise<Listener>
}

export interface Handmade extends HttpServer {
  readonly port: number
  readonly logged: { level: string; message: string; fields: Readonly<Record<string, unknown>> | undefined }[]
  /** Sends the bytes on a new connection and resolves to everything that comes back until it is closed. */
  raw(bytes: string): Promise<string>
  close(): Promise<void>
}

export function handmadeApp(handle: (incoming: Incoming) => Answer | Promise<Answer>): App {
  return {
    handle: async (incoming) => handle(incoming),
    configureExpress: null,
    idle: async () => {},
    drain: () => {},
  }
}

export async function serve(app: App, options: HandmadeOptions = {}): Promise<Handmade> {
  const logged: Handmade['logged'] = []
  const log: Log = (level, message, fields) => void logged.push({ level, message, fields })
  const listener = createListener({
    app,
    settings: { trustProxy: options.trustProxy ?? false, compress: options.compress ?? false },
    serveStatic: options.serveStatic ?? (() => false),
    guard: options.guard ?? null,
    log,
  })
  const http = createHttpServer((await options.wrap?.(listener, log)) ?? listener, options)
  await new Promise<void>((resolve) => http.server.listen(0, '127.0.0.1', resolve))
  const { port } = http.server.address() as AddressInfo
  return {
    ...http,
    port,
    logged,
    raw: (bytes) => sendRaw(port, bytes),
    close: async () => {
      const closed = new Promise((resolve) => http.server.close(resolve))
      http.connections.destroyAll()
      await closed
    },
  }
}

export function text(body: string, status = 200, headers: [string, string][] = []): Answer {
  return { status, headers: [['Content-Type', 'text/plain; charset=utf-8'], ...headers], body }
}

export function statusOf(response: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(response)?.[1] ?? 0)
}

function sendRaw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(bytes, 'latin1')))
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(received))
    socket.setTimeout(5_000, () => socket.destroy())
  })
}
