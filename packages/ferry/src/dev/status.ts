/** What the dev server has to show at this moment, and who waits for the next thing. */
import type { DevVersion } from '../protocol/dev-message.ts'
import type { DevProblem } from '../protocol/dev-problem.ts'

export type Status =
  /** Sources have changed, or nothing has been built yet: requests wait. */
  | { readonly kind: 'building' }
  | { readonly kind: 'serving'; readonly version: DevVersion; readonly socket: string }
  /** `text` is the error as the terminal shows it, without colours. */
  | { readonly kind: 'failed'; readonly text: string; readonly problems: readonly DevProblem[] }

export type Settled = Exclude<Status, { kind: 'building' }>

export class StatusBoard {
  #status: Status = { kind: 'building' }
  #basePath = ''
  /** Where the browser build is; null before the first one. */
  assetDir: string | null = null
  readonly #listeners = new Set<(status: Status) => void>()

  get status(): Status {
    return this.#status
  }

  /** Of the last configuration that could be read. */
  get basePath(): string {
    return this.#basePath
  }

  set basePath(basePath: string) {
    this.#basePath = basePath
  }

  set(status: Status): void {
    this.#status = status
    for (const listener of [...this.#listeners]) listener(status)
  }

  /** Calls `listener` at every change; returns what ends that. */
  subscribe(listener: (status: Status) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves as soon as nothing is being built. */
  settled(): Promise<Settled> {
    const now = this.#status
    if (now.kind !== 'building') return Promise.resolve(now)
    return new Promise((resolve) => {
      const end = this.subscribe((status) => {
        if (status.kind === 'building') return
        end()
        resolve(status)
      })
    })
  }
}
