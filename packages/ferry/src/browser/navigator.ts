/** Goes from page to page: by links, by the router, by the browser's back and forward, by the redirects of calls. */
import type { PagePayload } from '../protocol/payload.ts'
import { brokenPages } from '../shell/broken-pages.ts'
import { isOwnPage, withBase } from '../shell/href.ts'
import type { NavigateOptions } from '../shell/segment-context.ts'
import { type Arrival, createArrivals } from './arrivals.ts'
import { createBlockers } from './blockers.ts'
import { OtherBuild, type PageRequest } from './fetch-page.ts'
import { createHistoryEntries, type HistoryChange } from './history-entries.ts'
import { leaveDocument } from './leave-document.ts'
import { renderedSince } from './merge-page.ts'
import { createPageSource } from './page-source.ts'
import { createRedirectCount } from './redirect-ring.ts'
import { withLateHead } from './refreshed-page.tsx'
import { recoverFromSkew } from './skew.ts'
import type { Navigator, Tab } from './tab.ts'
import { typedTransition } from './typed-transition.ts'
import { addressOf, addressOfPage } from './view.ts'

/** How long after a page is in place others are fetched ahead again. */
const AT_REST = 200

interface Destination extends NavigateOptions {
  /** What the entry showed that is gone back or forward to, as far as that is known. */
  readonly shown?: PagePayload | undefined
  /** `traverse`: the browser is at the entry already. */
  readonly history: HistoryChange
}

export function createNavigator(tab: Tab): Navigator {
  const { config, stage, freshness } = tab
  const source = createPageSource(tab)
  const entries = createHistoryEntries()
  const arrivals = createArrivals(entries)
  const blockers = createBlockers()
  const mayFollow = createRedirectCount()
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

  function arrive(page: PagePayload, { history, scroll, transitionTypes }: Destination, hash: string): void {
    source.keep(entries.key(), stage.current)
    const enter = entries.entering(history, addressOfPage(page) + hash)
    const arrival: Arrival = { page, left: stage.current, traverse: history === 'traverse', scroll, hash }
    const settle = arrivals.prepare(arrival)
    const arrived = () => {
      enter()
      settle()
      // Links that are gone with the page before have taken back what they wanted by then.
      setTimeout(source.goOn, AT_REST)
    }
    // Going somewhere must not wait for running calls.
    const urgent = freshness.inFlight > 0
    typedTransition(urgent ? undefined : transitionTypes, () => stage.commit({ page, arrived }, { urgent, settled }))
    if (freshness.isStale(renderedSince(page))) void refetch()
  }

  /** While a page is intercepted, the one behind it is what the next one may stand before. */
  function pageOnScreen(): string {
    return stage.latest.from ?? stage.address
  }

  async function go(url: URL, to: Destination): Promise<void> {
    if (!isOwnPage(url, location.origin, config.basePath)) return leaveDocument(url, to.history)
    const signal = begin(to.onSettled)
    const address = addressOf(url)
    const here = isSamePage(address, stage.address)
    const from = to.history === 'traverse' ? to.shown?.from : pageOnScreen()
    if (here && url.hash !== '' && to.history !== 'traverse') return arrive(stage.latest, to, url.hash)
    try {
      const request = { address, from, signal }
      source.giveWay(request)
      const page = await source.get(request, to.shown)
      if (signal.aborted) return
      const redirected = !isSamePage(addressOfPage(page), address)
      // A visit to the same page makes no new entry; a redirect on the way back or forward changes the one gone to.
      const replace = redirected ? to.history === 'traverse' : here && to.history === 'push'
      // A redirect keeps the hash, as it does for documents.
      arrive(page, replace ? { ...to, history: 'replace' } : to, url.hash)
    } catch {
      if (!signal.aborted) return leaveDocument(url, to.history)
    }
  }

  async function refetch(isAsked = false): Promise<void> {
    const { address } = stage
    try {
      stage.offer(await source.renew({ address, from: stage.latest.from }), address)
    } catch (error) {
      const reason = error instanceof OtherBuild && error.reason
      if (reason === 'skew') recoverFromSkew(tab)
      // A document may be there all the same, and if not, it says so.
      if (reason === 'gone' && isAsked && address === stage.address) location.reload()
    }
  }

  function traverse(key: string): void {
    stage.intent++
    const url = new URL(location.href)
    const recent = addressOf(url) === addressOfPage(stage.current) ? stage.current : source.recall(key)
    if (recent === undefined || freshness.isOld(renderedSince(recent))) {
      return void go(url, { history: 'traverse', shown: recent })
    }
    begin()
    arrive(recent, { history: 'traverse' }, url.hash)
  }

  /** The page stays; only what hooks say of the address changes. */
  function showAddress(address: string): void {
    // On the way to another page: that one is shown, and pushed on top.
    if (stage.latest !== stage.current || address === stage.address) return
    const { current } = stage
    source.keep(entries.key(), current)
    const page = { ...current, url: address }
    if (brokenPages.has(current)) brokenPages.add(page)
    stage.commit({ page })
  }

  let proceeding = false
  entries.onTraverse((key, steps) => {
    const isElsewhere = addressOf(location) !== stage.address
    const proceed = () => {
      proceeding = true
      history.go(steps)
    }
    const isFree = proceeding || steps === 0 || !isElsewhere
    proceeding = false
    if (!isFree && blockers.stop({ href: hrefOf(location), kind: 'traverse' }, proceed)) entries.goSilently(-steps)
    else traverse(key)
  })
  entries.onOwnChange((address) => {
    if (isOwnPage(new URL(address, location.href), location.origin, config.basePath)) showAddress(address)
  })

  // The browser had put the whole document aside: what was done in others since then is not in it.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void refetch()
  })

  function ahead(href: string, act: (request: PageRequest) => void): void {
    const url = new URL(withBase(href, config.basePath), location.href)
    const address = addressOf(url)
    if (isOwnPage(url, location.origin, config.basePath) && !isSamePage(address, stage.address)) {
      act({ address, from: pageOnScreen() })
    }
  }

  return {
    navigate(href, history, options) {
      const url = new URL(withBase(href, config.basePath), location.href)
      if (!mayFollow(brokenPages.has(stage.current))) {
        options?.onSettled?.()
        void import('./end-ring.ts').then(({ endRing }) => endRing(url, options?.boundary))
        return
      }
      const proceed = () => void go(url, { ...options, history })
      const isElsewhere = url.origin !== location.origin || !isSamePage(addressOf(url), stage.address)
      if (isElsewhere && blockers.stop({ href: hrefOf(url), kind: history }, proceed)) options?.onSettled?.()
      else proceed()
    },
    async follow({ url, type, external }, page, since) {
      if (since !== stage.intent) return
      const target = new URL(url, location.href)
      if (external || (page && page.build !== config.build)) return leaveDocument(target, type)
      if (page === undefined) return go(target, { history: type })
      begin()
      try {
        arrive(withLateHead(source.complete(page), null), { history: type }, target.hash)
      } catch {
        return leaveDocument(target, type)
      }
    },
    refetch: () => refetch(),
    refresh() {
      source.forget()
      return refetch(true)
    },
    prefetch(href) {
      if (!isDataSaved()) ahead(href, source.prefetch)
    },
    abandon: (href) => ahead(href, source.abandon),
    block: blockers.add,
  }
}

/** An app may have all its URLs end with a slash, whatever its links say. */
function isSamePage(address: string, other: string): boolean {
  return address === other || withoutSlash(address) === withoutSlash(other)
}

function withoutSlash(address: string): string {
  return address.replace(/\/(?=\?|$)/, '')
}

/** Of a page of this site without the origin. */
function hrefOf({ origin, href }: URL | Location): string {
  return origin === location.origin ? href.slice(origin.length) : href
}

/** The user, or the network, has no bytes to spare for what may never be looked at. */
function isDataSaved(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } }
  return connection !== undefined && (connection.saveData === true || /2g$/.test(connection.effectiveType ?? ''))
}
