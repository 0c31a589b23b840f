/** The copies in the memory of this process: bounded, the one that was used least recently goes first. */
import type { InvalidationKind } from '../shared/invalidation.ts'
import { type Copy, sizeOf } from './copy.ts'

export interface CacheLimits {
  /** Of one copy. */
  readonly largest: number
  /** Of all. */
  readonly bytes: number
}

/** Bytes of a payload: a page that is larger is rendered for each request. */
export const LARGEST = 2 * 1024 ** 2

const LIMITS: CacheLimits = { largest: LARGEST, bytes: 64 * 1024 ** 2 }
/** What a copy weighs beside its payload. */
const FRAME = 512

export interface CachedCopy {
  readonly copy: Copy
  /** ms since the epoch. */
  oldAt: number
}

interface Entry extends CachedCopy {
  readonly bytes: number
}

export class CopyCache {
  readonly #entries = new Map<string, Entry>()
  /** Tag → keys. */
  readonly #tagged = new Map<string, Set<string>>()
  readonly #limits: CacheLimits
  #bytes = 0

  constructor(limits: CacheLimits = LIMITS) {
    this.#limits = limits
  }

  get bytes(): number {
    return this.#bytes
  }

  get(key: string): CachedCopy | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry
  }

  /** false: the copy is too large. */
  set(key: string, copy: Copy, oldAt: number): boolean {
    this.delete(key)
    const bytes = sizeOf(copy) + key.length + FRAME
    if (bytes > this.#limits.largest) return false
    this.#entries.set(key, { copy, oldAt, bytes })
    this.#bytes += bytes
    for (const tag of copy.tags) this.#tagged.set(tag, (this.#tagged.get(tag) ?? new Set()).add(key))
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limits.bytes) break
      this.delete(oldest)
    }
    return true
  }

  delete(key: string): void {
    const entry = this.#entries.get(key)
    if (entry === undefined) return
    this.#entries.delete(key)
    this.#bytes -= entry.bytes
    for (const tag of entry.copy.tags) {
      const keys = this.#tagged.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) this.#tagged.delete(tag)
    }
  }

  /** What is known of pages that read the request goes either way: they may not do so any more. */
  invalidate(kind: InvalidationKind, tag: string): void {
    for (const key of [...(this.#tagged.get(tag) ?? [])]) {
      const entry = this.#entries.get(key)
      if (kind === 'forget' || entry?.copy.page === null) this.delete(key)
      else if (entry) entry.oldAt = 0
    }
  }
}
