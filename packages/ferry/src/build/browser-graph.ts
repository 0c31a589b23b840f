/** What the browser compilation tells the rest of the build, as plain data. */
import type { ClientModuleEntry } from '../protocol/manifest.ts'

export interface BrowserGraph {
  /** webpack's name for this state of the browser's code: what hot updates lead to. */
  readonly hash: string
  /** By key. */
  readonly clientModules: ReadonlyMap<string, ClientModuleEntry>
  /** route file → style sheets */
  readonly routeStyles: ReadonlyMap<string, readonly string[]>
  /** "use server" module → exports that client code uses; null: any */
  readonly functions: ReadonlyMap<string, readonly string[] | null>
  readonly entry: { readonly scripts: readonly string[]; readonly styles: readonly string[] }
}
