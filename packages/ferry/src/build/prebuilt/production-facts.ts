/** What the compilation of an app for production has to know of the prebuilt server runtime. */
import type { PrebuiltModule, PrebuiltWorld } from './facts.ts'

export interface ProductionFacts {
  readonly server: PrebuiltWorld
  readonly react: ReactPart
  readonly clientModules: readonly RuntimeClientModule[]
  /** Id of a module that Server Components may import → its export → what of client modules comes with it. */
  readonly leadsTo: Readonly<Record<string, Readonly<Record<string, readonly ClientExport[]>>>>
}

/** One of Ferry's own. */
export interface RuntimeClientModule {
  /** Key of its references. Example: `ferry:dist/shell/link.js` */
  readonly key: string
  /** Below Ferry's folder. Example: `dist/shell/link.js` */
  readonly path: string
  /** Of the copy that renders documents. */
  readonly id: string
  /** Names that Ferry's own server code uses, for every app; null: any. */
  readonly exports: readonly string[] | null
}

export interface ClientExport {
  /** Key of the client module. */
  readonly key: string
  readonly name: string
}

/** React for browsers. */
export interface ReactPart {
  /** What may be imported of it. */
  readonly modules: readonly PrebuiltModule[]
  /** Of webpack's runtime, in the words of `RuntimeGlobals`. */
  readonly requirements: readonly string[]
}
