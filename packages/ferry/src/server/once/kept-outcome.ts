/** An outcome as the once-store keeps it: text, so that any store can hold it and nothing changes in it afterwards. */
import type { FailureOutcome, InterruptOutcome, Ran, ValueOutcome } from '../call/outcome.ts'
import { Refusal, refusedOutcome } from '../call/refusal.ts'
import type { Failure } from '../../protocol/failure.ts'
import type { Interrupt } from '../../protocol/interrupt.ts'
import type { FormState } from '../../protocol/payload.ts'
import { decodeValue, encodeAtRest } from '../rsc/value-codec.ts'
import { isSmall } from './small-value.ts'

type Outcome = ValueOutcome | InterruptOutcome | FailureOutcome

interface KeptRecord {
  readonly kept: Kept
  /** Values for Set-Cookie. */
  readonly cookies: readonly string[]
}

type Kept =
  /** `value` null: it could not be kept. */
  | { kind: 'value'; value: string | null; status: 200 | 422; refresh: boolean; state: KeptState | null }
  | { kind: 'interrupt'; interrupt: Interrupt }
  | { kind: 'failure'; failure: Failure; headers: FailureOutcome['headers'] }

/** The rest of React's tuple; its first element is the value. */
type KeptState = readonly [key: string, id: string, boundCount: number]

/** Characters. What is larger is not kept; a second arrival is told so instead of running again. */
export const LARGEST_KEPT = 256 * 1024

export function writeKept(outcome: Outcome, cookies: readonly string[]): string {
  return JSON.stringify({ kept: keep(outcome), cookies } satisfies KeptRecord)
}

/** The outcome for a further arrival, and the cookies that belong to it. */
export function readKept(text: string, ran: Ran): { outcome: Outcome; cookies: readonly string[] } {
  const { kept, cookies } = JSON.parse(text) as KeptRecord
  return { outcome: restore(kept, ran), cookies }
}

function restore(kept: Kept, ran: Ran): Outcome {
  switch (kept.kind) {
    case 'value': {
      if (kept.value === null) return { ...refusedOutcome(gone()), replayed: true, ran }
      const value = decodeValue(kept.value)
      return {
        kind: 'value',
        value,
        status: kept.status,
        formState: kept.state === null ? null : ([value, ...kept.state] satisfies FormState),
        temporaryReferences: undefined,
        refresh: kept.refresh,
        replayed: true,
        ran,
      }
    }
    case 'interrupt':
      return { kind: 'interrupt', interrupt: kept.interrupt, replayed: true, ran }
    case 'failure':
      return { kind: 'failure', failure: kept.failure, headers: kept.headers, error: null, replayed: true, ran }
  }
}

function keep(outcome: Outcome): Kept {
  switch (outcome.kind) {
    case 'value': {
      const { status, refresh, formState } = outcome
      const state: KeptState | null = formState === null ? null : [formState[1], formState[2], formState[3]]
      return { kind: 'value', value: keepValue(outcome.value), status, refresh, state }
    }
    case 'interrupt':
      return { kind: 'interrupt', interrupt: outcome.interrupt }
    case 'failure':
      return { kind: 'failure', failure: outcome.failure, headers: outcome.headers }
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
