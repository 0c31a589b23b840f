/** What the dev server tells an open page: the state, not the change, so that a page that was away misses nothing. */
import type { DevProblem } from './dev-problem.ts'

export type DevMessage = (DevVersion & { readonly error: null }) | DevFailure | DevPatch

/**
 * The one message that is no state: modules and style sheets that were edited, for pages that are open at this moment. The state that
 * follows holds them too, and is all that a page needs.
 */
export interface DevPatch {
  readonly patch: readonly DevScript[]
  /** File names of style sheets that take the place of their older versions. */
  readonly styles: readonly string[]
}

/** A script that hands an edited module to webpack's runtime in the page. */
export interface DevScript {
  /** Names it in stacks and finds its source map; below ASSET_PATH. */
  readonly name: string
  readonly code: string
}

export interface DevVersion {
  /** Build id of what is served now. */
  readonly build: string
  /** The browsers' part of an edit: `build` is still the one before, and the rest follows. */
  readonly isPartial?: true
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
