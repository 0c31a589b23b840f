/** Every socket of the server and what runs on it: for draining, and to end what has come to a standstill. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { hasUnreadBody } from './close-connection.ts'

/** A body must bring this much per second, once it has had `SLOW_AFTER` sweeps to start. */
const BYTES_PER_SECOND = 1024
const SLOW_AFTER = 2

export interface ConnectionLimits {
  /** How often standstills are looked for. ms @default 5000 */
  readonly sweepEvery?: number
  /** An answer of which the client takes nothing for this long is cut. ms @default 60000 */
  readonly writeStall?: number
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  received: number
  slowSweeps: number
  written: number
  stalledSince: number
}

export class Connections {
  readonly #sockets = new Map<Socket, Exchange[]>()
  readonly #limits: Required<ConnectionLimits>
  #draining = false
  #whenQuiet: (() => void)[] = []

  constructor(server: Server, limits: ConnectionLimits = {}) {
    this.#limits = { sweepEvery: limits.sweepEvery ?? 5_000, writeStall: limits.writeStall ?? 60_000 }
    server.on('connection', (socket) => {
      this.#sockets.set(socket, [])
      socket.on('close', () => {
        this.#sockets.delete(socket)
        this.#settle()
      })
    })
    const timer = setInterval(() => this.#sweep(), this.#limits.sweepEvery).unref()
    server.on('close', () => clearInterval(timer))
  }

  /** Call it for every request, before it is answered. */
  begin(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    const exchange = { request, response, received: socket.bytesRead, slowSweeps: 0, written: 0, stalledSince: 0 }
    this.#sockets.get(socket)?.push(exchange)
    if (this.#draining) response.shouldKeepAlive = false
    response.on('close', () => {
      const running = this.#sockets.get(socket)
      running?.splice(running.indexOf(exchange), 1)
      if (this.#draining && running?.length === 0) socket.destroySoon()
      this.#settle()
    })
  }

  /** An answer is on its way on this socket, so nothing else may be written to it. */
  isAnswering(socket: Socket): boolean {
    return this.#sockets.get(socket)?.some(({ response }) => response.headersSent) ?? false
  }

  /** Answers say `Connection: close` from now on; sockets on which nothing runs are closed at once. */
  drain(): void {
    this.#draining = true
    for (const [socket, exchanges] of this.#sockets) {
      if (exchanges.length === 0) socket.destroy()
      for (const { response } of exchanges) if (!response.headersSent) response.shouldKeepAlive = false
    }
  }

  /** Resolves when no request is being answered. */
  quiet(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenQuiet.push(resolve)
      this.#settle()
    })
  }

  get active(): number {
    let count = 0
    for (const exchanges of this.#sockets.values()) count += exchanges.length
    return count
  }

  destroyAll(): void {
    for (const socket of this.#sockets.keys()) socket.destroy()
  }

  #settle(): void {
    if (this.#whenQuiet.length === 0 || this.active > 0) return
    for (const resolve of this.#whenQuiet.splice(0)) resolve()
  }

  #sweep(): void {
    const now = Date.now()
    for (const [socket, exchanges] of this.#sockets) {
      for (const exchange of [...exchanges]) {
        if (this.#bodyIsSlow(socket, exchange)) endSlowBody(socket, exchange.response)
        else if (this.#writeIsStalled(socket, exchange, now)) socket.destroy()
      }
    }
  }

  /** A body that nobody reads yet is not the client's fault. */
  #bodyIsSlow(socket: Socket, exchange: Exchange): boolean {
    const { request } = exchange
    if (!hasUnreadBody(request)) return false
    const waited = request.readableLength > 0
    const enough = (BYTES_PER_SECOND * this.#limits.sweepEvery) / 1000
    exchange.slowSweeps = waited || socket.bytesRead - exchange.received >= enough ? 0 : exchange.slowSweeps + 1
    exchange.received = socket.bytesRead
    return exchange.slowSweeps > SLOW_AFTER
  }

  #writeIsStalled(socket: Socket, exchange: Exchange, now: number): boolean {
    const written = socket.bytesWritten - socket.writableLength
    if (socket.writableLength === 0 || written !== exchange.written) {
      exchange.written = written
      exchange.stalledSince = now
      return false
    }
    return now - exchange.stalledSince >= this.#limits.writeStall
  }
}

function endSlowBody(socket: Socket, response: ServerResponse): void {
  if (response.headersSent) socket.destroy()
  else
    socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy())
}
