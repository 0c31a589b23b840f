/** A built app on a port of its own. */
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { createExpressListener } from './express.ts'
import { drain } from './drain.ts'
import { createHttpServer } from './http-server.ts'
import { type Endpoint, type LocalEndpoint, listen } from './listen.ts'
import { createListener, type Listener } from './listener.ts'
import { type LoadedApp, loadApp } from './load-bundle.ts'
import { createServeStatic } from './static-files.ts'
import type { Log } from '../protocol/incoming.ts'

export interface HostOptions {
  /** The folder that `ferry build` wrote. */
  readonly dir: string
  readonly mode: 'development' | 'production'
  readonly log: Log
  readonly endpoint: Endpoint | LocalEndpoint
  /** ms that shutting down may take. */
  readonly deadline: number
  /** @default `public` in `dir` */
  readonly publicDir?: string
  /** Called with every request before anything else looks at it; answers with the mount path. */
  readonly prepare?: (request: IncomingMessage) => string
}

export interface Host {
  /** Example: `http://localhost:3000` */
  readonly url: string
  /** Finishes what has begun, then closes everything; the same promise however often it is called. */
  close(): Promise<void>
  /** Log fields of the request whose code is running now; null outside a request. */
  currentRequest(): Readonly<Record<string, unknown>> | null
}

export async function startHost(options: HostOptions): Promise<Host> {
  const { dir, mode, log, endpoint, deadline, prepare } = options
  const loaded = await loadApp(dir, mode, log)
  const listener = await createAppListener(loaded, options)
  const prepared: Listener = (request, response) => listener(request, response, prepare?.(request))
  const { server, connections } = createHttpServer(prepare === undefined ? listener : prepared)
  const url = await listen(server, endpoint)
  let closing: Promise<void> | null = null
  return {
    url: url + loaded.manifest.settings.basePath,
    close: () => {
      closing ??= drain({ server, connections, app: loaded.app, log, deadline })
      return closing
    },
    currentRequest: () => loaded.app.currentRequest?.() ?? null,
  }
}

/** Files, the app, and the user's server.ts in front of them when there is one. */
export async function createAppListener(
  { app, manifest: { settings } }: LoadedApp,
  { dir, publicDir = join(dir, 'public'), mode, log }: Pick<HostOptions, 'dir' | 'publicDir' | 'mode' | 'log'>,
): Promise<Listener> {
  const serveStatic = createServeStatic({
    assetDir: join(dir, 'assets'),
    publicDir,
    basePath: settings.basePath,
    maps: mode === 'development',
  })
  const listener = createListener({ app, settings, serveStatic, log })
  if (app.configureExpress === null) return listener
  return createExpressListener({ configure: app.configureExpress, listener, settings, log })
}
