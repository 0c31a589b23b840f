/** What the directive transform takes and gives. It is pure: source text in, source text and findings out. */
import type { FerryError } from '../../errors/ferry-error.ts'

export type World = 'rsc' | 'ssr' | 'browser'

export interface TransformOptions {
  /** Path relative to the app root with forward slashes; part of every id, shown in errors. */
  readonly file: string
  readonly world: World
  /** (file, export name) → function id of 40 hex digits. Given by build/function-id. */
  readonly functionId: (file: string, exportName: string) => string
  /** Key of this module as a client reference. Given by build. */
  readonly clientKey: string
  /** Source map of the previous step (swc), chained into the result. */
  readonly inputMap?: unknown
  /** Export names of the module that `export * from 'specifier'` points to. Asked only where a directive module has `export *`. */
  readonly resolveExportNames?: (specifier: string) => Promise<readonly string[]>
  /** Import specifiers that the output may use. */
  readonly runtime: {
    /** rsc: exports `registerServerReference`, `inlineReference`, `sealedReference`, `clientReference`, `clientModuleProxy` */
    readonly rsc: string
    /** ssr and browser: exports `createServerReference(id)` */
    readonly proxy: string
  }
}

export interface TransformResult {
  readonly code: string
  readonly map: unknown
  /** null: the module has no directive and is returned as it was. */
  readonly findings: Findings | null
}

/** Kept in the module's buildInfo, so that a warm cache still knows it. JSON only. */
export interface Findings {
  readonly kind: 'client' | 'server'
  /** client: export names (`*` for a CommonJS module). */
  readonly clientExports?: readonly string[]
  /** server functions of this module, inline ones included. */
  readonly functions?: readonly {
    readonly id: string
    /** Export of the transformed module that holds the function for the registry. */
    readonly exportName: string
    /** As written: `createNote`, `EmptyNote.createNoteAction`, `default` */
    readonly name: string
    readonly inline: boolean
    readonly captures: boolean
    readonly line: number
  }[]
}

export type Transform = (source: string, options: TransformOptions) => Promise<TransformResult>

export type DirectiveError = FerryError
