/** The walls of docs/architecture.md as data. Each quotes the line of the document that it stands for. */

export interface Wall {
  /** Files the wall is about: paths below src/ that start with this. */
  readonly inside: string
  /** Path prefixes below src/ that those files may import. */
  readonly mayImport: readonly string[]
  /** Text of the line in docs/architecture.md. */
  readonly quote: string
}

const FLOORS = {
  0: 'floor 0   protocol     errors',
  1: 'floor 1   router       config      shell     store',
  2: 'floor 2   browser      server      host      build      dev',
  3: 'floor 3   cli',
}

/** The longest matching `inside` counts. */
export const walls: readonly Wall[] = [
  { inside: 'protocol/', mayImport: ['protocol/'], quote: FLOORS[0] },
  { inside: 'errors/', mayImport: ['errors/'], quote: FLOORS[0] },
  { inside: 'router/', mayImport: ['router/', 'protocol/', 'errors/'], quote: FLOORS[1] },
  { inside: 'config/', mayImport: ['config/', 'protocol/', 'errors/'], quote: FLOORS[1] },
  { inside: 'shell/', mayImport: ['shell/', 'protocol/', 'errors/'], quote: FLOORS[1] },
  { inside: 'store/', mayImport: ['store/', 'protocol/', 'errors/'], quote: FLOORS[1] },
  { inside: 'browser/', mayImport: ['browser/', 'shell/', 'protocol/', 'errors/'], quote: FLOORS[2] },
  {
    inside: 'server/',
    mayImport: ['server/', 'router/', 'config/', 'shell/', 'store/', 'protocol/', 'errors/'],
    quote: FLOORS[2],
  },
  {
    inside: 'server/rsc/',
    mayImport: ['server/rsc/', 'server/shared/', 'router/', 'shell/', 'protocol/', 'errors/'],
    quote: '**Invariant:** `server/rsc` and `server/ssr` import neither each other nor the pipeline above them',
  },
  {
    inside: 'server/ssr/',
    mayImport: ['server/ssr/', 'server/shared/', 'router/', 'shell/', 'protocol/', 'errors/'],
    quote: '**Invariant:** `server/rsc` and `server/ssr` import neither each other nor the pipeline above them',
  },
  {
    inside: 'server/shared/',
    mayImport: ['server/shared/', 'protocol/', 'errors/'],
    quote: '**Invariant:** `server/shared`, `protocol`, `errors` import no React.',
  },
  { inside: 'host/', mayImport: ['host/', 'config/', 'store/', 'protocol/', 'errors/'], quote: FLOORS[2] },
  { inside: 'build/', mayImport: ['build/', 'router/', 'config/', 'protocol/', 'errors/'], quote: FLOORS[2] },
  {
    inside: 'build/directives/',
    mayImport: ['build/directives/', 'errors/'],
    quote: '`directives/` is the pure transform',
  },
  { inside: 'dev/', mayImport: ['dev/', 'router/', 'config/', 'protocol/', 'errors/'], quote: FLOORS[2] },
  {
    inside: 'cli/',
    mayImport: ['cli/', 'build/', 'dev/', 'host/', 'router/', 'config/', 'protocol/', 'errors/'],
    quote: FLOORS[3],
  },
]

/** Rooms that run anywhere: no `node:`, not even its types unless listed. */
export const pureRooms = {
  inside: ['protocol/', 'router/', 'errors/', 'build/directives/'],
  /** Files that may import node's types: they describe what the host hands over. */
  typesOnly: ['protocol/incoming.ts'],
  quote: '**Invariant:** `protocol`, `router`, `errors` and `build/directives` import no `node:`',
}

/** Rooms that exist once, whichever layer imports them: a value import of React would pick a layer. */
export const withoutReact = {
  inside: ['server/shared/', 'protocol/', 'errors/', 'router/'],
  quote: '**Invariant:** `server/shared`, `protocol`, `errors` import no React.',
}

export const MAX_LINES = 400

/** A room is named after what it holds, never after a kind of file. */
export const forbiddenNames = /(^|\/)(utils?|helpers?|lib|common|managers?|types?|misc)(\.tsx?$|\/)/
