/** What tests ask of a page: is it interactive, was it loaded anew, are its scripts held back. */
import { expect, type Page, type Response, type Route } from '@playwright/test'

export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => Reflect.get(globalThis, '__ferry_h') === true)
}

/** Marks the document; the function it returns asserts that the same document is still there. */
export async function noReload(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => Reflect.set(globalThis, '__same_document', true))
  return async () => {
    expect(await page.evaluate(() => Reflect.get(globalThis, '__same_document')), 'the page was loaded anew').toBe(true)
  }
}

export interface HeldScripts {
  /** Lets the scripts through, those to come too. */
  release(): Promise<void>
  /** Fails them, as a broken network does. */
  fail(): Promise<void>
}

/** Keeps every script file of the app from arriving. */
export async function holdScripts(page: Page): Promise<HeldScripts> {
  const waiting: Route[] = []
  let fate: 'held' | 'released' | 'failed' = 'held'
  const settle = (route: Route) => (fate === 'failed' ? route.abort() : route.continue())
  await page.route(/\/_ferry\/assets\/.*\.js(\?|$)/, async (route) => {
    if (fate === 'held') waiting.push(route)
    else await settle(route)
  })
  const all = async (next: 'released' | 'failed') => {
    fate = next
    // The document that asked may be gone by now.
    await Promise.all(waiting.splice(0).map((route) => settle(route).catch(() => undefined)))
  }
  return { release: () => all('released'), fail: () => all('failed') }
}

/** Opens a page whose scripts are held back and waits until its HTML is complete. */
export async function openLate(page: Page, path: string): Promise<HeldScripts> {
  const scripts = await holdScripts(page)
  await page.goto(path, { waitUntil: 'commit' })
  await page.waitForFunction(() => document.querySelector('[data-end]') !== null)
  return scripts
}

/** The documents (not payloads, not assets) the page asked for from now on. */
export function documents(page: Page): readonly Response[] {
  const seen: Response[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'document') seen.push(response)
  })
  return seen
}

/** From the next document on, closed shadow roots are open: what the dev server shows can be looked for. */
export async function openShadows(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { attachShadow } = Element.prototype
    Element.prototype.attachShadow = function (init) {
      return attachShadow.call(this, { ...init, mode: 'open' })
    }
  })
}
