/** cookies() in functions and in the page that answers. */
import { expect, test } from '../helpers/test.ts'

test('a cookie set by a function is seen by the page of the same answer, and by the browser', {
  tag: ['@dev', '@nojs'],
}, async ({ page, open, context }) => {
  await open('/cookies')
  await expect(page.getByTestId('flavour')).toHaveText('none')
  await page.getByRole('button', { name: 'Set' }).click()
  await expect(page.getByTestId('flavour')).toHaveText('vanilla; a=b, é')
  const cookies = await context.cookies()
  expect(cookies.filter((cookie) => cookie.name === 'flavour')).toHaveLength(1)
  expect(cookies[0]?.httpOnly).toBe(true)

  await page.reload()
  await expect(page.getByTestId('flavour')).toHaveText('vanilla; a=b, é')
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(page.getByTestId('flavour')).toHaveText('none')
  expect(await context.cookies()).toEqual([])
})

test('cookies are not writable while a page renders', { tag: '@nojs' }, async ({ page, open, context }) => {
  await open('/cookies')
  await expect(page.getByTestId('writable')).toHaveText('refused')
  expect(await context.cookies()).toEqual([])
})
