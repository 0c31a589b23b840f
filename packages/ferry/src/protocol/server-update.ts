/** `ferry dev` only: what changes in the running server when something was compiled, instead of a new bundle. */
import type { ServerBundle } from './incoming.ts'
import type { Manifest } from './manifest.ts'

export interface ServerUpdate {
  /** Name of one of webpack's runtime modules → its code. Those that are there stay. */
  readonly runtime: Readonly<Record<string, string>>
  /** Id of a module that is new or changed → the code of its function. */
  readonly modules: Readonly<Record<string, string>>
  /** Ids of modules that are evaluated anew: changed ones, and all that import them. */
  readonly stale: readonly string[]
  /** Ids of modules that are no more. */
  readonly gone: readonly string[]
  /** Id of the module with the app's own modules. */
  readonly appModules: string
  /** Its parts that are not what they were. */
  readonly manifest: Partial<Manifest>
}

/** Says that a route file, or a server function, is asked for that was not compiled yet. Resolves when it is there. */
export type Ask = (what: { readonly file: string } | { readonly functionId: string }) => Promise<void>

/** What the prebuilt server runtime exports. */
export interface DevServerBundle extends ServerBundle {
  /** Call it once, before any update. */
  connect(ask: Ask): void
  takeModules(update: ServerUpdate): void
}
