/** Where a page comes from: fetched ahead or now; only what changes, or whole where what is on screen cannot stay. */
import { writeHeldSegments } from '../protocol/held-segments.ts'
import type { PagePayload } from '../protocol/payload.ts'
import { brokenPages } from '../shell/broken-pages.ts'
import { createFetchPage, OtherBuild, type PageRequest } from './fetch-page.ts'
import { hasEmptySlot, keepSlots } from './kept-slots.ts'
import { mergePage, renderedSince } from './merge-page.ts'
import { createPageCache } from './page-cache.ts'
import { refreshedPage } from './refreshed-page.tsx'
import type { Tab } from './tab.ts'

export interface PageSource {
  /**
   * Whole, and no older than what was done, but for slots that stay. Rejects as {@link FetchPage} does.
   *
   * @param shown what the entry of the history showed that is gone back or forward to
   */
  get(request: PageRequest, shown?: PagePayload): Promise<PagePayload>
  /** With the slots that stay on screen. @throws when one of them would be empty */
  complete(page: PagePayload, shown?: PagePayload): PagePayload
  /** Nothing of the page on screen stays as it is: slots that have no page at its URL are fetched where they come from. */
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

  function complete(page: PagePayload, shown = stage.latest): PagePayload {
    const whole = brokenPages.has(shown) ? page : keepSlots(shown, page)
    if (hasEmptySlot(whole.tree)) throw new OtherBuild('gone')
    return whole
  }

  async function renew(request: PageRequest): Promise<PagePayload> {
    const page = await fetchPage(request)
    const origins = Object.entries(keepSlots(stage.latest, page).kept ?? {})
    const addresses = new Map(origins.map(([, origin]) => [keyOf(origin), origin]))
    const others = await Promise.all(
      Array.from(addresses, async ([key, origin]) => [key, await fetchPage(origin).catch(() => null)] as const),
    )
    // One that is not to be had any more leaves its slots as they are.
    const renewed = others.reduce(
      (whole, [key, other]) =>
        other
          ? keepSlots(other, whole, (slot) => origins.some(([at, from]) => at === slot && keyOf(from) === key))
          : whole,
      page,
    )
    return refreshedPage(stage.latest, renewed)
  }

  async function get(request: PageRequest, shown?: PagePayload): Promise<PagePayload> {
    const ahead = await cache.take(keyOf(request), request.signal)
    const page = (ahead && whole(ahead)) ?? whole(await fetchPage({ ...request, held: held() }))
    return complete(page ?? (await fetchPage(request)), shown)
  }

  return {
    get,
    complete,
    renew,
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
