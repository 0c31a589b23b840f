/** Values under keys that end by themselves: bounded in number and in size, forgetting what was written first. */

export interface MemoryLimits {
  readonly entries: number
  /** Of all keys and values together. */
  readonly characters: number
}

export interface Entries {
  /** null: nothing, or no longer. */
  get(key: string): string | null
  /** @param ttl ms */
  set(key: string, value: string, ttl: number): void
  delete(key: string): void
}

interface Entry {
  readonly value: string
  readonly ends: number
}

export function createEntries(limits: MemoryLimits, now: () => number): Entries {
  // In the order in which they were written.
  const entries = new Map<string, Entry>()
  let characters = 0

  const remove = (key: string) => {
    const entry = entries.get(key)
    if (entry === undefined) return
    entries.delete(key)
    characters -= key.length + entry.value.length
  }

  return {
    get(key) {
      const entry = entries.get(key)
      if (entry === undefined || entry.ends > now()) return entry?.value ?? null
      remove(key)
      return null
    },
    set(key, value, ttl) {
      remove(key)
      entries.set(key, { value, ends: now() + ttl })
      characters += key.length + value.length
      for (const [oldest, { ends }] of entries) {
        const isFull = entries.size > limits.entries || characters > limits.characters
        if (oldest === key || (!isFull && ends > now())) break
        remove(oldest)
      }
    },
    delete: remove,
  }
}
