/** The pages a tab keeps: those fetched ahead, for half a minute and one use, and those of recent history entries. */
import type { PagePayload } from '../protocol/payload.ts'

export interface PageCache {
  /**
   * Fetches ahead unless that was done a moment ago.
   *
   * @param isOfUse whether a page that was fetched ahead can still be shown
   * @param fetch calls `complete` when the last part has arrived
   */
  prefetch(address: string, isOfUse: (page: PagePayload) => boolean, fetch: FetchAhead): void
  /** One of those who asked for the prefetch does not want it any more. What nobody wants is broken off. */
  abandon(address: string): void
  /** Somebody waits for this page: what is being fetched ahead for others is broken off until `goOn`. */
  giveWay(address: string): void
  /** Fetches again what had to give way, as far as it is still wanted. */
  goOn(): void
  /** Takes the page that was fetched ahead. From now on it ends with `signal`. */
  take(address: string, signal?: AbortSignal): Promise<PagePayload> | undefined
  /** Breaks off what is being fetched ahead, and keeps nothing. */
  forget(): void
  keep(key: string, page: PagePayload): void
  recall(key: string): PagePayload | undefined
}

export type FetchAhead = (signal: AbortSignal, complete: () => void) => Promise<PagePayload>

interface Wish {
  readonly isOfUse: (page: PagePayload) => boolean
  readonly fetch: FetchAhead
  /** How many asked for it, while it is under way. */
  wishes: number
}

interface Ahead extends Wish {
  readonly page: Promise<PagePayload>
  readonly until: number
  readonly abort: AbortController
  arrived?: PagePayload
  isComplete?: boolean
}

const LIFETIME = 30_000
const RECENT = 12

export function createPageCache(now: () => number = Date.now): PageCache {
  const ahead = new Map<string, Ahead>()
  /** Had to give way. */
  const waiting = new Map<string, Wish>()
  const recent = new Map<string, PagePayload>()

  function drop(address: string, entry: Ahead): void {
    if (ahead.get(address) === entry) ahead.delete(address)
  }

  function begin(address: string, { isOfUse, fetch, wishes }: Wish): void {
    const abort = new AbortController()
    const page = fetch(abort.signal, () => (entry.isComplete = true))
    const entry: Ahead = { page, isOfUse, fetch, until: now() + LIFETIME, abort, wishes }
    ahead.set(address, entry)
    page.then(
      (arrived) => (entry.arrived = arrived),
      () => drop(address, entry),
    )
  }

  return {
    prefetch(address, isOfUse, fetch) {
      for (const [key, { until, abort }] of ahead) {
        if (until > now()) continue
        ahead.delete(key)
        abort.abort()
      }
      const known = ahead.get(address)
      if (known && (!known.arrived || isOfUse(known.arrived))) known.wishes++
      else begin(address, { isOfUse, fetch, wishes: 1 })
    },
    abandon(address) {
      const wish = waiting.get(address)
      if (wish && --wish.wishes <= 0) waiting.delete(address)
      const entry = ahead.get(address)
      if (wish || !entry || --entry.wishes > 0 || entry.isComplete) return
      ahead.delete(address)
      entry.abort.abort()
    },
    giveWay(address) {
      for (const [key, entry] of ahead) {
        if (key === address || entry.isComplete) continue
        ahead.delete(key)
        entry.abort.abort()
        waiting.set(key, entry)
      }
    },
    goOn() {
      for (const [address, wish] of waiting) if (!ahead.has(address)) begin(address, wish)
      waiting.clear()
    },
    take(address, signal) {
      const entry = ahead.get(address)
      ahead.delete(address)
      if (!entry || entry.until <= now()) return undefined
      signal?.addEventListener('abort', () => entry.abort.abort())
      return entry.page
    },
    forget() {
      for (const { abort } of ahead.values()) abort.abort()
      ahead.clear()
      waiting.clear()
      recent.clear()
    },
    keep(key, page) {
      recent.delete(key)
      recent.set(key, page)
      if (recent.size > RECENT) recent.delete(recent.keys().next().value ?? '')
    },
    recall: (key) => recent.get(key),
  }
}
