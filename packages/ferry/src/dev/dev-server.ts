/** `ferry dev`, put together: what changes on disk goes into the loop, what comes out goes to requests, pages and terminal. */
import { join } from 'node:path'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import { formatError } from '../errors/format.ts'
import type { DevCallEntry } from '../protocol/dev-event.ts'
import type { DevProblem } from '../protocol/dev-problem.ts'
import { AppFailure } from './app-process.ts'
import type { ChangeKind } from './change.ts'
import { createDesk } from './desk.ts'
import type { DevBuild, EarlyBuild } from './dev-builder.ts'
import { DevLoop, type DevLoopOptions } from './dev-loop.ts'
import { Events } from './events.ts'
import { createFront, type Front } from './front.ts'
import { problemsOf } from './problems.ts'
import { createUpgrade, type Upgrade } from './relay-upgrade.ts'
import { type ServedRequest, ServedRequests } from './served-requests.ts'
import { servedStyles } from './served-styles.ts'
import { StatusBoard } from './status.ts'
import { type Watch, watchApp } from './watch.ts'

export interface DevServerOptions extends Pick<DevLoopOptions, 'loadConfig' | 'createBuilder' | 'appEntry'> {
  readonly root: string
  /** Host names besides localhost and IP addresses. */
  readonly hostNames: readonly string[]
  readonly report: DevReport
}

/** What the terminal is told. */
export interface DevReport {
  built(milliseconds: number, warnings: readonly Error[]): void
  failed(error: unknown): void
  /** The compiler begins, with what it does, or has ended: null. */
  round(kind: ChangeKind | null): void
  /** A request has been answered by the app. */
  answered(request: ServedRequest): void
  called(call: DevCallEntry): void
  /** What a page has written with console.error. */
  pageLog(text: string): void
}

export interface DevServer {
  readonly front: Front
  readonly upgrade: Upgrade
  /** Resolves when the first build is there or has failed. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

export function startDevServer({ root, hostNames, report, ...options }: DevServerOptions): DevServer {
  const board = new StatusBoard()
  const events = new Events(board)
  let shown: DevBuild | null = null
  const paths = () => ({ root, outDir: loop.config?.outDir ?? null })
  const desk = createDesk({
    paths,
    manifest: () => shown?.manifest ?? null,
    onCall: report.called,
    onPageLog(text) {
      if (loop.config?.dev.browserErrors) report.pageLog(text)
    },
  })
  const served = new ServedRequests((request) => {
    report.answered(request)
    desk.answered(request)
  })
  const loop = new DevLoop({
    ...options,
    onEvent: (event) => desk.receive(event),
    onConfig({ settings, outDir }) {
      board.basePath = settings.basePath
      board.assetDir = join(outDir, 'assets')
    },
    onChange: () => board.set({ kind: 'building' }),
    onShow: (build, publicVersion, socket) => {
      shown = build
      board.set({ kind: 'serving', version: versionOf(build, publicVersion), socket })
    },
    onPatch: ({ scripts, styles }) => events.tell({ patch: scripts, styles }),
    onBrowser: (early, publicVersion) =>
      events.tell({ ...versionOf(early, publicVersion), isPartial: true, error: null }),
    onBuilt: report.built,
    onRound(kind) {
      served.compile(kind !== null)
      report.round(kind)
    },
    onFailure(error) {
      report.failed(error)
      const isOfApp = error instanceof AppFailure
      const text = isOfApp ? error.message : formatError(error)
      const problems = isOfApp ? (desk.takeFailure() ?? [appProblem(error)]) : problemsOf(error, paths())
      board.set({ kind: 'failed', text, problems })
    },
  })
  const names = () => [...hostNames, ...publicName(loop.config), ...(loop.config?.dev.allowedHosts ?? [])]
  const front = createFront({
    board,
    events,
    endpoints: desk.endpoints,
    served,
    prepare: ({ url = '/', headers }) => loop.prepare(url, headers),
    hostNames: names,
  })
  const config = () => loop.config ?? null
  const began = Date.now()
  let isClosed = false
  let watch: Watch | null = null
  const ready = loop.run()
  // Looking at every file of a large app takes a while: the first page does not wait for it.
  void ready.then(() => {
    if (!isClosed) watch = watchApp(root, config, (batch) => loop.change(batch), began)
  })
  return {
    front,
    upgrade: createUpgrade({ board, hostNames: names }),
    ready,
    async close() {
      events.close()
      isClosed = true
      await watch?.close()
      await loop.close()
    },
  }
}

function appProblem({ message }: AppFailure): DevProblem {
  return { kind: 'server', name: 'The app does not run', message, stack: [] }
}

function versionOf({ manifest, hot, browser }: EarlyBuild, publicVersion: number) {
  return { build: manifest.build, browser: `${browser}-${publicVersion}`, hot, styles: servedStyles(manifest) }
}

function publicName(config: ResolvedConfig | undefined): string[] {
  const url = config?.settings.publicUrl
  return typeof url === 'string' ? [new URL(url).hostname] : []
}
