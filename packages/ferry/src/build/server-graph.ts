/** What the server compilation tells the rest of the build, as plain data. */
import type { Keeping } from './built-pages/says-how.ts'
import type { Findings } from './directives/contract.ts'

export interface ServerGraph {
  readonly clientModules: readonly ClientModule[]
  readonly functionModules: readonly FunctionModule[]
  /** route file → what its server code reaches before it meets a client module */
  readonly routes: ReadonlyMap<string, RouteReach>
}

export interface ClientModule {
  /** Key of its references: path relative to the app root. */
  readonly key: string
  readonly resource: string
  /** Of the copy that renders documents. */
  readonly id: string | number
  readonly async: boolean
  /** Names that server code uses; null: any. */
  readonly exports: readonly string[] | null
  /** Of Ferry, not of the app. */
  readonly isOwn: boolean
  /** Importers, from the route file to this module. Paths relative to the app root. */
  readonly chain: readonly string[]
}

export interface FunctionModule {
  readonly resource: string
  readonly file: string
  readonly id: string | number
  readonly async: boolean
  readonly functions: readonly ServerFunction[]
}

export type ServerFunction = NonNullable<Findings['functions']>[number] & {
  /** By server code, or by client modules as they render on the server. */
  readonly used: boolean
}

export interface RouteReach {
  /** Whether it says that its pages are kept. */
  readonly keeping: Keeping
  /** Keys of client modules. */
  readonly clientModules: ReadonlySet<string>
  /** Style sheets in the order they apply. Absolute paths. */
  readonly styles: readonly string[]
  /** Ids of the server functions that its pages may call, those that client modules import included. */
  readonly functions: ReadonlySet<string>
}
