/** Where a page comes from: fetched ahead or now; only what changes, or whole where what is on screen cannot stay. */
import { writeHeldSegments } from '../protocol/held-segments.ts'
import type { PagePayload } from '../protocol/payload.ts'
import { brokenPages } from '../shell/broken-pages.ts'
import { createFetchPage, type PageRequest } from './fetch-page.ts'
import { mergePage, renderedSince } from './merge-page.ts'
import { createPageCache } from './page-cache.ts'
import type { Tab } from './tab.ts'

export interface PageSource {
  /** Whole, and not older than what was done. Rejects as {@link FetchPage} does. */
  get(request: PageRequest): Promise<PagePayload>
  /** Nothing of the page on screen stays. */
  renew(request: PageRequest): Promise<PagePayload>
  prefetch(request: PageRequest): void
  /** Somebody who asked for a prefetch has no more use for it. */
  abandon(request: PageRequest): void
  /** This page is gone to: nothing else is fetched ahead until `goOn`. */
  giveWay(request: PageRequest): void
  goOn(): void
  /** What was fetched ahead or kept for the way back may be out of date. */
  forget(): void
  keep(key: string, page: PagePayload): void
  /** undefined: not kept, or not to be shown again. */
  recall(key: string): PagePayload | undefined
}

export function createPageSource(tab: Tab): PageSource {
  const { config, stage, freshness } = tab
  const fetchPage = createFetchPage(tab)
  const cache = createPageCache()

  /** Where pages are intercepted, what an address shows depends on where it is gone to from. */
  function keyOf({ address, from }: PageRequest): string {
    return config.intercepts ? `${address} ${from}` : address
  }

  /** What calls under way will have changed is not known yet. */
  function held(): string | undefined {
    const page = stage.latest
    if (freshness.inFlight > 0 || freshness.isOld(renderedSince(page)) || brokenPages.has(page)) return undefined
    return writeHeldSegments(page.tree) ?? undefined
  }

  function whole(page: PagePayload): PagePayload | null {
    const base = brokenPages.has(stage.latest) ? page : stage.latest
    const merged = mergePage(base, page)
    return merged && freshness.isOld(renderedSince(merged)) ? null : merged
  }

  async function get(request: PageRequest): Promise<PagePayload> {
    const ahead = await cache.take(keyOf(request), request.signal)
    const page = (ahead && whole(ahead)) ?? whole(await fetchPage({ ...request, held: held() }))
    return page ?? fetchPage(request)
  }

  return {
    get,
    renew: fetchPage,
    prefetch(request) {
      const isOfUse = (page: PagePayload) => whole(page) !== null
      cache.prefetch(keyOf(request), isOfUse, (signal, complete) =>
        fetchPage({ ...request, held: held(), signal, complete }),
      )
    },
    abandon: (request) => cache.abandon(keyOf(request)),
    giveWay: (request) => cache.giveWay(keyOf(request)),
    goOn: cache.goOn,
    forget: cache.forget,
    keep: cache.keep,
    recall(key) {
      const page = cache.recall(key)
      return page && !brokenPages.has(page) ? page : undefined
    },
  }
}
