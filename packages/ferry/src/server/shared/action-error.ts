/** The errors that reach the caller of a server function as they are, in production too. */
import { actionErrorData } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import { writeFailure } from '../../protocol/failure.ts'
import type { Issue } from './action-invalid.ts'

export interface ActionErrorOptions<Data> {
  /** JSON only. It is sent to the caller. */
  readonly data?: Data
  /** HTTP status, 400 to 599. Default: 400. */
  readonly status?: number
  /** For the log; never sent. */
  readonly cause?: unknown
}

/**
 * An error that the caller is meant to handle: `throw new ActionError('out-of-stock', 'Sold out.', { data: { left: 0 } })`.
 * There it is a CallError with the same `code`, `message` and `data`; every other error arrives as a digest only.
 */
export class ActionError<Code extends string = string, Data = unknown> extends Error {
  readonly code: Code
  readonly data: Data | undefined
  readonly status: number
  /** How it crosses React's encoder and every layer. */
  readonly digest: string

  constructor(code: Code, message: string = code, options: ActionErrorOptions<Data> = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ActionError'
    this.code = code
    this.data = options.data
    this.status = options.status ?? 400
    if (!Number.isInteger(this.status) || this.status < 400 || this.status > 599) {
      throw new FerryError(actionErrorData, `ActionError "${code}" has the status ${this.status}.`)
    }
    this.digest = writeExpected(code, message, this.status, options.data)
  }
}

/** A schema refused the input of a call that has no form to show it in. */
export class InvalidInputError extends Error {
  readonly issues: readonly Issue[]
  readonly digest: string

  constructor(issues: readonly Issue[]) {
    super('The input is not valid.')
    this.name = 'InvalidInputError'
    this.issues = issues
    this.digest = writeFailure({ kind: 'invalid', status: 422, message: this.message, data: issues })
  }
}

function writeExpected(code: string, message: string, status: number, data: unknown): string {
  try {
    return writeFailure({ kind: 'expected', status, message, code, ...(data === undefined ? {} : { data }) })
  } catch (cause) {
    throw new FerryError(actionErrorData, `The data of ActionError "${code}" is not JSON.`, { cause })
  }
}
