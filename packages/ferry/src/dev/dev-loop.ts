/** Does again the part that a change has touched: read the configuration, compile, bring the process of the app up to date. */
import type { ResolvedConfig } from '../config/resolved-config.ts'
import type { Wanted } from './app-messages.ts'
import { AppFailure } from './app-process.ts'
import type { AppRunnerOptions } from './app-runner.ts'
import { type Batch, type ChangeKind, stronger } from './change.ts'
import type { DevBuild, DevBuilder, EarlyBuild, HotPatch } from './dev-builder.ts'
import { HandOver } from './hand-over.ts'
import { type NeededFiles, neededFiles } from './needed-files.ts'
import { QuickEdits } from './quick-edits.ts'

export interface DevLoopOptions {
  readonly loadConfig: (before: ResolvedConfig | undefined) => Promise<ResolvedConfig>
  readonly createBuilder: (config: ResolvedConfig) => Promise<DevBuilder>
  /** Module that runs the app in a process of its own. */
  readonly appEntry: string
  /** What the process of the app tells while it runs. */
  readonly onEvent: AppRunnerOptions['onEvent']
  readonly onConfig: (config: ResolvedConfig) => void
  /** Something has changed: what is served is out of date. */
  readonly onChange: () => void
  readonly onShow: (build: DevBuild, publicVersion: number, socket: string) => void
  /** Open pages can take this already; nobody else is to see it yet. */
  readonly onPatch: (patch: HotPatch) => void
  /** Browsers can take the edit already; the server cannot be asked yet. */
  readonly onBrowser: (build: EarlyBuild, publicVersion: number) => void
  readonly onBuilt: (milliseconds: number, warnings: readonly Error[]) => void
  readonly onFailure: (error: unknown) => void
  /** A round begins, with what it does, or has ended: null. */
  readonly onRound: (kind: ChangeKind | null) => void
}

export class DevLoop {
  readonly #options: DevLoopOptions
  readonly #app: HandOver
  #config: ResolvedConfig | undefined
  #builder: DevBuilder | null = null
  #needed: NeededFiles = () => []
  /** Resolves when it is known which routes there are, or why not. */
  #configured: Promise<unknown>
  /** What has changed since the last build that did not fail; null: anything may have. */
  #changed: Set<string> | null = null
  #moved = false
  #publicVersion = 0
  /** What has to be done; what changes while it is done is collected here too. */
  #waiting: ChangeKind | null = 'config'
  #running: Promise<void> | null = null
  readonly #edits: QuickEdits
  #failure: unknown = null
  #closed = false

  constructor(options: DevLoopOptions) {
    this.#options = options
    let known = () => {}
    this.#configured = new Promise<void>((resolve) => (known = resolve))
    this.#settleConfigured = known
    this.#app = new HandOver({
      entry: options.appEntry,
      onEnd: (wasHealthy) => this.#ended(wasHealthy),
      onAsk: (wanted) => this.#compileWanted(wanted),
      onEvent: options.onEvent,
    })
    this.#edits = new QuickEdits({
      builder: () => (this.#mayBeQuick() ? this.#builder : null),
      onPatch: options.onPatch,
      update: async ({ update }) => (await this.#app.early(update)) && this.#mayBeQuick(),
      onServed: (build) => this.#show(build),
    })
  }

  #settleConfigured: () => void

  get config(): ResolvedConfig | undefined {
    return this.#config
  }

  /** Does all that is waiting. */
  run(): Promise<void> {
    this.#edits.wish('build')
    return this.#work()
  }

  change({ kind, files, moved, isPublic }: Batch): void {
    if (this.#closed) return
    if (isPublic) {
      this.#publicVersion++
      this.#app.listPublicFiles()
    }
    for (const file of files) this.#changed?.add(file)
    this.#edits.add(files)
    this.#moved ||= moved
    this.#waiting = stronger(this.#waiting, kind)
    this.#options.onChange()
    void this.#work()
  }

  /** One round at a time, until nothing is waiting, or nothing that cannot wait. */
  #work(): Promise<void> {
    this.#edits.endPause()
    this.#running ??= (async () => {
      while (this.#waiting !== null && !this.#closed) {
        if (await this.#edits.show()) {
          this.#edits.pause(() => void this.run())
          break
        }
        await this.#round(this.#waiting)
      }
      this.#running = null
    })()
    return this.#running
  }

  /** What is served is right but for what the texts of some files have become. */
  #mayBeQuick(): boolean {
    const isEdit = this.#waiting === 'sources' && !this.#moved && this.#changed !== null
    return isEdit && this.#failure === null && this.#app.isCurrent
  }

  /** But for a process that has ended meanwhile: that is shown. */
  #show(build: DevBuild): void {
    const { socket } = this.#app
    if (socket !== null) this.#options.onShow(build, this.#publicVersion, socket)
  }

  /** Before a request goes to the app: compiles what it is going to need. Resolves also when that fails. */
  async prepare(target: string, headers: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#configured
    await this.#compile(this.#needed(target, headers))
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#edits.endPause()
    this.#settleConfigured()
    await this.#running
    await Promise.all([this.#app.close(), this.#builder?.close()])
  }

  /** In the middle of a request: middleware has led it elsewhere, or a tab of long ago makes a call. */
  async #compileWanted(wanted: Wanted): Promise<void> {
    if ('file' in wanted) await this.#compile([wanted.file])
    else if (await this.#builder?.wantFunction(wanted.functionId)) await this.#runMore()
    if (this.#failure !== null) throw this.#failure
  }

  async #compile(files: readonly string[]): Promise<void> {
    if (files.length > 0 && this.#builder?.want(files)) await this.#runMore()
    // Somebody else has asked for them, and they are being compiled.
    else if (this.#waiting === null) await this.#running
    else if (!this.#edits.isServed) {
      this.#edits.wish('edits')
      await this.#work()
    }
  }

  #runMore(): Promise<void> {
    this.#waiting = stronger(this.#waiting, 'more')
    return this.run()
  }

  async #round(kind: ChangeKind): Promise<void> {
    const began = Date.now()
    this.#waiting = null
    this.#edits.compiled()
    this.#options.onRound(kind)
    try {
      if (kind === 'config' || this.#builder === null) await this.#configure()
      const build = await this.#build(kind)
      if (this.#closed) return
      if (this.#builder !== null && this.#config) await this.#app.run(this.#builder, this.#config)
      this.#failure = null
      // Out of date already: the next round shows it.
      if (this.#isOutdated()) return
      this.#show(build)
      this.#options.onBuilt(Date.now() - began, build.warnings)
    } catch (error) {
      this.#failure = error
      if (!this.#isOutdated()) this.#options.onFailure(error)
    } finally {
      this.#options.onRound(null)
      this.#settleConfigured()
    }
  }

  /** By an edit; a request that needs more does not change what is right. */
  #isOutdated(): boolean {
    return this.#closed || (this.#waiting !== null && this.#waiting !== 'more')
  }

  async #configure(): Promise<void> {
    const old = this.#builder
    this.#builder = null
    this.#changed = null
    this.#moved = false
    this.#app.restart()
    await old?.close()
    const config = await this.#options.loadConfig(this.#config)
    this.#config = config
    this.#options.onConfig(config)
    this.#builder = await this.#options.createBuilder(config)
    this.#app.prepare(this.#builder.runtime)
    await this.#readRoutes(this.#builder)
    this.#settleConfigured()
    // Whoever waits for a page says now for which one. A request that has just come is read in several turns.
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate)
    if (this.#waiting === 'more') this.#waiting = null
  }

  async #readRoutes(builder: DevBuilder): Promise<void> {
    this.#needed = neededFiles(await builder.readRoutes(), this.#config?.settings.basePath ?? '')
  }

  async #build(kind: ChangeKind): Promise<DevBuild> {
    const builder = this.#builder
    if (builder === null) throw new AppFailure('There is no builder.')
    if (this.#moved) await this.#readRoutes(builder)
    this.#moved = false
    const changed = this.#changed
    this.#changed = new Set()
    try {
      const build = await builder.build(changed, (early) => {
        if (!this.#isOutdated()) this.#options.onBrowser(early, this.#publicVersion)
      })
      this.#app.add(build.update)
      if (build.restart || kind === 'restart') this.#app.restart()
      return build
    } catch (error) {
      this.#changed = changed && new Set([...changed, ...this.#changed])
      throw error
    }
  }

  #ended(wasHealthy: boolean): void {
    if (this.#closed) return
    this.#app.restart()
    if (wasHealthy) {
      this.change({ kind: 'restart', files: new Set(), moved: false, isPublic: false })
      return
    }
    const text = 'The process of the app has ended; the terminal says why. It starts again with the next change.'
    this.#options.onFailure(new AppFailure(text))
  }
}
