/** The parts of webpack's runtime in the page that are used here. */

export interface Hot {
  status(): string
  /** Resolves to the ids of the modules to exchange; null when there is no update for what this page has. */
  check(apply: false): Promise<readonly unknown[] | null>
  apply(): Promise<unknown>
}

export interface WebpackRuntime {
  /** The factories of all modules that were loaded. */
  readonly m: Modules
  /** Asks which chunks and modules of this page have changed or gone. */
  hmrM(): Promise<{ readonly c: readonly string[]; readonly r: readonly string[]; readonly m: readonly string[] }>
}

/** Factories by the ids of their modules. */
export type Modules = Record<string, unknown>

declare global {
  interface ImportMeta {
    readonly webpackHot?: Hot
  }
  var __webpack_hash__: string
  var __webpack_require__: WebpackRuntime
}
