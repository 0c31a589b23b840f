/** `ferry/express`: Ferry as one handler among those of an existing Express app. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import type { Listener } from '../host/listener.ts'
import { mountBuilt, type Mounted } from '../host/mounted.ts'

export interface FerryOptions {
  /** Folder of the app. @default the working directory */
  readonly dir?: string
  /** Build from the sources and follow their changes, as `ferry dev` does; else serve what `ferry build` built. @default false */
  readonly dev?: boolean
}

export interface FerryHandler {
  (request: IncomingMessage & { readonly baseUrl?: string }, response: ServerResponse, next?: Next): void
  /** Resolves when the app is loaded; rejects with the reason why it cannot be. Requests wait for it by themselves. */
  readonly ready: Promise<void>
  /** Call it while shutting down, after the server has stopped to listen: resolves when no work is left. */
  close(): Promise<void>
}

type Next = (error?: unknown) => void

/**
 * The whole app as a request handler, below whatever path it is mounted on. It answers every request, so that handlers
 * after it are not reached; `next` only receives the error when the app cannot be loaded.
 *
 * @example
 * import express from 'express'
 * import { ferry } from 'ferry/express'
 * const app = express()
 * app.use('/shop', ferry({ dir: 'shop', dev: process.env.NODE_ENV !== 'production' }))
 * app.listen(3000)
 */
export function ferry({ dir = '.', dev = false }: FerryOptions = {}): FerryHandler {
  const root = resolve(dir)
  const mounted = dev ? import('./mount-dev.ts').then(({ mountDev }) => mountDev(root)) : mountBuilt(root)
  const ready = mounted.then(() => {})
  // Whoever does not wait for it meets the reason with the first request.
  ready.catch(() => {})
  let listener: Listener | null = null
  mounted.then(
    (loaded) => (listener = loaded.listener),
    () => {},
  )
  const handler = (request: IncomingMessage & { baseUrl?: string }, response: ServerResponse, next?: Next) => {
    if (listener !== null) listener(request, response, request.baseUrl)
    else void answerLater(mounted, request, response, next)
  }
  return Object.assign(handler, { ready, close: async () => (await mounted).close() })
}

async function answerLater(
  mounted: Promise<Mounted>,
  request: IncomingMessage & { baseUrl?: string },
  response: ServerResponse,
  next: Next | undefined,
): Promise<void> {
  try {
    const { listener } = await mounted
    listener(request, response, request.baseUrl)
  } catch (error) {
    if (next === undefined) throw error
    next(error)
  }
}
