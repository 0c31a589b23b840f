/** Keeps one process of the app running: when it has to be a fresh one, that starts before the last one ends. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerUpdate } from '../protocol/server-update.ts'
import type { AppSettings } from './app-messages.ts'
import { AppFailure, type AppProcess, type AppProcessOptions, forkAppProcess } from './app-process.ts'

/** One that ends sooner than this after its start would do so again. ms */
const HEALTHY_AFTER = 1_000

export interface AppRunnerOptions extends Omit<AppProcessOptions, 'runtime'> {
  /** The process has ended by itself: an uncaught exception, or its own process.exit(). */
  readonly onEnd: (wasHealthy: boolean) => void
}

export class AppRunner {
  readonly #options: AppRunnerOptions
  /** Only this user can enter it. */
  readonly #folder = mkdtempSync(join(tmpdir(), 'ferry-'))
  /** Started before there is anything to run: it loads its runtime while the app is compiled. */
  #spare: { readonly runtime: string; readonly app: AppProcess } | null = null
  #running: { readonly socket: string; readonly app: AppProcess } | null = null

  constructor(options: AppRunnerOptions) {
    this.#options = options
  }

  /** Where requests go; null while nothing runs. */
  get socket(): string | null {
    return this.#running?.socket ?? null
  }

  /** Starts a process for the next `start`. */
  prepare(runtime: string): void {
    if (this.#spare?.runtime === runtime) return
    void this.#spare?.app.stop()
    this.#spare = { runtime, app: forkAppProcess({ ...this.#options, runtime }) }
  }

  /** Rejects with an AppFailure; the process before then runs on. */
  async start(runtime: string, settings: Omit<AppSettings, 'socket'>, update: ServerUpdate): Promise<void> {
    this.prepare(runtime)
    const app = this.#spare?.app
    this.#spare = null
    if (!app) throw new AppFailure('There is no process to start.')
    const socket = this.#newSocket()
    await app.start({ ...settings, socket }, update)
    const before = this.#running
    const began = Date.now()
    this.#running = { socket, app }
    void before?.app.stop()
    void app.ended.then(() => {
      if (this.#running?.app !== app) return
      this.#running = null
      this.#options.onEnd(Date.now() - began >= HEALTHY_AFTER)
    })
  }

  /** Rejects with an AppFailure when a module of the app fails. */
  async update(update: ServerUpdate, hasPublicFiles = false): Promise<void> {
    await this.#running?.app.update(update, hasPublicFiles)
  }

  async close(): Promise<void> {
    const running = this.#running
    const spare = this.#spare
    this.#running = this.#spare = null
    await Promise.all([running?.app.stop(), spare?.app.stop()])
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #newSocket(): string {
    const name = randomBytes(8).toString('hex')
    return process.platform === 'win32' ? `\\\\.\\pipe\\ferry-${name}` : join(this.#folder, `${name}.sock`)
  }
}
