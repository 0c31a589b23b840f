/** Never doubled: a submission runs once however often it arrives; a new one, even if it looks the same, runs again. */
import { functionId } from '../helpers/manifest.ts'
import { multipart, multipartType, raw } from '../helpers/raw-http.ts'
import { expect, test } from '../helpers/test.ts'

const everywhere = { tag: ['@dev', '@nojs'] }

test('a double click on a slow form runs it once', everywhere, async ({ page, open, recorded }) => {
  await open('/once')
  await page.getByTestId('slow').getByRole('button').dblclick()
  await expect(page.getByTestId('recorded')).toHaveText('order: tea')
  await page.waitForTimeout(1000)
  expect(await recorded()).toEqual(['order: tea'])
})

test('reloading the answer of a POST runs nothing again', { tag: ['@dev', '@only-nojs'] }, async ({
  page,
  open,
  recorded,
}) => {
  await open('/once')
  await page.getByTestId('order').getByRole('button').click()
  await expect(page.getByTestId('recorded')).toHaveText('order: tea')
  await page.reload()
  await expect(page.getByTestId('recorded')).toHaveText('order: tea')
  await page.reload()
  expect(await recorded()).toEqual(['order: tea'])
})

test('ordering the same again on purpose runs again', everywhere, async ({ page, open, recorded }) => {
  await open('/once')
  await page.getByTestId('order').getByRole('button').click()
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveCount(1)
  await page.getByTestId('order').getByRole('button').click()
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveCount(2)
  expect(await recorded()).toEqual(['order: tea', 'order: tea'])
})

test('going back and changing the order is a new order', everywhere, async ({ page, open, recorded }) => {
  await open('/once')
  await page.getByTestId('order').getByRole('button').click()
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveCount(1)
  await page.getByTestId('order').getByLabel('What').fill('coffee')
  await page.getByTestId('order').getByRole('button').click()
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveCount(2)
  expect(await recorded()).toEqual(['order: tea', 'order: coffee'])
})

test('over the wire: the same key and body give the same answer; another body is another matter', async ({
  server,
  visitor,
  recorded,
}) => {
  const id = await functionId(server.dir, 'app/wire/functions.ts#echo')
  const call = (key: string, body: string) =>
    raw(server.url, {
      path: `/_ferry/action/${id}`,
      headers: [
        ['X-Visitor', visitor],
        ['Origin', server.url],
        ['Content-Type', 'text/plain;charset=UTF-8'],
        ['Ferry-Protocol', '1'],
        ['Ferry-Once', key],
      ],
      body,
    })
  const key = `key-${visitor}-0123456789`
  const first = await call(key, '["a"]')
  const again = await call(key, '["a"]')
  expect([first.status, again.status]).toEqual([200, 200])
  expect(again.headers['ferry-once-replayed']).toBe('1')
  expect(await recorded()).toEqual(['touched'])
  expect((await call(key, '["b"]')).status).toBe(200)
  expect(await recorded()).toEqual(['touched', 'touched'])
  expect((await call('short', '["a"]')).status).toBe(400)
  expect((await call(`other-${visitor}-0123456789`, '["a"]')).status).toBe(200)
  expect(await recorded()).toEqual(['touched', 'touched', 'touched'])
})

test('over the wire: a post that arrives five times at once runs once', async ({ server, visitor, recorded }) => {
  const id = await functionId(server.dir, 'app/once/functions.ts#orderSlowly')
  const body = multipart([
    { name: `$ACTION_ID_${id}`, value: '' },
    { name: '$ACTION_ONCE', value: `key-${visitor}-0123456789` },
    { name: 'what', value: 'milk' },
  ])
  const headers = [
    ['X-Visitor', visitor],
    ['Origin', server.url],
    ['Content-Type', multipartType],
  ] as const
  const answers = await Promise.all(Array.from({ length: 5 }, () => raw(server.url, { path: '/once', headers, body })))
  expect(await recorded()).toEqual(['order: milk'])
  for (const answer of answers) expect([200, 409]).toContain(answer.status)
})
