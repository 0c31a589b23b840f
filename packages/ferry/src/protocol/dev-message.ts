/** What the dev server tells an open page: the state, not the change, so that a page that was away misses nothing. */
import type { DevProblem } from './dev-problem.ts'

export type DevMessage = (DevVersion & { readonly error: null }) | DevFailure

export interface DevVersion {
  /** Build id of what is served now. */
  readonly build: string
  /** Changes with everything that a browser loads. */
  readonly browser: string
  /** What hot updates of the browser's code lead to; '' when there are none. */
  readonly hot: string
  /** File names of every style sheet. */
  readonly styles: readonly string[]
}

export interface DevFailure {
  readonly build: null
  readonly browser: null
  /** As the terminal shows it, without colours. */
  readonly error: string
  readonly problems: readonly DevProblem[]
}
