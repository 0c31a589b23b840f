/** The once-store of a single process: bounded in entries and in bytes, forgetting the oldest first. */
import type { OnceStore, Reservation } from './once-store.ts'

/** `record` null: it still runs. What is kept for long is as small as it can be. */
type Entry =
  | { readonly record: string; readonly expires: number }
  | {
      readonly record: null
      readonly expires: number
      readonly settled: Promise<string | null>
      readonly settle: (record: string | null) => void
    }

export interface MemoryStoreLimits {
  readonly entries: number
  /** Of all records together, two bytes a character. */
  readonly bytes: number
}

const LIMITS: MemoryStoreLimits = { entries: 50_000, bytes: 32 * 1024 * 1024 }

/** `now` is the clock in ms. */
export function createMemoryStore(limits: MemoryStoreLimits = LIMITS, now: () => number = Date.now): OnceStore {
  // In order of reservation, so the oldest comes first.
  const entries = new Map<string, Entry>()
  let bytes = 0

  function forget(key: string, entry: Entry): void {
    if (entries.get(key) !== entry) return
    entries.delete(key)
    bytes -= size(key, entry.record)
    if (entry.record === null) entry.settle(null)
  }

  function makeRoom(): void {
    const time = now()
    for (const [key, entry] of entries) {
      const full = entries.size >= limits.entries || bytes > limits.bytes
      if (entry.expires > time && !full) break
      // What is still running is kept: forgetting it would let it run twice at once.
      if (entry.record !== null || entry.expires <= time) forget(key, entry)
    }
  }

  return {
    reserve(key, windowMs): Reservation {
      const known = entries.get(key)
      if (known !== undefined && known.expires > now()) {
        return known.record === null
          ? { state: 'running', settled: known.settled }
          : { state: 'replay', record: known.record }
      }
      if (known !== undefined) forget(key, known)
      makeRoom()
      entries.set(key, { record: null, expires: now() + windowMs, ...settlement() })
      bytes += size(key, null)
      return { state: 'run' }
    },
    commit(key, record, windowMs): void {
      const entry = entries.get(key)
      if (entry === undefined) return
      bytes += size(key, record) - size(key, entry.record)
      entries.set(key, { record, expires: now() + windowMs })
      if (entry.record === null) entry.settle(record)
      makeRoom()
    },
    release(key): void {
      const entry = entries.get(key)
      if (entry !== undefined) forget(key, entry)
    },
  }
}

function size(key: string, record: string | null): number {
  return 2 * (key.length + (record?.length ?? 0))
}

function settlement(): { settled: Promise<string | null>; settle: (record: string | null) => void } {
  let settle: (record: string | null) => void = () => {}
  const settled = new Promise<string | null>((resolve) => {
    settle = resolve
  })
  return { settled, settle }
}
