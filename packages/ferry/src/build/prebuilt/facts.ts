/** What an app's compilation has to know of the prebuilt runtime. */

/** What is written beside the two bundles. */
export interface PrebuiltFacts {
  readonly server: PrebuiltWorld
  readonly browser: PrebuiltWorld
  /** Ferry's own client modules. */
  readonly clientModules: readonly PrebuiltClientModule[]
}

export interface PrebuiltWorld {
  readonly modules: readonly PrebuiltModule[]
  /** Names of webpack's runtime modules in the bundle. */
  readonly runtime: readonly string[]
}

export interface PrebuiltModule {
  /** `ferry`, `react`, … */
  readonly packageName: string
  /** Below the folder of the package, with forward slashes. */
  readonly path: string
  readonly layer: string | null
  readonly id: string
  readonly buildMeta: object
  /** Absent: nobody knows. */
  readonly exports?: readonly string[]
}

export interface PrebuiltClientModule {
  /** Key of its references. */
  readonly key: string
  readonly serverId: string
  readonly browserId: string
}
