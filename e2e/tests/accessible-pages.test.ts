/** Nothing for axe to complain about, after a visit and after a navigation. */
import { expectAccessible } from '../helpers/accessible.ts'
import { notes, startBuilt } from '../helpers/app.ts'
import { hydrated } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

test('the demo app, by navigation: list, note, form, and back again', async ({ page }) => {
  const app = await startBuilt(notes)
  try {
    await page.goto(app.url)
    await hydrated(page)
    await expectAccessible(page)
    await page.locator('main a[href^="/notes/"]').first().click()
    await expect(page).toHaveURL(/\/notes\/(?!new)/)
    await expect(page.locator('ferry-announcer')).toHaveCount(1)
    await expectAccessible(page)
    await page.getByRole('link', { name: /edit/i }).click()
    await expect(page).toHaveURL(/\/edit$/)
    await expectAccessible(page)
    await page.goBack()
    await expect(page).not.toHaveURL(/\/edit$/)
    await expectAccessible(page)
    await page.goto('about:blank')
  } finally {
    await app.stop()
  }
})
