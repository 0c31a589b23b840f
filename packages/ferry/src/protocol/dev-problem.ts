/** An error as `ferry dev` shows it: in the overlay, on the page without JavaScript, in the panel. Plain JSON. */

export interface DevProblem {
  /** What the reader was doing when it happened. */
  readonly kind: 'build' | 'server' | 'browser' | 'hydration'
  /** Code of Ferry's own errors, else the name of the error. Example: `FERRY_SYNC_FUNCTION`, `TypeError` */
  readonly name: string
  /** One sentence: what happened, of Ferry's own errors. */
  readonly title?: string
  readonly message: string
  /** Where it happened, in the source as written. */
  readonly place?: DevPlace
  /** Source text around the place. */
  readonly frame?: string
  readonly stack: readonly DevStackFrame[]
  /** Components around the place, the innermost first. */
  readonly components?: readonly DevStackFrame[]
  /** Importers, from the root to the file. */
  readonly chain?: readonly string[]
  readonly hint?: string
  /** Section of the documentation. */
  readonly docs?: string
  readonly cause?: DevProblem
  /** The request in which it happened. Example: `GET /notes` */
  readonly request?: string
  /** Of an error that a server reported: what the browser knows it by. */
  readonly digest?: string
}

/** Line and column count from 1. */
export interface DevPlace {
  /** Relative to the app's folder, forward slashes. */
  readonly file: string
  readonly line?: number
  readonly column?: number
}

export interface DevStackFrame {
  /** Empty when it has no name. */
  readonly name: string
  /** Absent where no file is known. */
  readonly place?: DevPlace
  /** The file is of the app, not of a dependency. */
  readonly own: boolean
}
