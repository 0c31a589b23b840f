/** Where `ferry dev` listens: this machine only, and on the next free port when nobody has asked for one. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { portInUse } from '../errors/catalogue.ts'
import { isFerryError } from '../errors/ferry-error.ts'
import { listen } from '../host/listen.ts'

export interface DevEndpoint {
  readonly port: number
  /** The port was asked for: another one would be a surprise. */
  readonly fixed: boolean
  readonly host: string
}

export interface Listening {
  readonly url: string
  /** The port that was wanted when it was taken; else null. */
  readonly takenPort: number | null
  close(): void
}

export interface DevFront {
  readonly request: RequestListener
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

const PORTS_TO_TRY = 20

export async function listenForDev(front: DevFront, { port, fixed, host }: DevEndpoint): Promise<Listening> {
  for (let next = port; ; next++) {
    try {
      const { url, servers } = await listenOn(front, next, host)
      const close = () => {
        for (const server of servers) {
          server.close()
          server.closeAllConnections()
        }
      }
      return { url, takenPort: next === port ? null : port, close }
    } catch (error) {
      const taken = isFerryError(error) && error.code === portInUse.code
      if (!taken || fixed || next - port >= PORTS_TO_TRY || next >= 65_535) throw error
    }
  }
}

/** `localhost` is two addresses; some clients only try one of them. */
async function listenOn(front: DevFront, port: number, host: string): Promise<{ url: string; servers: Server[] }> {
  const server = serverFor(front)
  if (host !== 'localhost') return { url: await listen(server, { port, host }), servers: [server] }
  const url = await listen(server, { port, host: '127.0.0.1' })
  const second = serverFor(front)
  const servers = [server, second]
  const chosen = Number(new URL(url).port)
  try {
    await listen(second, { port: chosen, host: '::1' })
  } catch (error) {
    // A machine without IPv6 has one address; a port that is taken on the other one is taken.
    if (isFerryError(error) && error.code === portInUse.code) {
      server.close()
      throw error
    }
    servers.pop()
  }
  return { url: `http://localhost:${chosen}`, servers }
}

function serverFor({ request, upgrade }: DevFront): Server {
  return createServer(request).on('upgrade', upgrade)
}
