/** A built app on a port of its own. */
import type { IncomingMessage, Server } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { DevHooks } from '../protocol/dev-hooks.ts'
import type { Log } from '../protocol/incoming.ts'
import type { Store } from '../protocol/store.ts'
import { limitConnections } from './connection-limits.ts'
import { drain, giveWay } from './drain.ts'
import { createExpressListener } from './express.ts'
import { type FileIndex, publicFilesOf } from './file-index.ts'
import { createHttpServer } from './http-server.ts'
import { type Endpoint, type LocalEndpoint, listen } from './listen.ts'
import { createListener, type Listener } from './listener.ts'
import { type BuiltApp, type LoadedApp, loadApp, readManifest } from './load-bundle.ts'
import { writeMetrics } from './metrics/exposition.ts'
import { createMetrics, type Snapshot } from './metrics/metrics.ts'
import { createServeOperator } from './operator-paths.ts'
import { createOverloadGuard, type OverloadGuard } from './overload.ts'
import { createServeStatic } from './static-files.ts'

export interface HostOptions {
  /** The folder that `ferry build` wrote. */
  readonly dir: string
  readonly mode: 'development' | 'production'
  readonly log: Log
  readonly endpoint: Endpoint | LocalEndpoint
  /** ms that shutting down may take. @default what the build says */
  readonly deadline?: number
  /** @default those of `public` in `dir`, listed once */
  readonly publicFiles?: () => FileIndex
  /** A bundle that is loaded already, instead of what is in `dir`. */
  readonly built?: BuiltApp
  /** What this process shares with others. */
  readonly store?: Store
  /** Puts the figures of other processes beside those of this one. */
  readonly gatherMetrics?: (own: Snapshot) => Promise<readonly Snapshot[]>
  /** `ferry dev` only. */
  readonly dev?: DevHooks
  /** Called with every request before anything else looks at it; answers with the mount path. */
  readonly prepare?: (request: IncomingMessage) => string
}

export interface Host {
  /** Example: `http://localhost:3000` */
  readonly url: string
  /** ms that close() takes at most. */
  readonly grace: number
  /** Finishes what has begun, then closes everything; the same promise however often it is called. `soon`: balancers are not waited for. */
  close(soon?: boolean): Promise<void>
  /** The same, when others listen on the port already: what comes on open connections is still answered. */
  giveWay(deadline: number): Promise<void>
  /** Log fields of the request whose code is running now; null outside a request. */
  currentRequest(): Readonly<Record<string, unknown>> | null
  /** The figures of this process; null when the build wants none. */
  snapshot(): Snapshot | null
}

export async function startHost(options: HostOptions): Promise<Host> {
  const { dir, mode, log, endpoint, prepare, store, dev, gatherMetrics = alone } = options
  const manifest = options.built?.manifest ?? readManifest(dir)
  const { basePath, server: settings } = manifest.settings
  const metrics = settings.metricsPath === null ? null : createMetrics()
  const appOptions = {
    mode,
    log,
    ...(store !== undefined && { store }),
    ...(dev !== undefined && { dev }),
    ...(metrics !== null && { observer: metrics }),
  }
  const loaded = await loadApp(dir, manifest, appOptions, options.built)
  const { app } = loaded
  const deadline = options.deadline ?? settings.shutdownTimeout
  const guard = createOverloadGuard(settings)
  let closing: Promise<void> | null = null
  const serveOperator = createServeOperator(settings, basePath, {
    notReady: () => (closing !== null ? 'shutting down' : guard?.overloaded() === true ? 'overloaded' : null),
    metrics: metrics === null ? null : async () => writeMetrics(await gatherMetrics(metrics.snapshot())),
  })
  let listener: Listener | null = null
  const { server, connections } = createHttpServer((request, response) => {
    const mount = prepare?.(request)
    if (serveOperator(request, response)) return
    metrics?.begin(request.method, response)
    listener?.(request, response, mount)
  })
  limitConnections(server, settings, log)
  listener = await createAppListener(loaded, { ...options, guard, server })
  const url = await listen(server, endpoint)
  const leaving = { server, connections, app, log }
  const close = async (soon: boolean) => {
    if (settings.shutdownDelay > 0 && !soon) {
      connections.leave()
      await delay(settings.shutdownDelay)
    }
    await drain({ ...leaving, deadline })
  }
  return {
    url: url + basePath,
    grace: settings.shutdownDelay + deadline,
    close: (soon = false) => {
      closing ??= close(soon)
      return closing
    },
    giveWay: (limit) => {
      closing ??= giveWay({ ...leaving, deadline: limit })
      return closing
    },
    currentRequest: () => app.currentRequest?.() ?? null,
    snapshot: () => metrics?.snapshot() ?? null,
  }
}

async function alone(own: Snapshot): Promise<readonly Snapshot[]> {
  return [own]
}

type ListenerOptions = Pick<HostOptions, 'dir' | 'publicFiles' | 'mode' | 'log'> & {
  readonly guard?: OverloadGuard | null
  readonly server?: Server
}

/** Files, the app, and the user's server.ts in front of them when there is one. */
export async function createAppListener(
  { app, manifest: { settings } }: LoadedApp,
  { dir, publicFiles = publicFilesOf(join(dir, 'public')), mode, log, guard = null, server }: ListenerOptions,
): Promise<Listener> {
  const serveStatic = createServeStatic({
    assetDir: join(dir, 'assets'),
    publicFiles,
    basePath: settings.basePath,
    maps: mode === 'development',
  })
  const listener = createListener({ app, settings, serveStatic, guard, log })
  if (app.configureExpress === null) return listener
  return createExpressListener({ configure: app.configureExpress, listener, server: server ?? null, settings, log })
}
