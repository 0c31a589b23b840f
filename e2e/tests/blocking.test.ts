/** What was typed is not lost by going elsewhere. */
import { expect, test } from '../helpers/test.ts'

const dev = { tag: '@dev' }

test.beforeEach(async ({ page, open }) => {
  await open('/travel')
  await page.getByRole('link', { name: 'guard' }).click()
  await expect(page.locator('h1')).toHaveText('Guard')
})

test('links, the router and back are stopped, and go on when the user says so', dev, async ({ page }) => {
  const dialog = page.getByRole('alertdialog')
  await page.getByLabel('Text').fill('a novel')
  await page.getByRole('link', { name: 'a', exact: true }).click()
  await expect(dialog).toContainText('/travel/a')
  await expect(page).toHaveURL('/travel/guard')
  await page.getByRole('button', { name: 'Stay' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Push' }).click()
  await expect(dialog).toContainText('/travel/a')
  await page.getByRole('button', { name: 'Stay' }).click()
  await page.goBack()
  await expect(dialog).toContainText('/travel')
  await expect(page).toHaveURL('/travel/guard')
  await expect(page.getByLabel('Text')).toHaveValue('a novel')
  await page.getByRole('button', { name: 'Leave' }).click()
  await expect(page.locator('h1')).toHaveText('Travel')
  await expect(page).toHaveURL('/travel')
  await page.goForward()
  await expect(page.locator('h1')).toHaveText('Guard')
  await page.getByLabel('Text').fill('more')
  await page.getByRole('link', { name: 'b', exact: true }).click()
  await page.getByRole('button', { name: 'Leave' }).click()
  await expect(page.locator('h1')).toHaveText('Place B')
  await page.goBack()
  await expect(page.locator('h1')).toHaveText('Guard')
})

test('forward is stopped as well, and the entries stay as they were', dev, async ({ page }) => {
  await page.getByRole('link', { name: 'a', exact: true }).click()
  await expect(page.locator('h1')).toHaveText('Place A')
  await page.goBack()
  await expect(page.locator('h1')).toHaveText('Guard')
  await page.getByLabel('Text').fill('a novel')
  await page.goForward()
  await expect(page.getByRole('alertdialog')).toContainText('/travel/a')
  await expect(page).toHaveURL('/travel/guard')
  await page.getByRole('button', { name: 'Leave' }).click()
  await expect(page.locator('h1')).toHaveText('Place A')
})

test('nothing is in the way of a clean form, of a hash, of the redirect of a function', dev, async ({ page }) => {
  await page.getByRole('link', { name: 'a', exact: true }).click()
  await expect(page.locator('h1')).toHaveText('Place A')
  await page.goBack()
  await page.getByLabel('Text').fill('a novel')
  await page.getByRole('link', { name: 'below' }).click()
  await expect(page).toHaveURL('/travel/guard#below')
  await page.goBack()
  await expect(page).toHaveURL('/travel/guard')
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.locator('h1')).toHaveText('Saved')
})

test('the browser asks before the document goes', dev, async ({ page }) => {
  const asked: string[] = []
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type())
    await dialog.dismiss()
  })
  await page.getByLabel('Text').pressSequentially('a novel')
  await page.getByRole('link', { name: 'file' }).evaluate((link: HTMLAnchorElement) => location.assign(link.href))
  await expect.poll(() => asked).toEqual(['beforeunload'])
  await expect(page.getByLabel('Text')).toHaveValue('a novel')
})

test('onNavigate can stop a link', dev, async ({ page }) => {
  await page.getByRole('link', { name: 'stopped 0' }).click()
  await expect(page.getByRole('link', { name: 'stopped 1' })).toBeVisible()
  await expect(page).toHaveURL('/travel/guard')
})
