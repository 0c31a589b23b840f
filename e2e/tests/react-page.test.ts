/** Every snippet of React's page "Server Functions", each on a route of its own. */
import type { ConsoleMessage } from '@playwright/test'
import { holdScripts, hydrated, noReload } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

for (const route of ['empty-note', 'import']) {
  test(`${route}: the reference is what the page says, and a click runs the function (A-101, A-201)`, {
    tag: '@dev',
  }, async ({ page, open }) => {
    const logged: ConsoleMessage[] = []
    page.on('console', (message) => logged.push(message))
    await open(`/react-page/${route}`)
    const sameDocument = await noReload(page)
    await expect(page.getByTestId('notes')).toHaveText('0')

    await page.getByRole('button', { name: 'Create Empty Note' }).click()
    await expect(page.getByTestId('notes')).toHaveText('1')
    await page.getByRole('button', { name: 'Create Empty Note' }).click()
    await expect(page.getByTestId('notes')).toHaveText('2')
    await sameDocument()

    const shapes = await Promise.all(logged.filter((message) => message.type() === 'log').map(shapeOf))
    expect(shapes).toContainEqual(['function', true, 'string'])
  })
}

async function shapeOf(message: ConsoleMessage) {
  return message.args()[0]?.evaluate((value: unknown) => {
    const reference = value as { $$typeof?: unknown; $$id?: unknown } | null
    return [typeof reference, reference?.$$typeof === Symbol.for('react.server.reference'), typeof reference?.$$id]
  })
}

test('empty-note: without JavaScript the page shows its button and does nothing', { tag: '@only-nojs' }, async ({
  page,
  open,
}) => {
  await open('/react-page/empty-note')
  await page.getByRole('button', { name: 'Create Empty Note' }).click()
  await expect(page.getByTestId('notes')).toHaveText('0')
})

test('actions: calls in a transition, and the error it returns is shown', { tag: '@dev' }, async ({ page, open }) => {
  await open('/react-page/actions')
  await page.getByRole('textbox').press('Enter')
  await expect(page.getByText('Failed: Name is required')).toBeVisible()
})

test('actions-mended: pending while it runs, void is undefined, the page is refreshed', { tag: '@dev' }, async ({
  page,
  open,
}) => {
  await open('/react-page/actions-mended')
  const name = page.getByLabel('Name')
  await name.press('Enter')
  await expect(page.getByText('Failed: Name is required')).toBeVisible()

  let answer = () => {}
  const answered = new Promise<void>((resolve) => (answer = resolve))
  await page.route('**/_ferry/action/**', async (route) => {
    await answered
    await route.continue()
  })
  await name.fill('Ada')
  await name.press('Enter')
  await expect(name).toBeDisabled()
  answer()
  await expect(page.getByTestId('name')).toHaveText('Ada')
  await expect(name).toBeEnabled()
  await expect(name).toHaveValue('')
  await expect(page.getByText('Failed')).toHaveCount(0)
})

test('form-action: a submit runs the function', { tag: ['@dev', '@nojs'] }, async ({ page, open }) => {
  await open('/react-page/form-action')
  await page.getByRole('textbox').fill('Grace')
  await page.getByRole('button', { name: 'Update' }).click()
  await expect(page.getByTestId('name')).toHaveText('Grace')
})

test('use-action-state: shows what the function returned', { tag: ['@dev', '@nojs'] }, async ({ page, open }) => {
  await open('/react-page/use-action-state')
  await page.getByRole('textbox').press('Enter')
  await expect(page.getByText('Failed: Name is required')).toBeVisible()
  await page.getByRole('textbox').fill('Lin')
  await page.getByRole('textbox').press('Enter')
  await expect(page.getByTestId('name')).toHaveText('Lin')
  await expect(page.getByText('Failed')).toHaveCount(0)
})

test('use-action-state: a form sent before hydration is replayed, once', { tag: '@late' }, async ({ page }) => {
  const scripts = await holdScripts(page)
  await page.goto('/react-page/use-action-state', { waitUntil: 'commit' })
  const sameDocument = await noReload(page)
  await page.getByRole('textbox').fill('Early')
  await page.getByRole('textbox').press('Enter')
  await scripts.release()
  await hydrated(page)
  await expect(page.getByTestId('name')).toHaveText('Early')
  await sameDocument()
})

test('permalink: with JavaScript the page stays, and the state is shown in place', { tag: '@dev' }, async ({
  page,
  open,
}) => {
  await open('/react-page/permalink')
  await page.getByLabel('Name').fill('Edsger')
  await page.getByRole('button', { name: 'Update' }).click()
  await expect(page.getByText('Updated')).toBeVisible()
  await expect(page).toHaveURL('/react-page/permalink')
})

test('permalink: without JavaScript the form goes to the permalink, and the state is shown there', {
  tag: ['@dev', '@only-nojs'],
}, async ({ page, open }) => {
  await open('/react-page/permalink')
  await page.getByRole('button', { name: 'Update' }).click()
  await expect(page).toHaveURL('/name/update')
  await expect(page.getByText('Failed: Name is required')).toBeVisible()
  await page.getByLabel('Name').fill('Barbara')
  await page.getByRole('button', { name: 'Update' }).click()
  await expect(page.getByText('Updated')).toBeVisible()
  await expect(page.getByTestId('name')).toHaveText('Barbara')
})

test('permalink: submitted before the bundle loads and the bundle never comes, the browser goes to the permalink', {
  tag: '@late',
}, async ({ page, problems }) => {
  problems.allow(/Failed to load resource/)
  const scripts = await holdScripts(page)
  await page.goto('/react-page/permalink', { waitUntil: 'commit' })
  await page.getByLabel('Name').fill('Katherine')
  await page.getByRole('button', { name: 'Update' }).click()
  await scripts.fail()
  await expect(page).toHaveURL('/name/update')
  await expect(page.getByText('Updated')).toBeVisible()
  await expect(page.getByTestId('name')).toHaveText('Katherine')
})
