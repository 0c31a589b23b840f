/** What React's server renderer leaves in a form, and what hydration makes of it (ReactDOMFizzForm). */
import { expect, test } from '../helpers/test.ts'

test('hidden fields of ours are there once, the user’s own stay; nothing is pending', {
  tag: ['@dev', '@nojs'],
}, async ({ page, open }) => {
  await open('/forms/attributes')
  const form = page.getByTestId('form')
  await expect(form.locator('input[name=mine]')).toHaveCount(1)
  await expect(form.getByRole('status')).toHaveText('idle')
})

test('away from a function: the plain attributes are back, then gone', { tag: '@dev' }, async ({ page, open }) => {
  await open('/forms/attributes')
  const form = page.getByTestId('form')
  await page.getByRole('button', { name: 'To a URL' }).click()
  await expect(form).toHaveAttribute('action', '/forms/elsewhere')
  for (const name of ['method', 'enctype', 'target']) await expect(form).not.toHaveAttribute(name, /./)
  await expect(form.getByRole('button')).toHaveAttribute('formaction', '/forms/elsewhere')
  await expect(form.getByRole('button')).not.toHaveAttribute('name', /./)
  await page.getByRole('button', { name: 'To nothing' }).click()
  await expect(form).not.toHaveAttribute('action', /./)
  await expect(form.getByRole('button')).not.toHaveAttribute('formaction', /./)
})

for (const name of ['At once', 'Later']) {
  test(`an action that throws reaches the error boundary: ${name}`, async ({ page, open, problems }) => {
    problems.allow(/./)
    await open('/forms/failing')
    await page.getByRole('button', { name }).click()
    await expect(page.getByRole('heading')).toHaveText('Form failed')
  })
}
