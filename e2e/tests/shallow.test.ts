/** The app changes the address itself: hooks follow, nothing is fetched, back and forward lead over it. */
import { noReload } from '../helpers/page.ts'
import { payloads } from '../helpers/payloads.ts'
import { expect, test } from '../helpers/test.ts'

const dev = { tag: '@dev' }

test('pushState and replaceState: hooks follow, state stays, no request', dev, async ({ page, open }) => {
  await open('/travel/shallow')
  const sameDocument = await noReload(page)
  const seen = await payloads(page)
  const address = page.getByTestId('address')
  await page.getByRole('button', { name: 'count 0' }).click()
  await page.getByRole('button', { name: 'push asc' }).click()
  await expect(address).toHaveText('/travel/shallow sort=asc')
  await expect(page).toHaveURL('/travel/shallow?sort=asc')
  expect(await page.evaluate(() => history.state.own)).toBe(1)
  await page.getByRole('button', { name: 'push desc' }).click()
  await expect(address).toHaveText('/travel/shallow sort=desc')
  await page.goBack()
  await expect(address).toHaveText('/travel/shallow sort=asc')
  await page.goBack()
  await expect(address).toHaveText('/travel/shallow')
  await page.goForward()
  await page.goForward()
  await expect(address).toHaveText('/travel/shallow sort=desc')
  await expect(page.getByRole('button', { name: 'count 1' })).toBeVisible()
  await page.getByRole('button', { name: 'push hash' }).click()
  await expect(page).toHaveURL('/travel/shallow?sort=desc#only')
  await expect(address).toHaveText('/travel/shallow sort=desc')
  await page.goBack()
  await expect(page).toHaveURL('/travel/shallow?sort=desc')
  await page.waitForTimeout(200)
  expect(seen).toEqual([])
  await sameDocument()
})

test(
  'a state that is no object is the app’s, and its entry is fetched when it is returned to',
  dev,
  async ({ page, open }) => {
    await open('/travel/shallow')
    await page.getByRole('button', { name: 'replace none' }).click()
    await expect(page.getByTestId('address')).toHaveText('/travel/shallow sort=none')
    expect(await page.evaluate(() => history.state)).toBe('text')
    await page.getByRole('link', { name: 'a', exact: true }).click()
    await expect(page.locator('h1')).toHaveText('Place A')
    await page.goBack()
    await expect(page.locator('h1')).toHaveText('Shallow')
    await expect(page.getByTestId('address')).toHaveText('/travel/shallow sort=none')
  },
)

test('on to other pages and back again, and a refresh shows the new address', dev, async ({ page, open }) => {
  await open('/travel/shallow')
  await page.getByRole('button', { name: 'push asc' }).click()
  await page.getByRole('link', { name: 'a', exact: true }).click()
  await expect(page.locator('h1')).toHaveText('Place A')
  await page.goBack()
  await expect(page.getByTestId('address')).toHaveText('/travel/shallow sort=asc')
  await expect(page.getByTestId('server')).toHaveText('{}')
  await page.getByRole('button', { name: 'refresh here' }).click()
  await expect(page.getByTestId('server')).toHaveText('{"sort":"asc"}')
  await page.goBack()
  await expect(page.getByTestId('address')).toHaveText('/travel/shallow')
})
