/** Hands an upgrade, such as a WebSocket, on to the process that runs the app: from then on both ends talk as if nobody were between. */
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { isAllowedHost } from './allowed-request.ts'
import type { StatusBoard } from './status.ts'

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

export interface UpgradeOptions {
  readonly board: StatusBoard
  /** See FrontOptions. */
  readonly hostNames: () => readonly string[]
}

/** Waits for a build that is under way, as every request does. */
export function createUpgrade({ board, hostNames }: UpgradeOptions): Upgrade {
  return (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (!isAllowedHost(request.headers.host, hostNames())) return refuse(socket, '403 Forbidden')
    void board.settled().then((status) => {
      if (status.kind === 'failed') refuse(socket, '503 Service Unavailable')
      else relayUpgrade(request, socket, head, status.socket)
    })
  }
}

function relayUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, socketPath: string): void {
  const upstream = connect(socketPath)
  upstream.on('error', () => socket.destroy())
  upstream.on('close', () => socket.end())
  socket.on('close', () => upstream.destroy())
  upstream.write(headOf(request))
  upstream.write(head)
  upstream.pipe(socket).pipe(upstream)
}

/** As it came: node:http has checked each line of it. */
function headOf({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/1.1`]
  for (let index = 0; index < rawHeaders.length; index += 2)
    lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`)
  return `${lines.join('\r\n')}\r\n\r\n`
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
