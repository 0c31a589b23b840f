/** The payloads that a page asks for from now on: what was asked, what was said to be held, what came. They arrive whole. */
import type { Page } from '@playwright/test'

export interface SeenPayload {
  /** Example: `/notes/1?tab=a` */
  readonly address: string
  /** The header `Ferry-Have`; undefined when the whole page was asked for. */
  readonly have: string | undefined
  readonly text: Promise<string>
}

export async function payloads(page: Page): Promise<readonly SeenPayload[]> {
  const seen: SeenPayload[] = []
  await page.route('**/_ferry/payload/**', async (route) => {
    const request = route.request()
    const { pathname, search } = new URL(request.url())
    // What is asked for when a test ends may never be answered.
    const answer = route.fetch().catch(() => null)
    const text = answer.then((response) => response?.text() ?? '').catch(() => '')
    seen.push({
      address: pathname.replace('/_ferry/payload', '') + search,
      have: request.headers()['ferry-have'],
      text,
    })
    const response = await answer
    const body = await text
    // The page may not want it any more.
    if (response) await route.fulfill({ response, body }).catch(() => undefined)
  })
  return seen
}
