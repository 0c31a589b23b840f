/** Keeps one process of the app running: the next one starts before the last one ends. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AppProcess, startAppProcess } from './app-process.ts'

/** One that ends sooner than this after its start would do so again. ms */
const HEALTHY_AFTER = 1_000

export interface AppRunnerOptions {
  /** Module that runs the app in a process of its own. */
  readonly entry: string
  /** The process has ended by itself: an uncaught exception, or its own process.exit(). */
  readonly onEnd: (wasHealthy: boolean) => void
}

export class AppRunner {
  readonly #options: AppRunnerOptions
  /** Only this user can enter it. */
  readonly #folder = mkdtempSync(join(tmpdir(), 'ferry-'))
  #app: AppProcess | null = null

  constructor(options: AppRunnerOptions) {
    this.#options = options
  }

  /** Where requests go; null while nothing runs. */
  get socket(): string | null {
    return this.#app?.socket ?? null
  }

  /** Rejects with an AppFailure; the process before then runs on. */
  async start(settings: Readonly<Record<string, unknown>>): Promise<void> {
    const before = this.#app
    const app = await startAppProcess({ entry: this.#options.entry, socket: this.#newSocket(), settings })
    const began = Date.now()
    this.#app = app
    void before?.stop()
    void app.ended.then(() => {
      if (this.#app !== app) return
      this.#app = null
      this.#options.onEnd(Date.now() - began >= HEALTHY_AFTER)
    })
  }

  async close(): Promise<void> {
    const app = this.#app
    this.#app = null
    await app?.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #newSocket(): string {
    const name = randomBytes(8).toString('hex')
    return process.platform === 'win32' ? `\\\\.\\pipe\\ferry-${name}` : join(this.#folder, `${name}.sock`)
  }
}
