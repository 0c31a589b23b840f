/** What happens to one request: check its head, look for a file, else hand it to the app and send the answer. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App, Log } from '../protocol/incoming.ts'
import type { RuntimeSettings } from '../protocol/manifest.ts'
import { closeAfterAnswer } from './close-connection.ts'
import { createIncoming, type NodeIncoming } from './incoming.ts'
import type { OverloadGuard } from './overload.ts'
import { compilePeerReader } from './peer.ts'
import { refuse } from './refuse.ts'
import { refuseHead } from './request-head.ts'
import { sendAnswer } from './send-answer.ts'
import type { ServeStatic } from './static-files.ts'

/** `mount`: the path below which a host Express app has put this one, without a trailing slash. */
export type Listener = (request: IncomingMessage, response: ServerResponse, mount?: string) => void

export interface ListenerOptions {
  readonly app: App
  readonly settings: Pick<RuntimeSettings, 'trustProxy' | 'compress'>
  readonly serveStatic: ServeStatic
  /** null: nothing is turned away. */
  readonly guard: OverloadGuard | null
  readonly log: Log
}

export function createListener({ app, settings, serveStatic, guard, log }: ListenerOptions): Listener {
  const readPeer = compilePeerReader(settings.trustProxy)

  return (request, response, mount = '') => {
    const refusal = refuseHead(request)
    const peer = refusal === null ? readPeer(request) : null
    if (peer === null) {
      closeAfterAnswer(request, response)
      return refuse(response, refusal?.status ?? 400, refusal?.reason ?? 'Malformed Host or forwarded header')
    }
    if (serveStatic(request, response)) return
    if (guard?.admit(request, response) === false) return
    const incoming = createIncoming(request, peer, mount)
    response.on('close', () => {
      if (!response.writableFinished) incoming.abort()
    })
    void answer(request, response, incoming)
  }

  async function answer(request: IncomingMessage, response: ServerResponse, incoming: NodeIncoming): Promise<void> {
    try {
      const sending = sendAnswer(request, response, await app.handle(incoming), settings.compress)
      if (sending !== undefined) await sending
    } catch (error) {
      log('error', 'A request could not be answered.', { method: incoming.method, target: incoming.target, error })
      refuse(response, 500)
    }
  }
}
