/** Every socket of the server and what runs on it: for draining, and to end what has come to a standstill. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type Exchange, hasSlowBody, hasStalledWrite } from './standstill.ts'

export interface ConnectionLimits {
  /** How often standstills are looked for. ms @default 5000 */
  readonly sweepEvery?: number
  /** An answer of which the client takes nothing for this long is cut. ms @default 60000 */
  readonly writeStall?: number
}

interface Connection {
  readonly exchanges: Exchange[]
  idleSince: number
}

export class Connections {
  readonly #sockets = new Map<Socket, Connection>()
  readonly #limits: Required<ConnectionLimits>
  /** `leaving`: every answer is the last one of its connection; `draining`: and nothing is waited for that has not begun. */
  #state: 'open' | 'leaving' | 'draining' = 'open'
  readonly #waiting: { readonly isOver: () => boolean; readonly resolve: () => void }[] = []

  constructor(server: Server, limits: ConnectionLimits = {}) {
    this.#limits = { sweepEvery: limits.sweepEvery ?? 5_000, writeStall: limits.writeStall ?? 60_000 }
    server.on('connection', (socket) => {
      this.#sockets.set(socket, { exchanges: [], idleSince: Date.now() })
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
    const connection = this.#sockets.get(socket)
    connection?.exchanges.push(exchange)
    if (this.#state !== 'open') response.shouldKeepAlive = false
    response.on('close', () => {
      if (connection === undefined) return
      connection.exchanges.splice(connection.exchanges.indexOf(exchange), 1)
      connection.idleSince = Date.now()
      if (this.#state === 'draining' && connection.exchanges.length === 0) socket.destroySoon()
      this.#settle()
    })
  }

  /** An answer is on its way on this socket, so nothing else may be written to it. */
  isAnswering(socket: Socket): boolean {
    return this.#sockets.get(socket)?.exchanges.some(({ response }) => response.headersSent) ?? false
  }

  /** Answers say `Connection: close` from now on. What is asked on the connections there are is still answered. */
  leave(): void {
    if (this.#state === 'open') this.#state = 'leaving'
    for (const { exchanges } of this.#sockets.values()) closeAfter(exchanges)
  }

  /**
   * Resolves when no connection is left. After leave(): one that nobody has used for `idle` ms is closed, for a client
   * that keeps it open may send its next request at any moment, and closing then would lose that.
   */
  async empty(idle: number): Promise<void> {
    const timer = setInterval(() => {
      for (const [socket, { exchanges, idleSince }] of this.#sockets) {
        if (exchanges.length === 0 && Date.now() - idleSince >= idle) socket.destroy()
      }
    }, idle / 4)
    await this.#when(() => this.#sockets.size === 0)
    clearInterval(timer)
  }

  /** Answers say `Connection: close` from now on; sockets on which nothing runs are closed at once. */
  drain(): void {
    this.#state = 'draining'
    for (const [socket, { exchanges }] of this.#sockets) {
      if (exchanges.length === 0) socket.destroy()
      closeAfter(exchanges)
    }
  }

  /** Resolves when no request is being answered. */
  quiet(): Promise<void> {
    return this.#when(() => this.active === 0)
  }

  get active(): number {
    let count = 0
    for (const { exchanges } of this.#sockets.values()) count += exchanges.length
    return count
  }

  destroyAll(): void {
    for (const socket of this.#sockets.keys()) socket.destroy()
  }

  #when(isOver: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ isOver, resolve })
      this.#settle()
    })
  }

  #settle(): void {
    if (this.#waiting.length === 0) return
    for (const entry of this.#waiting.filter(({ isOver }) => isOver())) {
      this.#waiting.splice(this.#waiting.indexOf(entry), 1)
      entry.resolve()
    }
  }

  #sweep(): void {
    const now = Date.now()
    const { sweepEvery, writeStall } = this.#limits
    for (const [socket, { exchanges }] of this.#sockets) {
      for (const exchange of [...exchanges]) {
        if (hasSlowBody(socket, exchange, sweepEvery)) endSlowBody(socket, exchange.response)
        else if (hasStalledWrite(socket, exchange, now, writeStall)) socket.destroy()
      }
    }
  }
}

function closeAfter(exchanges: readonly Exchange[]): void {
  for (const { response } of exchanges) if (!response.headersSent) response.shouldKeepAlive = false
}

function endSlowBody(socket: Socket, response: ServerResponse): void {
  if (response.headersSent) socket.destroy()
  else
    socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy())
}
