/** `ferry dev` only: what a function was called with, for the log of calls. */
import type { Incoming } from '../../protocol/incoming.ts'

export interface SeenArguments {
  readonly fn: unknown
  readonly values: readonly unknown[]
}

const seen = new WeakMap<Incoming, SeenArguments>()

export function noteArguments(incoming: Incoming, fn: unknown, values: readonly unknown[]): void {
  seen.set(incoming, { fn, values })
}

/** Undefined when the request did not get as far. */
export function seenArguments(incoming: Incoming): SeenArguments | undefined {
  return seen.get(incoming)
}
