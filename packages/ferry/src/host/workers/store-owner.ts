/** The store of the workers, in the first process: one memory, asked over their channels. */
import type { Store } from '../../protocol/store.ts'
import { createMemoryStore } from '../../store/memory-store.ts'
import type { FromWorker, StoreMethod, ToWorker } from './messages.ts'

type Question = Extract<FromWorker, { ferry: 'store' }>

/** @param tellAll sends to every worker, the one that asks included */
export function createStoreOwner(tellAll: (message: ToWorker) => void, store: Store = createMemoryStore()) {
  const methods: Record<StoreMethod, (args: readonly unknown[]) => Promise<unknown>> = {
    get: ([key]) => store.get(String(key)),
    add: ([key, value, ttl]) => store.add(String(key), String(value), Number(ttl)),
    set: ([key, value, ttl]) => store.set(String(key), String(value), Number(ttl)),
    delete: ([key]) => store.delete(String(key)),
    increment: ([key, ttl]) => store.increment(String(key), Number(ttl)),
    // The answer follows the news on every channel: whoever has it knows that the others have been told.
    publish: async ([topic, message]) => tellAll({ ferry: 'news', topic: String(topic), message: String(message) }),
  }

  return async ({ id, method, args }: Question): Promise<ToWorker> => {
    try {
      const value = await methods[method](args)
      return { ferry: 'stored', id, value: value ?? null }
    } catch (error) {
      return { ferry: 'store-failed', id, reason: error instanceof Error ? error.message : String(error) }
    }
  }
}
