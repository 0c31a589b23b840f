/** What a change on disk means for the dev server, weakest first. */

const KINDS = ['restart', 'public', 'sources', 'config'] as const

/**
 * `restart`: only the process of the app has to start again; `public`: and pages load again; `sources`: build again;
 * `config`: read the configuration again and build from nothing.
 */
export type ChangeKind = (typeof KINDS)[number]

export function stronger(a: ChangeKind | null, b: ChangeKind): ChangeKind {
  return a !== null && KINDS.indexOf(a) > KINDS.indexOf(b) ? a : b
}
