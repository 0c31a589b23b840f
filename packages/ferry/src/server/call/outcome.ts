/** What became of a call or a submit: the answer is written from this, and from nothing else. */
import type { Readable } from 'node:stream'
import type { Answer } from '../../protocol/incoming.ts'
import type { TemporaryReferenceSet } from 'react-server-dom-webpack/server'
import type { Failure } from '../../protocol/failure.ts'
import type { Interrupt } from '../../protocol/interrupt.ts'
import type { FunctionEntry } from '../../protocol/manifest.ts'
import type { FormState } from '../../protocol/payload.ts'

/** What a function came to, or why it did not run. */
export type FunctionOutcome = ValueOutcome | InterruptOutcome | FailureOutcome

export type CallOutcome = FunctionOutcome | TurnedAwayOutcome

export type SubmitOutcome = FunctionOutcome | NoFunctionOutcome | TurnedAwayOutcome

/** The function returned. */
export interface ValueOutcome {
  readonly kind: 'value'
  readonly value: unknown
  /** 422 when the value says that a schema refused the form; otherwise 200. */
  readonly status: 200 | 422
  /** submit: what the page is rendered and hydrated with; null for a form without useActionState, and for every call. */
  readonly formState: FormState | null
  /** call: hand it to the encoder of the answer, so that what the caller sent opaquely comes back as it was. */
  readonly temporaryReferences: TemporaryReferenceSet | undefined
  /** false after skipRefresh(), and for a query. */
  readonly refresh: boolean
  /** The function did not run: this is the outcome of an earlier arrival of the same submission. */
  readonly replayed: boolean
  readonly ran: Ran
}

/** The function called redirect(), notFound(), forbidden() or unauthorized(). */
export interface InterruptOutcome {
  readonly kind: 'interrupt'
  readonly interrupt: Interrupt
  readonly replayed: boolean
  readonly ran: Ran
}

/** Refused before the function ran (`ran` is null), or the function threw. */
export interface FailureOutcome {
  readonly kind: 'failure'
  /** Safe to send as it is: `threw` carries the real message in development only. */
  readonly failure: Failure
  /** Belong on the answer whatever its body is: Allow, Retry-After, Connection, Ferry-Action-Not-Found. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** What was thrown, for the overlay of development. Never part of an answer in production. */
  readonly error: unknown
  readonly replayed: boolean
  readonly ran: Ran | null
}

/** A POST to a page that carries no server function: a route handler's business, or 405. */
export interface NoFunctionOutcome {
  readonly kind: 'no-function'
  /** Unread, whatever had to be looked at. */
  readonly body: Readable
}

/** The middleware does not let the function be reached. */
export interface TurnedAwayOutcome {
  readonly kind: 'turned-away'
  readonly answer: Answer
}

/** For logs and timing headers. */
export interface Ran {
  readonly id: string
  readonly entry: FunctionEntry
  /** ms from the decoded arguments to the settled result */
  readonly duration: number
}
