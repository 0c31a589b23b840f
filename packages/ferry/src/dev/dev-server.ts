/** `ferry dev`: build, run, and do the part again that a change has touched. */
import { createHash } from 'node:crypto'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import { formatError } from '../errors/format.ts'
import type { Manifest } from '../protocol/manifest.ts'
import { AppFailure } from './app-process.ts'
import { AppRunner } from './app-runner.ts'
import { type ChangeKind, stronger } from './change.ts'
import { Events } from './events.ts'
import { createFront, type Front } from './front.ts'
import { StatusBoard } from './status.ts'
import { type Watch, watchApp } from './watch.ts'

export interface DevServerOptions {
  readonly root: string
  readonly loadConfig: (before: ResolvedConfig | undefined) => Promise<ResolvedConfig>
  readonly createBuilder: (config: ResolvedConfig) => DevBuilder
  /** Module that runs the app in a process of its own. */
  readonly appEntry: string
  /** Host names besides localhost and IP addresses. */
  readonly hostNames: readonly string[]
  readonly report: DevReport
}

export interface DevBuilder {
  build(): Promise<DevBuild>
  close(): Promise<void>
}

export interface DevBuild {
  readonly manifest: Manifest
  readonly outDir: string
  readonly warnings: readonly Error[]
}

/** What the terminal is told. */
export interface DevReport {
  built(milliseconds: number, warnings: readonly Error[]): void
  failed(error: unknown): void
}

export interface DevServer {
  readonly front: Front
  /** Resolves when the first build is there or has failed. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

export function startDevServer(options: DevServerOptions): DevServer {
  const loop = new DevLoop(options)
  return { front: loop.front, ready: loop.start(), close: () => loop.close() }
}

class DevLoop {
  readonly front: Front
  readonly #options: DevServerOptions
  readonly #board = new StatusBoard()
  readonly #events = new Events(this.#board)
  readonly #runner: AppRunner
  #watch: Watch | null = null
  #config: ResolvedConfig | undefined
  #builder: DevBuilder | null = null
  #built: DevBuild | null = null
  /** Build id of what runs. */
  #shown = ''
  #publicVersion = 0
  /** What has to be done; what changes while it is done is collected here too. */
  #waiting: ChangeKind | null = 'config'
  #running: Promise<void> | null = null
  #closed = false

  constructor(options: DevServerOptions) {
    this.#options = options
    this.#runner = new AppRunner({ entry: options.appEntry, onEnd: (wasHealthy) => this.#ended(wasHealthy) })
    const hostNames = () => [...options.hostNames, ...publicName(this.#config)]
    this.front = createFront({ board: this.#board, events: this.#events, hostNames })
  }

  start(): Promise<void> {
    const config = () => this.#config ?? null
    this.#watch = watchApp(this.#options.root, config, (kind) => this.#changed(kind))
    return this.#run()
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#events.close()
    await Promise.all([this.#watch?.close(), this.#running])
    await Promise.all([this.#runner.close(), this.#builder?.close()])
  }

  #changed(kind: ChangeKind): void {
    if (this.#closed) return
    if (kind === 'public') this.#publicVersion++
    this.#waiting = stronger(this.#waiting, kind)
    this.#board.set({ kind: 'building' })
    void this.#run()
  }

  /** One round at a time, until nothing is waiting. */
  #run(): Promise<void> {
    this.#running ??= (async () => {
      while (this.#waiting !== null && !this.#closed) await this.#round(this.#waiting)
      this.#running = null
    })()
    return this.#running
  }

  async #round(kind: ChangeKind): Promise<void> {
    const began = Date.now()
    this.#waiting = null
    try {
      if (kind === 'config' || this.#builder === null) await this.#configure()
      if (kind === 'config' || kind === 'sources' || this.#built === null) this.#built = await this.#build()
      // Out of date already: the next round shows it.
      if (this.#waiting !== null || this.#closed) return
      await this.#show(this.#built, kind)
      this.#options.report.built(Date.now() - began, this.#built.warnings)
    } catch (error) {
      if (this.#waiting !== null || this.#closed) return
      this.#options.report.failed(error)
      this.#board.set({ kind: 'failed', text: error instanceof AppFailure ? error.message : formatError(error) })
    }
  }

  async #configure(): Promise<void> {
    const old = this.#builder
    this.#builder = this.#built = null
    await old?.close()
    const config = await this.#options.loadConfig(this.#config)
    this.#config = config
    this.#board.basePath = config.settings.basePath
    this.#builder = this.#options.createBuilder(config)
  }

  #build(): Promise<DevBuild> {
    this.#built = null
    if (this.#builder === null) throw new Error('There is no builder.')
    return this.#builder.build()
  }

  async #show({ manifest, outDir }: DevBuild, kind: ChangeKind): Promise<void> {
    if (kind !== 'sources' || manifest.build !== this.#shown || this.#runner.socket === null) {
      await this.#runner.start({ dir: outDir, publicDir: this.#config?.publicDir })
      this.#shown = manifest.build
    }
    const socket = this.#runner.socket
    // The process has ended meanwhile, and that is shown.
    if (socket === null) return
    const version = { build: manifest.build, browser: this.#browserVersion(manifest) }
    this.#board.set({ kind: 'serving', version, socket })
  }

  #browserVersion({ entry, clientModules, routeStyles }: Manifest): string {
    const parts = JSON.stringify([entry, clientModules, routeStyles, this.#publicVersion])
    return createHash('sha256').update(parts).digest('hex').slice(0, 12)
  }

  #ended(wasHealthy: boolean): void {
    if (this.#closed) return
    if (wasHealthy) {
      this.#changed('restart')
      return
    }
    const text = 'The process of the app has ended; the terminal says why. It starts again with the next change.'
    this.#options.report.failed(new AppFailure(text))
    this.#board.set({ kind: 'failed', text })
  }
}

function publicName(config: ResolvedConfig | undefined): string[] {
  const url = config?.settings.publicUrl
  return typeof url === 'string' ? [new URL(url).hostname] : []
}
