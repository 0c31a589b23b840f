/** The pages a tab keeps: those fetched ahead, for half a minute and one use, and those of recent history entries. */
import type { PagePayload } from '../protocol/payload.ts'

export interface PageCache {
  /** Fetches ahead unless that was done a moment ago. */
  prefetch(address: string, fetch: () => Promise<PagePayload>): void
  /** Takes the page that was fetched ahead. */
  take(address: string): Promise<PagePayload> | undefined
  keep(key: string, page: PagePayload): void
  recall(key: string): PagePayload | undefined
}

const LIFETIME = 30_000
const RECENT = 12

export function createPageCache(now: () => number = Date.now): PageCache {
  const ahead = new Map<string, { page: Promise<PagePayload>; until: number }>()
  const recent = new Map<string, PagePayload>()
  return {
    prefetch(address, fetch) {
      for (const [key, { until }] of ahead) if (until <= now()) ahead.delete(key)
      if (ahead.has(address)) return
      const page = fetch()
      ahead.set(address, { page, until: now() + LIFETIME })
      page.catch(() => ahead.delete(address))
    },
    take(address) {
      const entry = ahead.get(address)
      ahead.delete(address)
      return entry && entry.until > now() ? entry.page : undefined
    },
    keep(key, page) {
      recent.delete(key)
      recent.set(key, page)
      if (recent.size > RECENT) recent.delete(recent.keys().next().value ?? '')
    },
    recall: (key) => recent.get(key),
  }
}
