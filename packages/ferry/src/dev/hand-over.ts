/** Brings the process of the app up to date: by updates where they are enough, else by a fresh process. */
import type { ResolvedConfig } from '../config/resolved-config.ts'
import type { ServerUpdate } from '../protocol/server-update.ts'
import { AppRunner, type AppRunnerOptions } from './app-runner.ts'
import type { DevBuilder } from './dev-builder.ts'

export class HandOver {
  readonly #runner: AppRunner
  /** What was built and not handed over. */
  #updates: ServerUpdate[] = []
  #mustRestart = true
  /** They have changed since the process was told. */
  #hasPublicFiles = false

  constructor(options: AppRunnerOptions) {
    this.#runner = new AppRunner(options)
  }

  /** Where requests go; null while nothing runs. */
  get socket(): string | null {
    return this.#runner.socket
  }

  /** Starts a process for the next `handOver`. */
  prepare(runtime: string): void {
    this.#runner.prepare(runtime)
  }

  /** An update is not enough. */
  restart(): void {
    this.#mustRestart = true
  }

  listPublicFiles(): void {
    this.#hasPublicFiles = true
  }

  add(update: ServerUpdate): void {
    this.#updates.push(update)
  }

  /** The process lacks nothing but what the texts of some files have become. */
  get isCurrent(): boolean {
    return !this.#mustRestart && !this.#hasPublicFiles
  }

  /** Before anything else is built. False: the process has not come to run it. */
  async early(update: ServerUpdate): Promise<boolean> {
    if (!this.isCurrent) return false
    try {
      await this.#runner.update(update)
      return this.isCurrent
    } catch {
      // It has the modules; what is wrong with them it says again after the build.
      return false
    }
  }

  /** Rejects with an AppFailure. */
  async run(builder: DevBuilder, { root, outDir, publicDir }: ResolvedConfig): Promise<void> {
    if (this.#mustRestart || this.#runner.socket === null) {
      this.#updates = []
      this.#hasPublicFiles = false
      await this.#runner.start(builder.runtime, { root, outDir, publicDir, env: process.env }, builder.whole())
      this.#mustRestart = false
      return
    }
    for (;;) {
      const update = this.#updates.shift()
      if (!update) return
      const hasPublicFiles = this.#hasPublicFiles
      this.#hasPublicFiles = false
      await this.#runner.update(update, hasPublicFiles)
    }
  }

  close(): Promise<void> {
    return this.#runner.close()
  }
}
