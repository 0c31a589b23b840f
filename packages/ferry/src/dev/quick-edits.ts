/** Edits that are shown before the app is compiled again: where they are already, and how long the compilation may wait. */
import type { DevBuild, DevBuilder, HotPatch } from './dev-builder.ts'

/** Between an edit that is shown and the compilation of the app with it, when nobody asks for that. ms */
const PAUSE = 300

/** `nowhere`: not shown, or not all of it; `pages`: on open pages; `server`: in the server too. */
type Reach = 'nowhere' | 'pages' | 'server'

/** What somebody waits for: a server that has the edits, or the app compiled as a whole. */
export type Wish = 'edits' | 'build'

export interface QuickEditsOptions {
  /** null: what has changed is more than texts of files, or what is served is not right. */
  readonly builder: () => DevBuilder | null
  /** Open pages can take this already; nobody else is to see it yet. */
  readonly onPatch: (patch: HotPatch) => void
  /** Resolves to whether the server has taken them. */
  readonly update: (build: DevBuild) => Promise<boolean>
  /** The server has them all. */
  readonly onServed: (build: DevBuild) => void
}

export class QuickEdits {
  readonly #options: QuickEditsOptions
  /** That have changed since others were shown. */
  #files = new Set<string>()
  /** Of all that was not compiled as a whole. null: there is no such thing. */
  #reach: Reach | null = null
  #wish: Wish | null = null
  #isServed = false
  #pause: NodeJS.Timeout | undefined

  constructor(options: QuickEditsOptions) {
    this.#options = options
  }

  /** Whoever asks the server gets what all edits have made of it, though not all is compiled. */
  get isServed(): boolean {
    return this.#isServed
  }

  add(files: ReadonlySet<string>): void {
    this.#isServed = false
    for (const file of files) this.#files.add(file)
  }

  /** Until the next compilation begins. */
  wish(wish: Wish): void {
    if (this.#wish !== 'build') this.#wish = wish
  }

  /** Shows what can be shown. True: the compilation can wait. */
  async show(): Promise<boolean> {
    const reach = await this.#show()
    this.#reach = reach
    this.#isServed = reach === 'server'
    return this.#wish === null ? reach !== 'nowhere' : this.#wish === 'edits' && reach === 'server'
  }

  /** Another edit is shown as fast as this one when it does not meet the compilers at work. */
  pause(then: () => void): void {
    this.#pause = setTimeout(then, PAUSE)
  }

  endPause(): void {
    clearTimeout(this.#pause)
  }

  /** A compilation begins that has them all. */
  compiled(): void {
    this.#files = new Set()
    this.#reach = this.#wish = null
    this.#isServed = false
  }

  async #show(): Promise<Reach> {
    const files = this.#files
    this.#files = new Set()
    const builder = this.#options.builder()
    if (builder === null || files.size === 0) return 'nowhere'
    const { onPatch, update, onServed } = this.#options
    // What only pages have is still missing in the server. Whatever is wrong, the build that follows says it.
    const build = this.#reach === 'pages' ? null : await builder.patchServer(files).catch(() => null)
    if (build !== null) {
      if (!(await update(build))) return 'nowhere'
      if (this.#files.size > 0) return this.#goOn('server')
      onServed(build)
      return 'server'
    }
    const patch = await builder.patch(files).catch(() => null)
    if (patch === null) return 'nowhere'
    onPatch(patch)
    if (!patch.isWhole) return 'nowhere'
    return this.#files.size > 0 ? this.#goOn('pages') : 'pages'
  }

  /** More has changed meanwhile. */
  #goOn(reach: Reach): Promise<Reach> {
    this.#reach = reach
    return this.#show()
  }
}
