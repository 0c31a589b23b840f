/**
 * A value that follows asynchronous work, as AsyncLocalStorage has it, many on one store: Node copies every store to every
 * promise that is made, so that four stores cost each promise four times as much. React's renderers have theirs here, too
 * (build/webpack/react-shortcuts).
 */
import { AsyncLocalStorage } from 'node:async_hooks'

/** The values of all slots, by the slot's number; never changed. */
type Frame = readonly unknown[]

const frames = new AsyncLocalStorage<Frame>()
let slots = 0

/** Slots live as long as the process: make them where modules are evaluated. */
export class AsyncSlot<T> {
  readonly #number = slots++

  getStore(): T | undefined {
    return frames.getStore()?.[this.#number] as T | undefined
  }

  /** What the other slots hold stays as it is. */
  run<Result, Args extends unknown[]>(store: T, work: (...args: Args) => Result, ...args: Args): Result {
    return frames.run(this.#with(store), work, ...args)
  }

  exit<Result, Args extends unknown[]>(work: (...args: Args) => Result, ...args: Args): Result {
    return frames.run(this.#with(undefined), work, ...args)
  }

  #with(store: T | undefined): Frame {
    const frame = frames.getStore()?.slice() ?? []
    frame[this.#number] = store
    return frame
  }
}
