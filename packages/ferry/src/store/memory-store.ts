/** The store of a single process: bounded in entries and in size, forgetting what was written first. */
import type { Store } from '../protocol/store.ts'
import { createCounters } from './counters.ts'

export interface MemoryLimits {
  readonly entries: number
  /** Of all keys and values together. */
  readonly characters: number
}

const LIMITS: MemoryLimits = { entries: 100_000, characters: 16 * 1024 ** 2 }

interface Entry {
  readonly value: string
  readonly ends: number
}

/** `now` is the clock in ms. */
export function createMemoryStore(limits: MemoryLimits = LIMITS, now: () => number = Date.now): Store {
  // In the order in which they were written.
  const entries = new Map<string, Entry>()
  const listeners = new Map<string, ((message: string) => void)[]>()
  // Kept apart: whoever fills them (a counter for each address, say) drives nothing else out.
  const increment = createCounters(limits.entries, now)
  let characters = 0

  const find = (key: string): Entry | null => {
    const entry = entries.get(key)
    if (entry === undefined || entry.ends > now()) return entry ?? null
    remove(key)
    return null
  }
  const remove = (key: string) => {
    const entry = entries.get(key)
    if (entry === undefined) return
    entries.delete(key)
    characters -= key.length + entry.value.length
  }
  const write = (key: string, value: string, ttl: number) => {
    remove(key)
    entries.set(key, { value, ends: now() + ttl })
    characters += key.length + value.length
    for (const [oldest, { ends }] of entries) {
      const isFull = entries.size > limits.entries || characters > limits.characters
      if (oldest === key || (!isFull && ends > now())) break
      remove(oldest)
    }
  }

  return {
    get: async (key) => find(key)?.value ?? null,
    async add(key, value, ttl) {
      if (find(key) !== null) return false
      write(key, value, ttl)
      return true
    },
    set: async (key, value, ttl) => write(key, value, ttl),
    delete: async (key) => remove(key),
    increment: async (key, ttl) => increment(key, ttl),
    async publish(topic, message) {
      for (const listener of listeners.get(topic) ?? []) listener(message)
    },
    async subscribe(topic, listener) {
      listeners.set(topic, [...(listeners.get(topic) ?? []), listener])
    },
  }
}
