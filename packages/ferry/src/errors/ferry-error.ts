/** An error that a user can meet: what happened, why, and what to do. Recognised by `code`, never by instanceof. */

export interface ErrorEntry {
  /** Permanent. Example: `FERRY_ROUTE_CONFLICT` */
  readonly code: string
  /** One sentence: what happened. */
  readonly title: string
  /** What to do. */
  readonly hint: string
}

export interface Place {
  readonly file: string
  /** 1-based */
  readonly line?: number
  /** 1-based */
  readonly column?: number
  /** Source text of the file, for the code frame. */
  readonly source?: string
}

export class FerryError extends Error {
  readonly code: string
  readonly title: string
  readonly hint: string
  readonly place: Place | undefined
  /** From the root to the offending file. */
  readonly chain: readonly string[]

  constructor(
    entry: ErrorEntry,
    message: string,
    details: { place?: Place; chain?: readonly string[]; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'FerryError'
    this.code = entry.code
    this.title = entry.title
    this.hint = entry.hint
    this.place = details.place
    this.chain = details.chain ?? []
  }

  /** Section of docs/errors.md. */
  get docs(): string {
    return `docs/errors.md#${this.code.toLowerCase()}`
  }
}

/** Also true for an error that another copy of the class made: each layer of the bundle has its own. */
export function isFerryError(value: unknown): value is FerryError {
  if (!(value instanceof Error)) return false
  const { code, title, hint } = value as Partial<FerryError>
  return typeof code === 'string' && code.startsWith('FERRY_') && typeof title === 'string' && typeof hint === 'string'
}
