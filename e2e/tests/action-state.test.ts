/** useActionState with server functions, with and without JavaScript (A4; React's ReactFlightDOMForm tests 7 to 15). */
import { hydrated, noReload } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

const everywhere = { tag: ['@dev', '@nojs'] }

test(
  'Form 7, A-401, A-407, A-408: the state is bound, the field is added, again and again',
  everywhere,
  async ({ page, open, recorded }) => {
    await open('/state/counter')
    const state = page.getByRole('status')
    await expect(state).toHaveText('1')
    await page.getByLabel('N').fill('5')
    await page.getByRole('button').click()
    await expect(state).toHaveText('6')
    await page.getByLabel('N').fill('10')
    await page.getByRole('button').click()
    await expect(state).toHaveText('16')
    expect(await recorded()).toEqual(['add: 1', 'add: 6'])
  },
)

test('A-420 the state belongs to the answer: a visit shows the initial state again', { tag: '@only-nojs' }, async ({
  page,
  open,
}) => {
  await open('/state/counter')
  await page.getByRole('button').click()
  await expect(page.getByRole('status')).toHaveText('2')
  await open('/state/counter')
  await expect(page.getByRole('status')).toHaveText('1')
})

test('A-419, A-422 form.submit(), a native POST: the state is in the HTML, survives hydration, and goes on', {
  tag: '@dev',
}, async ({ page, open, recorded }) => {
  await open('/state/counter')
  await page.getByLabel('N').fill('5')
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.evaluate(() => document.querySelector('form')?.submit())
  expect(await (await answered).text()).toMatch(/<output[^>]*>6<\/output>/)
  await page.waitForLoadState()
  await hydrated(page)
  await expect(page.getByRole('status')).toHaveText('6')
  const sameDocument = await noReload(page)
  await page.getByRole('button').click()
  await expect(page.getByRole('status')).toHaveText('7')
  await sameDocument()
  expect(await recorded()).toHaveLength(2)
})

test(
  'Form 8, A-413: of three forms alike the second one was sent, and only it shows the state',
  everywhere,
  async ({ page, open }) => {
    await open('/state/three')
    await page.getByTestId('two').getByRole('button').click()
    await expect(page.getByRole('status')).toHaveText(['1', '2', '1'])
  },
)

test(
  'Form 9, A-414: other bound values, same count: the state is kept, and the new values are used',
  everywhere,
  async ({ page, open }) => {
    await open('/state/bound')
    await page.getByTestId('two').getByRole('button').click()
    await expect(page.getByRole('status')).toHaveText(['1', '2', '1'])
    await page.getByTestId('two').getByRole('button').click()
    await expect(page.getByRole('status')).toHaveText(['1', '7', '1'])
  },
)

test('Form 10, A-415: another function at the same place does not take the state over', { tag: '@only-nojs' }, async ({
  page,
  open,
  recorded,
}) => {
  await open('/state/different')
  await page.getByRole('button').click()
  expect(await recorded()).toEqual(['add: 1'])
  await expect(page.getByRole('status')).toHaveText('1')
})

test('A-416: nor does the same function with another number of bound arguments', { tag: '@only-nojs' }, async ({
  page,
  open,
  recorded,
}) => {
  await open('/state/arity')
  await page.getByRole('button').click()
  expect(await recorded()).toEqual(['addBound: 5'])
  await expect(page.getByRole('status')).toHaveText('1')
})

test('A-412: keyed instances: the state belongs to the key, wherever it is now', everywhere, async ({ page, open }) => {
  await open('/state/keyed')
  await page.getByTestId('ant').getByRole('button').click()
  await expect(page.getByTestId('ant').getByRole('status')).toHaveText('2')
  await expect(page.getByRole('status')).toHaveText(['1', '1', '2'])
})

test.describe('permalinks without JavaScript (A-409, A-410, A-417)', { tag: ['@dev', '@only-nojs'] }, () => {
  test('to the same page', async ({ page, open }) => {
    await open('/state/permalink?kept=no')
    await page.getByTestId('same').getByRole('button').click()
    await expect(page).toHaveURL('/state/permalink')
    await expect(page.getByTestId('same').getByRole('status')).toHaveText('2')
    await expect(page.getByTestId('other').getByRole('status')).toHaveText('1')
  })

  test('Form 11, 12: to another page, elsewhere in its tree, and only where the permalink is the same', async ({
    page,
    open,
  }) => {
    await open('/state/permalink')
    await page.getByTestId('other').getByRole('button').click()
    await expect(page).toHaveURL('/state/landing?from=permalink')
    await expect(page.getByTestId('other').getByRole('status')).toHaveText('2')
    await expect(page.getByTestId('none').getByRole('status')).toHaveText('1')
    await expect(page.getByTestId('stranger').getByRole('status')).toHaveText('1')
    await page.getByTestId('other').getByRole('button').click()
    await expect(page.getByTestId('other').getByRole('status')).toHaveText('3')
  })

  test('to a page that has no such form: the function runs, its state is shown nowhere', async ({ page, open }) => {
    await open('/state/permalink')
    await page.getByTestId('stranger').getByRole('button').click()
    await expect(page.getByRole('heading')).toHaveText('Elsewhere')
    await expect(page.getByTestId('recorded')).toHaveText('add: 1')
  })

  test('Form 13: a permalink is coerced to a string', async ({ page, open }) => {
    await open('/state/permalink')
    await page.getByTestId('coerced').getByRole('button').click()
    await expect(page).toHaveURL('/state/landing?from=object')
  })

  test('A-312: a javascript: permalink is no link', async ({ page, open }) => {
    await open('/state/permalink')
    const action = await page.getByTestId('blocked').getAttribute('action')
    expect(action ?? '').not.toContain('document.body')
  })
})

test('with JavaScript a permalink has no effect: state in place, same URL (A-409)', { tag: '@dev' }, async ({
  page,
  open,
}) => {
  await open('/state/permalink?kept=yes')
  await page.getByTestId('other').getByRole('button').click()
  await expect(page.getByTestId('other').getByRole('status')).toHaveText('2')
  await expect(page).toHaveURL('/state/permalink?kept=yes')
})

test('Form 14, A-418: a state that is an element is rendered', everywhere, async ({ page, open }) => {
  await open('/state/jsx')
  await page.getByTestId('element').getByRole('button').click()
  await expect(page.getByTestId('element').locator('b')).toHaveText('made of 1')
})

test('Form 15, A-418: a binary state can be read while the page is rendered', everywhere, async ({ page, open }) => {
  await open('/state/jsx')
  await page.getByTestId('blob').getByRole('button').click()
  await expect(page.getByTestId('blob').getByRole('status')).toHaveText('made of 1')
})

test('A-418 with JavaScript such states are sent back and forth', async ({ page, open }) => {
  await open('/state/jsx')
  for (const name of ['element', 'blob']) {
    const form = page.getByTestId(name)
    await form.getByRole('button').click()
    await expect(form.getByRole('status')).toHaveText('made of 1')
    await form.getByLabel('N').fill('2')
    await form.getByRole('button').click()
    await expect(form.getByRole('status')).toHaveText('made of 2')
  }
})

test('A-402 dispatches queue, each gets the last result, nothing is shown in between', async ({ page, open }) => {
  await open('/state/queue')
  const states = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = []
        const target = document.querySelector('[data-testid=state]') as Element
        new MutationObserver(() => {
          seen.push(target.textContent ?? '')
          if (target.textContent === 'ABC') resolve(seen)
        }).observe(target, { subtree: true, childList: true, characterData: true })
      }),
  )
  await page.getByRole('button', { name: 'Three' }).click()
  await expect(page.getByTestId('pending')).toHaveText('pending')
  await expect(page.getByTestId('state')).toHaveText('ABC')
  await expect(page.getByTestId('pending')).toHaveText('idle')
  expect(await states).toEqual(['ABC'])
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveText(['append: A', 'append: B', 'append: C'])
})

test('A-405 a throw goes to the boundary and cancels what was queued', async ({ page, open, recorded, problems }) => {
  problems.allow(/./)
  await open('/state/queue')
  await page.getByRole('button', { name: 'Failing' }).click()
  await expect(page.getByRole('heading')).toHaveText('Queue failed')
  await page.waitForTimeout(300)
  expect(await recorded()).toEqual(['append: X', 'append: Y'])
  expect(await page.content()).not.toContain('canary')
})

test('A-403, A-404 sync and async mixed; a dispatch uses the action of its moment; StrictMode runs nothing twice', async ({
  page,
  open,
  recorded,
}) => {
  await open('/state/queue')
  await page.getByRole('button', { name: 'Mixed' }).click()
  await expect(page.getByTestId('mixed-state')).toHaveText('later!now!')
  await page.getByRole('button', { name: 'Now' }).click()
  await expect(page.getByTestId('mixed-state')).toHaveText('later!now!now?')
  expect(await recorded()).toEqual(['append: later!'])
})
