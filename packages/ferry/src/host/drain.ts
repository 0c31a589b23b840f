/** Shutting down without losing a request: refuse what is new, finish what has begun, then close everything. */
import type { Server } from 'node:http'
import type { App, Log } from '../protocol/incoming.ts'
import type { Connections } from './connections.ts'

export interface DrainOptions {
  readonly server: Server
  readonly connections: Connections
  readonly app: App
  readonly log: Log
  /** Most that may pass until everything is closed by force. ms */
  readonly deadline: number
}

/** Resolves when nothing runs any more, or at the deadline. Never rejects. */
export async function drain({ server, connections, app, log, deadline }: DrainOptions): Promise<void> {
  const timeout = new Promise<'late'>((resolve) => setTimeout(resolve, deadline, 'late').unref())
  app.drain()
  server.close()
  connections.drain()
  const finished = connections.quiet().then(() => app.idle())
  const outcome = await Promise.race([finished, timeout]).catch((error: unknown) => {
    log('error', 'Work after an answer failed while shutting down.', { error })
  })
  if (outcome === 'late') log('warn', 'Shut down with work unfinished.', { requests: connections.active, deadline })
  connections.destroyAll()
}
