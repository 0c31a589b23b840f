/** The template in templates/express: an Express API and pages in one process, with and without JavaScript. */
import { startNode } from '../helpers/app.ts'
import { expectAccessible } from '../helpers/accessible.ts'
import { templateFolder, templateTest } from '../helpers/template.ts'
import { expect } from '../helpers/test.ts'

const test = templateTest(() => startNode(templateFolder('express'), ['index.mjs'], { NODE_ENV: 'production' }))
const everywhere = { tag: '@nojs' }

test('a departure is added to the API and removed again', everywhere, async ({ page, visit, visitor, request }) => {
  const to = `To ${visitor}`
  const known = async () => JSON.stringify(await (await request.get('/api/departures')).json()).includes(to)
  await visit('/')
  await page.getByLabel('Time').fill('14:30')
  await page.getByLabel('To', { exact: true }).fill(to)
  await page.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: to })).toContainText('14:30')
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('')
  expect(await known()).toBe(true)

  await page.getByRole('button', { name: `Remove 14:30 to ${to}` }).click()
  await expect(page.getByText(to)).toHaveCount(0)
  expect(await known()).toBe(false)
})

test('what the API refuses is shown beside what was written', everywhere, async ({ page, visit }) => {
  await visit('/')
  await page.getByLabel('To', { exact: true }).fill('Nowhere')
  await page.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByText('Write the time as 14:30.')).toBeVisible()
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('Nowhere')
  await expect(page.getByLabel('Time')).toHaveAttribute('aria-invalid', 'true')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no accessibility problem in the ${colorScheme} theme`, async ({ page, visit }) => {
    await page.emulateMedia({ colorScheme })
    await visit('/')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Add' }).click()
    await expect(page.getByText('Write the time as 14:30.')).toBeVisible()
    await expectAccessible(page)
  })
}
