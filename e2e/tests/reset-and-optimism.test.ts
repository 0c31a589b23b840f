/** Form reset (A6) and useOptimistic (A7). */
import { expect, test } from '../helpers/test.ts'

test('A-601, A-602 after success uncontrolled fields take the new default, controlled ones stay', {
  tag: '@dev',
}, async ({ page, open }) => {
  await open('/reset')
  const field = page.getByLabel('Uncontrolled')
  await expect(field).toHaveValue('initial')
  await field.fill('typed')
  await page.getByLabel('Controlled').last().fill('mine')
  await page.getByTestId('uncontrolled').getByRole('button').click()
  // While the function runs the text stays.
  await expect(field).toHaveValue('typed')
  await expect(page.getByTestId('recorded')).toHaveText('reset: typed')
  await field.fill('changed again')
  await page.getByTestId('uncontrolled').getByRole('button').click()
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveText(['reset: typed', 'reset: changed again'])
  await expect(field).toHaveValue('changed again')
  await expect(page.getByLabel('Controlled').last()).toHaveValue('mine')
})

test('A-603 what was refused stays in the field when the function returns it', { tag: ['@dev', '@nojs'] }, async ({
  page,
  open,
}) => {
  await open('/reset')
  await page.getByLabel('Refused').fill('too short')
  await page.getByTestId('refused').getByRole('button').click()
  await expect(page.getByText('Refused')).toBeVisible()
  await expect(page.getByLabel('Refused')).toHaveValue('too short')
})

test('A-703 the number grows at once, and settles on what the server says in one commit', { tag: '@dev' }, async ({
  page,
  open,
}) => {
  await open('/optimistic')
  const seen = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const pairs: string[] = []
        const text = (id: string) => document.querySelector(`[data-testid=${id}]`)?.textContent
        new MutationObserver(() => {
          pairs.push(`${text('shown')}/${text('server')}`)
          if (text('server') === '1') resolve(pairs)
        }).observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
  )
  await page.getByRole('button', { name: 'Like' }).click()
  await expect(page.getByTestId('shown')).toHaveText('1')
  await expect(page.getByTestId('server')).toHaveText('0')
  await expect(page.getByTestId('server')).toHaveText('1')
  await expect(page.getByTestId('shown')).toHaveText('1')
  expect(new Set(await seen)).toEqual(new Set(['1/0', '1/1']))
})

test('A-703 optimism rebases: three clicks at once end as three', async ({ page, open }) => {
  await open('/optimistic')
  for (let click = 0; click < 3; click++) await page.getByRole('button', { name: 'Like' }).click()
  await expect(page.getByTestId('shown')).toHaveText('3')
  await expect(page.getByTestId('server')).toHaveText('3')
  await expect(page.getByTestId('shown')).toHaveText('3')
})

test('A-703 on failure the number falls back', async ({ page, open, problems }) => {
  problems.allow(/status of 500/)
  await open('/optimistic')
  await page.getByRole('button', { name: 'Fail' }).click()
  await expect(page.getByTestId('shown')).toHaveText('1')
  await expect(page.getByText('Failed')).toBeVisible()
  await expect(page.getByTestId('shown')).toHaveText('0')
})
