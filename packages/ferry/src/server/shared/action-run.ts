/** What a running server function may say about its own answer. One per call or submit. */
import { outsideRequest } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import { AsyncSlot } from './async-slot.ts'

export interface ActionRun {
  refresh: boolean
}

const runs = new AsyncSlot<ActionRun>()

export function withActionRun<T>(run: ActionRun, fn: () => T): T {
  return runs.run(run, fn)
}

/**
 * Keeps the page as it is after this server function: no refresh travels with its answer.
 * For functions that change nothing the page shows. Throws FERRY_OUTSIDE_REQUEST outside a server function.
 */
export function skipRefresh(): void {
  const run = runs.getStore()
  if (run === undefined) throw new FerryError(outsideRequest, 'skipRefresh() was called outside a server function.')
  run.refresh = false
}
