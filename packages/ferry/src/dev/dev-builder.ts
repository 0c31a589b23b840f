/** What the dev server wants of a builder: it compiles what has been asked for, and says what has changed. */
import type { DevScript } from '../protocol/dev-message.ts'
import type { Manifest } from '../protocol/manifest.ts'
import type { RouteTable } from '../protocol/route-table.ts'
import type { ServerUpdate } from '../protocol/server-update.ts'

export interface DevBuilder {
  /** File of a server bundle whose modules come later. */
  readonly runtime: string
  /** Reads again which routes there are. Throws a FerryError when two of them clash. */
  readRoutes(): Promise<RouteTable>
  /** Asks for route files. False: they are there. */
  want(files: readonly string[]): boolean
  /** Asks for the file with a server function. False: it is there, or there is none. */
  wantFunction(id: string): Promise<boolean>
  /** Edited modules and style sheets for pages that are open; a build follows that holds them too. null: only that build tells what the edit means. */
  patch(changed: ReadonlySet<string>): Promise<HotPatch | null>
  /** The same for the running server, with all that is built: nothing of the edit is missing anywhere. */
  patchServer(changed: ReadonlySet<string>): Promise<DevBuild | null>
  /**
   * Throws a FerryError, or an AggregateError of them: what is wrong with the app.
   *
   * @param changed absolute paths of files; null: anything may have changed
   * @param onBrowser told what browsers load from now on, when that is there before the server's part
   */
  build(changed: ReadonlySet<string> | null, onBrowser: (early: EarlyBuild) => void): Promise<DevBuild>
  /** For a process that has nothing. */
  whole(): ServerUpdate
  /** Keeps what was compiled for the next process. */
  close(): Promise<void>
}

export interface HotPatch {
  readonly scripts: readonly DevScript[]
  /** File names of style sheets that take the place of their older versions. */
  readonly styles: readonly string[]
  /** Nothing of the edit is missing on open pages: the build has time. */
  readonly isWhole: boolean
}

/** The server is still the one before, and `build` of the manifest its name. */
export type EarlyBuild = Pick<DevBuild, 'manifest' | 'hot' | 'browser'>

export interface DevBuild {
  readonly manifest: Manifest
  readonly warnings: readonly Error[]
  /** What hot updates of the browser's code lead to. */
  readonly hot: string
  /** Changes with every edit of what a browser loads, not with additions to it. */
  readonly browser: string
  /** For the process that has all that was built before. */
  readonly update: ServerUpdate
  /** An update is not enough: what was set up by a module that has changed cannot be taken back. */
  readonly restart: boolean
}
