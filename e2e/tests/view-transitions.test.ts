/** Navigations animate what is inside `<ViewTransition>`, and are the same where the browser cannot. */
import type { Page } from '@playwright/test'
import { expect, test } from '../helpers/test.ts'

async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: string[][] = []
    Reflect.set(globalThis, 'seenTransitions', seen)
    const start = document.startViewTransition?.bind(document)
    if (!start) return
    document.startViewTransition = (options) => {
      seen.push([...((options as { types?: Iterable<string> } | undefined)?.types ?? [])])
      return start(options)
    }
  })
}
const seen = (page: Page) => page.evaluate(() => Reflect.get(globalThis, 'seenTransitions') as string[][])

test('a navigation is a view transition, with the types of its link', { tag: '@dev' }, async ({ page, open }) => {
  await watch(page)
  await open('/travel/gallery/1')
  await page.getByRole('link', { name: 'forward' }).click()
  await expect(page.locator('h1')).toHaveText('Picture 2')
  expect((await seen(page)).at(-1)).toEqual(['forward'])
  await page.getByRole('link', { name: 'plain' }).click()
  await expect(page.locator('h1')).toHaveText('Picture 3')
  expect((await seen(page)).at(-1)).toEqual([])
})

test('a page without any has none', async ({ page, open }) => {
  await watch(page)
  await open('/travel')
  await page.getByRole('link', { name: 'a', exact: true }).click()
  await expect(page.locator('h1')).toHaveText('Place A')
  expect(await seen(page)).toEqual([])
})

test('a browser that has no view transitions changes the page at once', async ({ page, open }) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'startViewTransition', { value: undefined })
  })
  await open('/travel/gallery/1')
  await page.getByRole('link', { name: 'forward' }).click()
  await expect(page.locator('h1')).toHaveText('Picture 2')
})
