/** Captured variables that lead back to the function which captures them: sealing those would never end. */
import { captureCycle } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import { AsyncSlot } from '../shared/async-slot.ts'

interface Sealing {
  /** Stands for one inline function: two of the same source, from a loop say, are two. */
  readonly capture: object
  readonly name: string
}

/** Outermost first. Waiting for a captured promise is part of it. */
const running = new AsyncSlot<readonly Sealing[]>()

/** Runs `seal`. Throws FERRY_CAPTURE_CYCLE when that is how we got here. */
export function withoutCycle<T>(own: Sealing, seal: () => T): T {
  const outer = running.getStore() ?? []
  const first = outer.findIndex(({ capture }) => capture === own.capture)
  if (first < 0) return running.run([...outer, own], seal)
  const names = [...outer.slice(first), own].map(({ name }) => name || 'an anonymous function')
  throw new FerryError(
    captureCycle,
    `The captured variables lead back to where they are captured: ${names.join(' → ')}.`,
  )
}
