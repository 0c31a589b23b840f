/** What a change on disk means for the dev server, weakest first. */

const KINDS = ['more', 'restart', 'public', 'sources', 'config'] as const

/**
 * `more`: a request needs what was not compiled yet; `restart`: the process of the app has to start again; `public`: pages load again; `sources`: build again;
 * `config`: read the configuration again and build from nothing.
 */
export type ChangeKind = (typeof KINDS)[number]

/** Changes on disk that belong together. */
export interface Batch {
  readonly kind: ChangeKind
  /** Absolute, without symbolic links. */
  readonly files: ReadonlySet<string>
  /** Files of `public/` are among them. */
  readonly isPublic: boolean
  /** Files have come or gone. */
  readonly moved: boolean
}

export function stronger(a: ChangeKind | null, b: ChangeKind): ChangeKind {
  return a !== null && KINDS.indexOf(a) > KINDS.indexOf(b) ? a : b
}
