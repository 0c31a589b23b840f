/** The once-store of a single process: bounded in entries and in bytes, forgetting the oldest first. */
import type { OnceStore, Reservation } from './once-store.ts'

interface Running {
  readonly expires: number
  readonly settled: Promise<string | null>
  readonly settle: (record: string | null) => void
}

/** A record and when it ends: as one text, because tens of thousands are kept for minutes. */
type Entry = Running | string

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
    bytes -= size(key, entry)
    if (typeof entry !== 'string') entry.settle(null)
  }

  function makeRoom(): void {
    const time = now()
    for (const [key, entry] of entries) {
      const full = entries.size >= limits.entries || bytes > limits.bytes
      const isOver = endOf(entry) <= time
      if (!isOver && !full) break
      // What is still running is kept: forgetting it would let it run twice at once.
      if (typeof entry === 'string' || isOver) forget(key, entry)
    }
  }

  return {
    reserve(key, windowMs): Reservation {
      const known = entries.get(key)
      if (known !== undefined && endOf(known) > now()) {
        return typeof known === 'string'
          ? { state: 'replay', record: recordOf(known) }
          : { state: 'running', settled: known.settled }
      }
      if (known !== undefined) forget(key, known)
      makeRoom()
      const running = { expires: now() + windowMs, ...settlement() }
      entries.set(key, running)
      bytes += size(key, running)
      return { state: 'run' }
    },
    commit(key, record, windowMs): void {
      const before = entries.get(key)
      if (before === undefined) return
      const entry = writeEntry(record, now() + windowMs)
      bytes += size(key, entry) - size(key, before)
      entries.set(key, entry)
      if (typeof before !== 'string') before.settle(record)
      makeRoom()
    },
    release(key): void {
      const entry = entries.get(key)
      if (entry !== undefined) forget(key, entry)
    },
  }
}

const SEPARATOR = ' '

function writeEntry(record: string, expires: number): string {
  // Put together in one piece: V8 keeps what is only concatenated as its parts.
  return [Math.ceil(expires).toString(36), record].join(SEPARATOR)
}

function endOf(entry: Entry): number {
  return typeof entry === 'string' ? Number.parseInt(entry.slice(0, entry.indexOf(SEPARATOR)), 36) : entry.expires
}

function recordOf(entry: string): string {
  return entry.slice(entry.indexOf(SEPARATOR) + 1)
}

function size(key: string, entry: Entry): number {
  return 2 * (key.length + (typeof entry === 'string' ? entry.length : 0))
}

function settlement(): { settled: Promise<string | null>; settle: (record: string | null) => void } {
  let settle: (record: string | null) => void = () => {}
  const settled = new Promise<string | null>((resolve) => {
    settle = resolve
  })
  return { settled, settle }
}
