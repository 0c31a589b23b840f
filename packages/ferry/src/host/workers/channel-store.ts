/** The store of the workers, as one of them sees it: every step is a question to the first process. */
import type { Count, Store } from '../../protocol/store.ts'
import type { FromWorker, StoreMethod, ToWorker } from './messages.ts'

/** ms; an answer that takes longer does not come any more. */
const PATIENCE = 5_000

interface Asked {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

export interface ChannelStore {
  readonly store: Store
  /** Give it every message of the first process. */
  receive(message: ToWorker): void
}

export function createChannelStore(send: (message: FromWorker) => boolean): ChannelStore {
  const asked = new Map<number, Asked>()
  const listeners = new Map<string, ((message: string) => void)[]>()
  let next = 0

  const ask = (method: StoreMethod, ...args: readonly unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      const id = next++
      const timer = setTimeout(() => end(id)?.reject(new Error('The store did not answer in time.')), PATIENCE)
      timer.unref()
      asked.set(id, {
        resolve: (value) => {
          clearTimeout(timer)
          resolve(value)
        },
        reject: (error) => {
          clearTimeout(timer)
          reject(error)
        },
      })
      if (!send({ ferry: 'store', id, method, args })) end(id)?.reject(new Error('The process with the store is gone.'))
    })

  const end = (id: number): Asked | undefined => {
    const question = asked.get(id)
    asked.delete(id)
    return question
  }

  const store: Store = {
    get: async (key) => (await ask('get', key)) as string | null,
    add: async (key, value, ttl) => (await ask('add', key, value, ttl)) as boolean,
    set: async (key, value, ttl) => void (await ask('set', key, value, ttl)),
    delete: async (key) => void (await ask('delete', key)),
    increment: async (key, ttl) => (await ask('increment', key, ttl)) as Count,
    publish: async (topic, message) => void (await ask('publish', topic, message)),
    async subscribe(topic, listener) {
      listeners.set(topic, [...(listeners.get(topic) ?? []), listener])
    },
  }

  return {
    store,
    receive(message) {
      if (message.ferry === 'stored') end(message.id)?.resolve(message.value)
      else if (message.ferry === 'store-failed') end(message.id)?.reject(new Error(message.reason))
      else if (message.ferry === 'news') for (const tell of listeners.get(message.topic) ?? []) tell(message.message)
    },
  }
}
