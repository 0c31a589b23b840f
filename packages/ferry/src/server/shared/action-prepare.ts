/** Splits a call in two: opening what came encrypted, which may refuse the call, and running the function. */

export type Prepare = (args: readonly unknown[]) => () => unknown

const PREPARE = Symbol.for('ferry.action.prepare')

/** Only functions that capture variables have something to open. */
export function attachPrepare(fn: object, prepare: Prepare): void {
  Object.defineProperty(fn, PREPARE, { value: prepare })
}

/** Throws FERRY_SEAL_INVALID, before anything of the function ran. */
export function prepareCall(fn: (...args: unknown[]) => unknown, args: readonly unknown[]): () => unknown {
  if (!(PREPARE in fn)) return () => fn(...args)
  return (fn[PREPARE] as Prepare)(args)
}
