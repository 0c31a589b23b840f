/** Whoever wants to know of a server function that ran: the app's tracing, the host's metrics. */
import type { Observer } from '../../protocol/incoming.ts'
import type { FunctionOutcome } from '../call/outcome.ts'
import type { RegisteredFunction } from '../call/registry.ts'
import type { Tracing } from './tracing.ts'

export type ObserveRun = (called: RegisteredFunction, run: () => Promise<FunctionOutcome>) => Promise<FunctionOutcome>

/** null: nobody does, and nothing is done. */
export function observeRun(tracing: Tracing | null, observer: Observer | undefined): ObserveRun | null {
  if (tracing === null && observer === undefined) return null
  return async ({ id, entry }, run) => {
    const started = performance.now()
    const attributes = { 'code.function.name': entry.source, 'ferry.function.id': id }
    const outcome = await (tracing?.span(`function ${entry.source}`, attributes, run, thrownIn) ?? run())
    observer?.functionEnded(entry.source, outcome.kind, performance.now() - started)
    return outcome
  }
}

/** Refusals and a developer's own errors are no failures of the function. */
function thrownIn(outcome: FunctionOutcome): unknown {
  return outcome.kind === 'failure' && outcome.failure.kind === 'threw' ? outcome.error : null
}
