/** Going without losing a request: refuse what is new, finish what has begun, then close everything. */
import type { Server as HttpServer } from 'node:http'
import { Server } from 'node:net'
import type { App, Log } from '../protocol/incoming.ts'
import type { Connections } from './connections.ts'

export interface DrainOptions {
  readonly server: HttpServer
  readonly connections: Connections
  readonly app: App
  readonly log: Log
  /** Most that may pass until everything is closed by force. ms */
  readonly deadline: number
}

/** Resolves when nothing runs any more, or at the deadline. Never rejects. */
export async function drain({ server, connections, app, log, deadline }: DrainOptions): Promise<void> {
  app.drain()
  server.close()
  connections.drain()
  await finish(() => connections.quiet(), { connections, app, log, deadline })
}

/** ms after which a connection that nobody uses is closed while the server gives way. */
const IDLE = 4_000

/**
 * Others listen on the same port already: no connection is accepted any more, and what comes on those there are is
 * answered as ever. Resolves when the last of them has ended, or at the deadline.
 */
export async function giveWay({ server, connections, app, log, deadline }: DrainOptions): Promise<void> {
  // Not the close() of node:http, which ends idle connections at once: a client may be sending on one of them.
  Server.prototype.close.call(server)
  connections.leave()
  await finish(() => connections.empty(IDLE), { connections, app, log, deadline })
}

async function finish(
  finished: () => Promise<void>,
  { connections, app, log, deadline }: Omit<DrainOptions, 'server'>,
): Promise<void> {
  const timeout = new Promise<'late'>((resolve) => setTimeout(resolve, deadline, 'late').unref())
  const work = async () => {
    await finished()
    await app.idle()
    await app.close?.()
  }
  const outcome = await Promise.race([work(), timeout]).catch((error: unknown) => {
    log('error', 'Work after an answer failed while shutting down.', { error })
  })
  if (outcome === 'late') log('warn', 'Shut down with work unfinished.', { requests: connections.active, deadline })
  connections.destroyAll()
}
