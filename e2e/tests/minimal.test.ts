/** The template in templates/minimal: one form, with and without JavaScript. */
import { startBuilt } from '../helpers/app.ts'
import { expectAccessible } from '../helpers/accessible.ts'
import { templateFolder, templateTest } from '../helpers/template.ts'
import { expect } from '../helpers/test.ts'

const test = templateTest(() => startBuilt(templateFolder('minimal')))
const everywhere = { tag: '@nojs' }

test('the name is kept, and greeted', everywhere, async ({ page, visit }) => {
  await visit('/')
  await page.getByRole('textbox').fill('Ada')
  await page.getByRole('textbox').press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello, Ada.')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hello, Ada.')
})

test('what is wrong is said', everywhere, async ({ page, visit }) => {
  await visit('/')
  await page.getByRole('textbox').fill('')
  await page.getByRole('textbox').press('Enter')
  await expect(page.getByText('Write a name first.')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no accessibility problem in the ${colorScheme} theme`, async ({ page, visit, problems }) => {
    await page.emulateMedia({ colorScheme })
    await visit('/')
    await expectAccessible(page)
    problems.allow(/404/)
    await visit('/nowhere')
    await expectAccessible(page)
  })
}
