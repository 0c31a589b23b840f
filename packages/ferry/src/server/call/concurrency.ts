/** How many calls of a function run at once in this process. */
import type { RegisteredFunction } from './registry.ts'

const running = new WeakMap<RegisteredFunction, number>()

/** What to call when the function has really ended, undefined where nobody counts; null: as many as it allows are running. */
export function enter(called: RegisteredFunction): (() => void) | null | undefined {
  const { maxConcurrent } = called.options
  if (maxConcurrent === undefined) return undefined
  const count = running.get(called) ?? 0
  if (count >= maxConcurrent) return null
  running.set(called, count + 1)
  return () => running.set(called, (running.get(called) ?? 1) - 1)
}
