/** What a build gives back: enough for the commands to print, and for `ferry dev` to load and tell. */
import type { FerryError } from '../errors/ferry-error.ts'
import type { Manifest } from '../protocol/manifest.ts'
import type { PagesReport } from '../protocol/pages-report.ts'

export interface BuildOptions {
  readonly mode?: 'development' | 'production'
  /** Called as each step begins. */
  readonly onProgress?: (step: BuildStep) => void
}

export type BuildStep = 'routes' | 'server' | 'browser' | 'manifest' | 'pages' | 'compress'

export interface BuildResult {
  readonly manifest: Manifest
  readonly outDir: string
  /** null: no page was rendered ahead. */
  readonly pages: PagesReport | null
  readonly warnings: readonly FerryError[]
  /** webpack's name for the state of the browser's code: what hot updates lead to. */
  readonly hot: string
  /** Milliseconds by step. */
  readonly timings: Readonly<Record<string, number>>
  /** By route id. */
  readonly sizes: Readonly<Record<string, RouteSize>>
}

/** What a browser loads for the first page of a route, bytes. */
export interface RouteSize {
  readonly scripts: number
  readonly scriptsGzip: number
  readonly styles: number
  readonly stylesGzip: number
}
