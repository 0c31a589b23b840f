/** Pages are fetched ahead when that is likely to help, and no longer. */
import type { Page } from '@playwright/test'
import { expect, test } from '../helpers/test.ts'

/** Paths of the payloads that the page asks for from now on. */
function watch(page: Page): readonly string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.includes('/_ferry/payload')) asked.push(pathname.replace('/_ferry/payload', '') + search)
  })
  return asked
}

test('on pointing at a link; the click then asks for nothing', async ({ page, open }) => {
  await open('/travel')
  const asked = watch(page)
  await page.getByRole('link', { name: 'a', exact: true }).hover()
  await expect.poll(() => asked).toEqual(['/travel/a'])
  await page.getByRole('link', { name: 'a', exact: true }).click()
  await expect(page.locator('h1')).toHaveText('Place A')
  expect(asked).toEqual(['/travel/a'])
})

test('broken off when the pointer goes elsewhere before it is there', async ({ page, open, recorded }) => {
  await open('/travel')
  await page.getByRole('link', { name: 'ahead' }).hover()
  await expect.poll(() => recorded('ahead')).toEqual(['ahead: asked'])
  await page.locator('h1').hover()
  await expect.poll(() => recorded('ahead')).toEqual(['ahead: asked', 'ahead: broken off'])
})

test('not broken off when it was gone to', async ({ page, open, recorded }) => {
  await open('/travel')
  await page.getByRole('link', { name: 'ahead' }).hover()
  await expect.poll(() => recorded('ahead')).toEqual(['ahead: asked'])
  await page.getByRole('link', { name: 'ahead' }).click()
  await expect(page.getByText('Loading ahead')).toBeVisible()
  await page.getByText('Loading ahead').hover()
  await expect(page.locator('h1')).toHaveText('Ahead')
  expect(await recorded('ahead')).toEqual(['ahead: asked', 'ahead: made'])
})

test('with prefetch, near the viewport; broken off when the link leaves it', async ({ page, open, recorded }) => {
  await open('/travel/long')
  const asked = watch(page)
  await page.waitForTimeout(200)
  expect(asked).toEqual([])
  await page.evaluate(() => scrollTo(0, 2900))
  await expect.poll(() => recorded('ahead')).toEqual(['ahead: asked'])
  await page.evaluate(() => scrollTo(0, 0))
  await expect.poll(() => recorded('ahead')).toEqual(['ahead: asked', 'ahead: broken off'])
})

test('broken off when the link is gone', async ({ page, open, recorded }) => {
  await open('/travel/long')
  await page.evaluate(() => scrollTo(0, 2900))
  await expect.poll(() => recorded('ahead')).toEqual(['ahead: asked'])
  await page.getByRole('link', { name: 'a', exact: true }).evaluate((link: HTMLElement) => link.click())
  await expect(page.locator('h1')).toHaveText('Place A')
  await expect.poll(() => recorded('ahead')).toEqual(['ahead: asked', 'ahead: broken off'])
})

test('broken off while another page is gone to, and fetched again after it', async ({ page, open, recorded }) => {
  await open('/travel')
  await page.getByRole('link', { name: 'ahead' }).hover()
  await expect.poll(() => recorded('ahead')).toEqual(['ahead: asked'])
  // The pointer stays where it is.
  await page.getByRole('link', { name: 'late' }).evaluate((link: HTMLElement) => link.click())
  await expect.poll(() => recorded('ahead')).toEqual(['ahead: asked', 'ahead: broken off'])
  await expect(page).toHaveURL('/travel/late')
  await expect.poll(() => recorded('ahead')).toEqual(['ahead: asked', 'ahead: broken off', 'ahead: asked'])
  const asked = watch(page)
  await page.getByRole('link', { name: 'ahead' }).click()
  await expect(page.locator('h1')).toHaveText('Ahead')
  expect(asked).toEqual([])
})

test('not at all for who saves data', async ({ page, open }) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true }),
  )
  await open('/travel')
  const asked = watch(page)
  await page.getByRole('link', { name: 'a', exact: true }).hover()
  await page.waitForTimeout(300)
  expect(asked).toEqual([])
  await page.getByRole('link', { name: 'a', exact: true }).click()
  await expect(page.locator('h1')).toHaveText('Place A')
  expect(asked).toEqual(['/travel/a'])
})
