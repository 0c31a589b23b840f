/** A bounded cache of promises: least recently used out first, found by tag, refreshed in the background when old. */

export interface EntryRules {
  readonly tags: readonly string[]
  /** ms until a value is old. */
  readonly lifetime: number
}

interface Entry {
  value: Promise<unknown>
  /** How often the entry had been expired when the value began to load. */
  begun: number
  /** What is being fetched in the place of `value`. */
  next: { readonly value: Promise<unknown>; readonly begun: number } | null
  readonly tags: readonly string[]
  readonly lifetime: number
  /** When the value becomes old; not before it is there. */
  oldAt: number
  /** Grows with each expire(): what began to load before it is old when it arrives. */
  expired: number
}

export class CacheStore {
  readonly #entries = new Map<string, Entry>()
  readonly #limit: number

  /** @param limit number of values */
  constructor(limit: number) {
    this.#limit = limit
  }

  get size(): number {
    return this.#entries.size
  }

  /** For `ferry dev`: what is kept, the one that was used last at the end. */
  describe(): { readonly key: string; readonly tags: readonly string[]; readonly oldAt: number }[] {
    return [...this.#entries].map(([key, { tags, oldAt }]) => ({ key, tags, oldAt }))
  }

  /**
   * @param load runs when nothing is known, and again, behind the reader's back, when what is known is old
   * @param waits the reader wants no old value: what it makes of it would be taken for new
   */
  read<T>(key: string, load: () => Promise<T>, rules: EntryRules, waits = false): Promise<T> {
    const known = this.#entries.get(key)
    if (!known) return this.#add(key, load, rules)
    // Used last: to the end of the map.
    this.#entries.delete(key)
    this.#entries.set(key, known)
    if (waits) return this.#readNew<T>(known, load)
    if (Date.now() >= known.oldAt && !known.next) this.#refresh(known, load)
    return known.value as Promise<T>
  }

  /** The next reader gets the old value once more, while a new one is fetched. */
  expire(tag: string): void {
    for (const [, entry] of this.#tagged(tag)) {
      entry.oldAt = 0
      entry.expired++
    }
  }

  /** The next reader waits for a new value. */
  forget(tag: string): void {
    for (const [key] of this.#tagged(tag)) this.#entries.delete(key)
  }

  #add<T>(key: string, load: () => Promise<T>, { tags, lifetime }: EntryRules): Promise<T> {
    const value = start(load)
    const entry: Entry = { value, begun: 0, next: null, tags, lifetime, oldAt: Number.POSITIVE_INFINITY, expired: 0 }
    this.#entries.set(key, entry)
    this.#trim()
    value.then(
      () => {
        if (entry.value === value) entry.oldAt = entry.expired === 0 ? Date.now() + lifetime : 0
      },
      () => this.#remove(key, entry),
    )
    return value
  }

  #readNew<T>(entry: Entry, load: () => Promise<T>): Promise<T> {
    const { begun, expired, oldAt, next } = entry
    if (begun === expired && Date.now() < oldAt) return entry.value as Promise<T>
    return (next?.begun === expired ? next.value : this.#refresh(entry, load)) as Promise<T>
  }

  #refresh(entry: Entry, load: () => Promise<unknown>): Promise<unknown> {
    const { expired: begun } = entry
    const value = start(load)
    const next = { value, begun }
    entry.next = next
    value.then(
      () => {
        if (entry.next !== next) return
        const oldAt = entry.expired === begun ? Date.now() + entry.lifetime : 0
        Object.assign(entry, { value, begun, oldAt, next: null })
      },
      // What is known stays; the next reader tries again.
      () => {
        if (entry.next === next) entry.next = null
      },
    )
    return value
  }

  #remove(key: string, entry: Entry): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key)
  }

  #trim(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.#limit) return
      this.#entries.delete(key)
    }
  }

  #tagged(tag: string): [string, Entry][] {
    return [...this.#entries].filter(([, { tags }]) => tags.includes(tag))
  }
}

/** A function that throws before it awaits rejects like any other. */
async function start<T>(load: () => Promise<T>): Promise<T> {
  return load()
}
