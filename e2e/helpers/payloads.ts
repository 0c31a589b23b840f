/** The payloads that a page asks for from now on: what was asked, what was said to be held, what came. */
import type { Page } from '@playwright/test'

export interface SeenPayload {
  /** Example: `/notes/1?tab=a` */
  readonly address: string
  /** The header `Ferry-Have`; undefined when the whole page was asked for. */
  readonly have: string | undefined
  readonly text: Promise<string>
}

export function payloads(page: Page): readonly SeenPayload[] {
  const seen: SeenPayload[] = []
  page.on('response', (response) => {
    const request = response.request()
    const { pathname, search } = new URL(response.url())
    if (!pathname.includes('/_ferry/payload')) return
    const address = pathname.replace('/_ferry/payload', '') + search
    // One that was broken off has no text.
    seen.push({ address, have: request.headers()['ferry-have'], text: response.text().catch(() => '') })
  })
  return seen
}
