/** The store of a single process: bounded in entries and in size, forgetting what was written first. */
import { COPY_KEYS, type Store } from '../protocol/store.ts'
import { createCounters } from './counters.ts'
import { createEntries, type MemoryLimits } from './entries.ts'

const LIMITS: MemoryLimits = { entries: 100_000, characters: 16 * 1024 ** 2 }

/** Copies of pages can be made again: they have room of their own. */
const COPY_LIMITS: MemoryLimits = { entries: 10_000, characters: 32 * 1024 ** 2 }

/** `now` is the clock in ms. */
export function createMemoryStore(
  limits: MemoryLimits = LIMITS,
  now: () => number = Date.now,
  copyLimits: MemoryLimits = COPY_LIMITS,
): Store {
  const values = createEntries(limits, now)
  const copies = createEntries(copyLimits, now)
  const entriesOf = (key: string) => (key.startsWith(COPY_KEYS) ? copies : values)
  const listeners = new Map<string, ((message: string) => void)[]>()
  // Kept apart: whoever fills them (a counter for each address, say) drives nothing else out.
  const increment = createCounters(limits.entries, now)

  return {
    get: async (key) => entriesOf(key).get(key),
    async add(key, value, ttl) {
      const entries = entriesOf(key)
      if (entries.get(key) !== null) return false
      entries.set(key, value, ttl)
      return true
    },
    set: async (key, value, ttl) => entriesOf(key).set(key, value, ttl),
    delete: async (key) => entriesOf(key).delete(key),
    increment: async (key, ttl) => increment(key, ttl),
    async publish(topic, message) {
      for (const listener of listeners.get(topic) ?? []) listener(message)
    },
    async subscribe(topic, listener) {
      listeners.set(topic, [...(listeners.get(topic) ?? []), listener])
    },
  }
}
