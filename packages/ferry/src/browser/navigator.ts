/** Goes from page to page: by links, by the router, by the browser's back and forward, by the redirects of calls. */
import type { PagePayload } from '../protocol/payload.ts'
import { isOwnPage, withBase } from '../shell/href.ts'
import type { NavigateOptions } from '../shell/segment-context.ts'
import { createFetchPage, OtherBuild } from './fetch-page.ts'
import { createHistoryEntries } from './history-entries.ts'
import { leaveDocument } from './leave-document.ts'
import { createPageCache } from './page-cache.ts'
import { recoverFromSkew } from './skew.ts'
import type { Navigator, Tab } from './tab.ts'
import { addressOf, addressOfPage } from './view.ts'

interface Destination extends NavigateOptions {
  /** Page behind the entry that is gone back or forward to. */
  readonly behind?: string | undefined
  /** `traverse`: the browser is at the entry already. */
  readonly history: 'push' | 'replace' | 'traverse'
}

export function createNavigator(tab: Tab): Navigator {
  const { config, stage, freshness } = tab
  const fetchPage = createFetchPage(tab)
  const cache = createPageCache()
  const entries = createHistoryEntries()
  let running: { readonly abort: AbortController; settle?: (() => void) | undefined } | undefined

  /** Ends the navigation that is under way. */
  function begin(settle?: () => void): AbortSignal {
    running?.abort.abort()
    running?.settle?.()
    running = { abort: new AbortController(), settle }
    return running.abort.signal
  }

  function settled(): void {
    running?.settle?.()
    running = undefined
  }

  function arrive(page: PagePayload, { history, scroll }: Destination, hash: string): void {
    cache.keep(entries.key(), stage.current)
    const arrived = entries.entering(history, addressOfPage(page) + hash, scroll !== false && hash)
    // Going somewhere must not wait for running calls.
    stage.commit({ page, arrived }, { urgent: freshness.inFlight > 0, settled })
    if (freshness.isStale(page.version)) void refetch()
  }

  /** While a page is intercepted, the one behind it is what the next one may stand before. */
  function pageOnScreen(): string {
    return stage.latest.from ?? stage.address
  }

  /** Where pages are intercepted, what an address shows depends on where it is gone to from. */
  function keyOf(address: string, from: string | undefined): string {
    return config.intercepts ? `${address} ${from}` : address
  }

  async function go(url: URL, to: Destination): Promise<void> {
    if (!isOwnPage(url, location.origin, config.basePath)) return leaveDocument(url, to.history)
    const signal = begin(to.onSettled)
    const address = addressOf(url)
    const here = address === stage.address
    const from = to.history === 'traverse' ? to.behind : pageOnScreen()
    if (here && url.hash !== '' && to.history !== 'traverse') return arrive(stage.latest, to, url.hash)
    try {
      let page = await (cache.take(keyOf(address, from)) ?? fetchPage(address, from, signal))
      if (freshness.isOld(page.version)) page = await fetchPage(address, from, signal)
      if (signal.aborted) return
      const redirected = addressOfPage(page) !== address
      // A visit to the same page makes no new entry; a redirect on the way back or forward changes the one gone to.
      const replace = redirected ? to.history === 'traverse' : here && to.history === 'push'
      arrive(page, replace ? { ...to, history: 'replace' } : to, redirected ? '' : url.hash)
    } catch {
      if (!signal.aborted) return leaveDocument(url, to.history)
    }
  }

  async function refetch(): Promise<void> {
    const { address } = stage
    try {
      stage.offer(await fetchPage(address, stage.latest.from), address)
    } catch (error) {
      if (error instanceof OtherBuild && error.skew) recoverFromSkew(tab)
    }
  }

  entries.onTraverse((key) => {
    stage.intent++
    const url = new URL(location.href)
    const recent = addressOf(url) === addressOfPage(stage.current) ? stage.current : cache.recall(key)
    if (recent === undefined || freshness.isOld(recent.version)) {
      return void go(url, { history: 'traverse', behind: recent?.from })
    }
    begin()
    arrive(recent, { history: 'traverse' }, url.hash)
  })

  return {
    navigate(href, history, options) {
      void go(new URL(withBase(href, config.basePath), location.href), { ...options, history })
    },
    async follow({ url, type, external }, page, since) {
      if (since !== stage.intent) return
      const target = new URL(url, location.href)
      if (external || (page && page.build !== config.build)) return leaveDocument(target, type)
      if (page === undefined) return go(target, { history: type })
      begin()
      arrive(page, { history: type }, target.hash)
    },
    refetch,
    prefetch(href) {
      const url = new URL(withBase(href, config.basePath), location.href)
      const address = addressOf(url)
      if (!isOwnPage(url, location.origin, config.basePath) || address === stage.address) return
      const from = pageOnScreen()
      cache.prefetch(keyOf(address, from), () => fetchPage(address, from))
    },
  }
}
