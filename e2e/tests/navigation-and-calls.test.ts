/** Going elsewhere while server functions run: neither waits for the other, and nothing is dropped. */
import { noReload } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

const dev = { tag: '@dev' }
const heading = 'h1'

test('a navigation does not wait for a call, and the call is not dropped', dev, async ({ page, open, recorded }) => {
  await open('/travel/busy')
  const sameDocument = await noReload(page)
  await page.getByRole('button', { name: 'slow call' }).click()
  await expect.poll(() => recorded('busy')).toEqual(['busy: begun'])
  await page.getByRole('link', { name: 'a', exact: true }).click()
  await expect(page.locator(heading)).toHaveText('Place A')
  expect(await recorded('busy')).toEqual(['busy: begun'])
  await expect.poll(() => recorded('busy')).toEqual(['busy: begun', 'busy: done'])
  await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'busyResult'))).toBe('result')
  await expect(page.locator(heading)).toHaveText('Place A')
  await expect(page).toHaveURL('/travel/a')
  await sameDocument()
})

test('nor in the transition of an action', dev, async ({ page, open, recorded }) => {
  await open('/travel/busy')
  await page.getByRole('button', { name: 'slow action' }).click()
  await expect.poll(() => recorded('busy')).toEqual(['busy: begun'])
  await page.getByRole('link', { name: 'b', exact: true }).click()
  await expect(page.locator(heading)).toHaveText('Place B')
  expect(await recorded('busy')).toEqual(['busy: begun'])
  await expect.poll(() => recorded('busy')).toEqual(['busy: begun', 'busy: done'])
  await expect(page.locator(heading)).toHaveText('Place B')
})

test('what the call changed is seen on the page that was gone to', dev, async ({ page, open, recorded }) => {
  await open('/travel/busy')
  await page.getByRole('button', { name: 'slow call' }).click()
  await expect.poll(() => recorded('busy')).toEqual(['busy: begun'])
  await page.getByRole('link', { name: 'busy too' }).click()
  await expect(page.locator(heading)).toHaveText('Busy too')
  await expect(page.getByTestId('recorded')).toHaveText(/busy: begun/)
  await expect(page.getByTestId('recorded')).toHaveText(/busy: done/)
})

test('back while a call runs', dev, async ({ page, open, recorded }) => {
  await open('/travel')
  await page.getByRole('link', { name: 'busy', exact: true }).click()
  await expect(page.locator(heading)).toHaveText('Busy')
  await page.getByRole('button', { name: 'slow call' }).click()
  await expect.poll(() => recorded('busy')).toEqual(['busy: begun'])
  await page.goBack()
  await expect(page.locator(heading)).toHaveText('Travel')
  await expect.poll(() => recorded('busy')).toEqual(['busy: begun', 'busy: done'])
  await expect(page.locator(heading)).toHaveText('Travel')
})
