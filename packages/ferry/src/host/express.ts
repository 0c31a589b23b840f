/** The one file that knows Express: the user's server.ts in front of Ferry. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { NextFunction, Request, Response } from 'express'
import type { App, Log } from '../protocol/incoming.ts'
import type { RuntimeSettings } from '../protocol/manifest.ts'
import { closeAfterAnswer } from './close-connection.ts'
import type { Listener } from './listener.ts'
import { refuse } from './refuse.ts'
import { refuseHead } from './request-head.ts'

export interface ExpressOptions {
  readonly configure: NonNullable<App['configureExpress']>
  readonly listener: Listener
  /** For what is no request, such as upgrades to WebSockets. null: of somebody else. */
  readonly server: Server | null
  readonly settings: Pick<RuntimeSettings, 'trustProxy'>
  readonly log: Log
}

/** A listener that gives each request to the user's middleware and routes first, and to `listener` when none answers. */
export async function createExpressListener({
  configure,
  listener,
  server,
  settings,
  log,
}: ExpressOptions): Promise<Listener> {
  // Loaded only when it is needed, from the one file that the host is bundled into.
  const { default: express } = await import(/* webpackMode: "eager" */ 'express')
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', settings.trustProxy === false ? false : settings.trustProxy)
  await configure(app, { server })
  app.use((request, response) => listener(request, response, request.baseUrl))
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const status = statusOf(error)
    if (status >= 500)
      log('error', 'Middleware in server.ts failed.', { method: request.method, path: request.path, error })
    refuse(response, status)
  })
  return (request: IncomingMessage & { baseUrl?: string }, response: ServerResponse, mount = '') => {
    // Express adds the paths of its own routers to it.
    request.baseUrl = mount
    // The user's code sees a path in `request.url`, never another host's URL.
    const refusal = refuseHead(request)
    if (refusal === null) return app(request, response)
    closeAfterAnswer(request, response)
    refuse(response, refusal.status, refusal.reason)
  }
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500
  const { status, statusCode } = error as { status?: unknown; statusCode?: unknown }
  const given = status ?? statusCode
  return typeof given === 'number' && given >= 400 && given <= 599 ? given : 500
}
