/** React's own browser tests of forms (ReactDOMForm), against server functions. */
import type { Page } from '@playwright/test'
import { noReload } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

test.beforeEach(async ({ open }) => open('/forms/dom'))

/** Holds calls back until the function it returns is called. */
async function holdCalls(page: Page): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/_ferry/action/**', async (route) => {
    await released
    await route.continue()
  })
  return release
}

test('the action of a form can change', async ({ page }) => {
  const form = page.getByTestId('updated')
  await form.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByTestId('recorded')).toHaveText('first')
  await form.getByRole('button', { name: 'Change' }).click()
  await form.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveText(['first', 'second'])
})

test('A-304 preventDefault in onSubmit stops the action', async ({ page, recorded }) => {
  await page.getByTestId('prevented').getByRole('button').click()
  await page.waitForTimeout(300)
  expect(await recorded()).toEqual([])
})

test('A-305 through a portal only the innermost form acts; the submit event bubbles through React', async ({
  page,
}) => {
  await page.getByTestId('inner-form').getByRole('button').click()
  await expect(page.getByTestId('recorded')).toHaveText('inner')
  await expect(page.getByTestId('bubbled')).toHaveText('1')
})

test('A-302 a formAction that is no action falls back to the form', async ({ page }) => {
  await page.getByTestId('coerced').getByRole('button').click()
  await expect(page.getByTestId('recorded')).toHaveText('own')
})

test('A-303 the clicked button is in the formdata event, inside or outside, unless it has a function', async ({
  page,
}) => {
  const seen = page.getByTestId('formdata-event')
  await page.getByRole('button', { name: 'Inside' }).click()
  await expect(seen).toHaveText('button=inside')
  await page.getByRole('button', { name: 'Outside' }).click()
  await expect(seen).toHaveText('button=outside')
  await page.getByTestId('clicked').getByRole('button', { name: 'Own' }).click()
  await expect(seen).toHaveText('')
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveText([
    'clicked: button=inside',
    'clicked: button=outside',
    'own',
  ])
})

test('a formaction React did not write works', async ({ page }) => {
  await page.getByTestId('inner-html').getByRole('button').click()
  await expect(page.getByRole('heading')).toHaveText('Elsewhere: inner')
})

test('actions are transitions: the old screen stays while the new one suspends', async ({ page }) => {
  const form = page.getByTestId('keeps')
  const fallbackSeen = page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const observer = new MutationObserver(() => {
          const text = document.querySelector('[data-testid=keeps] output:not([hidden])')?.textContent
          if (text === 'fallback') resolve(true)
          if (text === 'new') resolve(false)
        })
        observer.observe(document.body, { subtree: true, childList: true, characterData: true })
      }),
  )
  await form.getByRole('button').click()
  await expect(form.getByRole('status')).toHaveText('new')
  expect(await fallbackSeen).toBe(false)
})

test('submissions in a row all run, in order', async ({ page }) => {
  const form = page.getByTestId('twice')
  for (const n of ['1', '2', '3']) {
    await form.getByLabel('N').fill(n)
    await form.getByRole('button').click()
    await expect(page.getByTestId('recorded')).toContainText(`sequence: n=${n}`)
  }
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveText([
    'sequence: n=1',
    'sequence: n=2',
    'sequence: n=3',
  ])
})

test('A-701, A-702 useFormStatus tells of the nearest form while it is sent', async ({ page }) => {
  const line = page.getByTestId('status').getByTestId('status-line')
  await expect(line).toHaveText('idle null null')
  const release = await holdCalls(page)
  await page.getByTestId('status').getByRole('button').click()
  // The attribute of the form: React's server renderer wrote POST there, because the action is a server function.
  await expect(line).toHaveText('pending bar post function')
  await expect(page.getByTestId('status-outside').getByTestId('status-line')).toHaveText('idle null null')
  release()
  await expect(line).toHaveText('idle null null')
})

test('A-605 prevented, with a transition of its own: pending, and no reset', async ({ page }) => {
  const form = page.getByTestId('prevented-transition')
  await form.getByLabel('Foo').fill('typed')
  const release = await holdCalls(page)
  await form.getByRole('button').click()
  await expect(form.getByTestId('status-line')).toContainText('pending typed')
  release()
  await expect(page.getByTestId('recorded')).toHaveText('save: typed')
  await expect(form.getByLabel('Foo')).toHaveValue('typed')
})

test('A-604 requestFormReset resets the form and what is linked to it', async ({ page }) => {
  const form = page.getByTestId('reset-by-hand')
  await form.getByLabel('Foo').fill('typed')
  await page.getByLabel('Linked').fill('typed too')
  await form.getByRole('button').click()
  await expect(page.getByTestId('recorded')).toHaveText('save: typed')
  await expect(form.getByLabel('Foo')).toHaveValue('first')
  await expect(page.getByLabel('Linked')).toHaveValue('linked')
})

test('A-507 requestSubmit() is a submit like any other', async ({ page, recorded }) => {
  await page.evaluate(() => (document.querySelector('[data-testid=status]') as HTMLFormElement).requestSubmit())
  await expect(page.getByTestId('recorded')).toHaveText('save: bar')
  expect(await recorded()).toHaveLength(1)
})

test('the document stays the same through all of it', async ({ page }) => {
  const sameDocument = await noReload(page)
  for (const id of ['updated', 'coerced', 'status']) {
    await page.getByTestId(id).getByRole('button').first().click()
  }
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveCount(3)
  await sameDocument()
})
