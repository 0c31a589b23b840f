/** An outcome as the once-store keeps it: text, so that any store can hold it and nothing changes in it afterwards. */
import type { FailureOutcome, InterruptOutcome, Ran, ValueOutcome } from '../call/outcome.ts'
import { Refusal, refusedOutcome } from '../call/refusal.ts'
import type { Failure } from '../../protocol/failure.ts'
import type { Interrupt } from '../../protocol/interrupt.ts'
import type { FormState } from '../../protocol/payload.ts'
import { decodeValue, encodeAtRest } from '../rsc/value-codec.ts'
import { isSmall } from './small-value.ts'

type Outcome = ValueOutcome | InterruptOutcome | FailureOutcome

/** Thousands of these are kept for minutes: what goes without saying is left out, the id of the function too. */
type Kept =
  /** `value` null: it could not be kept. */
  (
    | { value: string | null; status?: 422; refresh?: false; state?: KeptState }
    | { interrupt: Interrupt }
    | { failure: Failure; headers: FailureOutcome['headers'] }
  ) & {
    /** Values for Set-Cookie. */
    cookies?: readonly string[]
  }

/** The rest of React's tuple, which begins with the value and has the id of the function between these. */
type KeptState = readonly [key: string, boundCount: number]

/** Characters. What is larger is not kept; a second arrival is told so instead of running again. */
export const LARGEST_KEPT = 256 * 1024

export function writeKept(outcome: Outcome, cookies: readonly string[]): string {
  const kept: Kept = keep(outcome)
  return JSON.stringify(cookies.length > 0 ? { ...kept, cookies } : kept)
}

/** The outcome for a further arrival, and the cookies that belong to it. */
export function readKept(text: string, ran: Ran): { outcome: Outcome; cookies: readonly string[] } {
  const kept = JSON.parse(text) as Kept
  return { outcome: restore(kept, ran), cookies: kept.cookies ?? [] }
}

function restore(kept: Kept, ran: Ran): Outcome {
  if ('interrupt' in kept) return { kind: 'interrupt', interrupt: kept.interrupt, replayed: true, ran }
  if ('failure' in kept) {
    return { kind: 'failure', failure: kept.failure, headers: kept.headers, error: null, replayed: true, ran }
  }
  if (kept.value === null) return { ...refusedOutcome(gone()), replayed: true, ran }
  const value = decodeValue(kept.value)
  const { state } = kept
  return {
    kind: 'value',
    value,
    status: kept.status ?? 200,
    formState: state === undefined ? null : ([value, state[0], ran.id, state[1]] satisfies FormState),
    temporaryReferences: undefined,
    refresh: kept.refresh ?? true,
    replayed: true,
    ran,
  }
}

function keep(outcome: Outcome): Kept {
  switch (outcome.kind) {
    case 'value': {
      const { status, refresh, formState } = outcome
      return {
        value: keepValue(outcome.value),
        ...(status === 422 && { status }),
        ...(!refresh && { refresh }),
        ...(formState !== null && { state: [formState[1], formState[3]] as const }),
      }
    }
    case 'interrupt':
      return { interrupt: outcome.interrupt }
    case 'failure':
      return { failure: outcome.failure, headers: outcome.headers }
  }
}

/** Streams, promises, files and whatever else has to be waited for belong to the first answer: they are read there. */
function keepValue(value: unknown): string | null {
  const text = isSmall(value) ? encodeAtRest(value) : null
  return text !== null && text.length <= LARGEST_KEPT ? text : null
}

function gone(): Refusal {
  return new Refusal('conflict', 'This submission ran already; its result could not be kept.')
}
