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
  /** Takes the page that was fetched ahead. From now on it ends with `signal`. */
  take(address: string, signal?: AbortSignal): Promise<PagePayload> | undefined
  /** Breaks off what is being fetched ahead, and keeps nothing. */
  forget(): void
  keep(key: string, page: PagePayload): void
  recall(key: string): PagePayload | undefined
}

export type FetchAhead = (signal: AbortSignal, complete: () => void) => Promise<PagePayload>

interface Ahead {
  readonly page: Promise<PagePayload>
  readonly until: number
  readonly abort: AbortController
  /** How many asked for it, while it is under way. */
  wishes: number
  arrived?: PagePayload
  isComplete?: boolean
}

const LIFETIME = 30_000
const RECENT = 12

export function createPageCache(now: () => number = Date.now): PageCache {
  const ahead = new Map<string, Ahead>()
  const recent = new Map<string, PagePayload>()

  function drop(address: string, entry: Ahead): void {
    if (ahead.get(address) === entry) ahead.delete(address)
  }

  return {
    prefetch(address, isOfUse, fetch) {
      for (const [key, { until, abort }] of ahead) {
        if (until > now()) continue
        ahead.delete(key)
        abort.abort()
      }
      const known = ahead.get(address)
      if (known && (!known.arrived || isOfUse(known.arrived))) {
        known.wishes++
        return
      }
      const abort = new AbortController()
      const page = fetch(abort.signal, () => (entry.isComplete = true))
      const entry: Ahead = { page, until: now() + LIFETIME, abort, wishes: 1 }
      ahead.set(address, entry)
      page.then(
        (arrived) => (entry.arrived = arrived),
        () => drop(address, entry),
      )
    },
    abandon(address) {
      const entry = ahead.get(address)
      if (!entry || --entry.wishes > 0 || entry.isComplete) return
      ahead.delete(address)
      entry.abort.abort()
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
