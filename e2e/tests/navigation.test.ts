/** Pages, links, soft navigation, loading, errors, not-found; with and without JavaScript. */
import { documents, noReload } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

const everywhere = { tag: ['@dev', '@nojs'] }

test('links lead to pages, back and forward again', everywhere, async ({ page, open }) => {
  await open('/nav')
  await page.getByRole('link', { name: 'A', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page A')
  await expect(page).toHaveURL('/nav/a')
  await expect(page).toHaveTitle('Page A')
  await page.getByRole('link', { name: 'B1' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page B 1')
  await page.getByRole('link', { name: 'Item 2' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Item 2')
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page B 1')
  await page.goBack()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Navigation')
  await expect(page).toHaveTitle('Navigation')
  await page.goForward()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page A')
})

test('with JavaScript they are soft: one document, the layout keeps its state, hooks follow', { tag: '@dev' }, async ({
  page,
  open,
}) => {
  await open('/nav')
  const sameDocument = await noReload(page)
  const loaded = documents(page)
  await page.getByRole('button', { name: 'Count' }).click()
  await page.getByRole('link', { name: 'B1' }).click()
  await expect(page.getByTestId('router')).toHaveText('/nav/b tab=1 {}')
  await page.getByRole('link', { name: 'Item 1' }).click()
  await expect(page.getByTestId('router')).toHaveText('/nav/item/1 {"id":"1"}')
  await page.getByRole('button', { name: 'Push' }).click()
  await expect(page.getByTestId('router')).toHaveText('/nav/a pushed=1 {}')
  await page.getByRole('button', { name: 'Replace' }).click()
  await expect(page).toHaveURL('/nav/a?replaced=1')
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page).toHaveURL('/nav/item/1')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Item 1')
  await expect(page.getByTestId('count')).toHaveText('1')
  await sameDocument()
  expect(loaded).toEqual([])
})

test('refresh() renders the page anew and keeps the state of client components', { tag: '@dev' }, async ({
  page,
  open,
}) => {
  await open('/nav')
  await page.getByRole('button', { name: 'Count' }).click()
  const before = (await page.getByTestId('rendered').textContent()) ?? ''
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByTestId('rendered')).not.toHaveText(before)
  await expect(page.getByTestId('count')).toHaveText('1')
})

test('another parameter is another page: its fields are new', { tag: '@dev' }, async ({ page, open }) => {
  await open('/nav/item/1')
  await page.getByLabel('Note').fill('about one')
  await page.getByRole('link', { name: 'Item 2' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Item 2')
  await expect(page.getByLabel('Note')).toHaveValue('')
})

test('loading is shown while a page is made', { tag: '@dev' }, async ({ page, open }) => {
  await open('/nav')
  await page.getByRole('link', { name: 'Slow' }).click()
  await expect(page.getByText('Loading')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Slow page')
  await expect(page).toHaveURL('/nav/slow')
})

test('a visit streams: loading first, then the page', everywhere, async ({ page, server }) => {
  const response = await fetch(`${server.url}/nav/slow`)
  let html = ''
  let loadingCameFirst = false
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    html += Buffer.from(chunk).toString()
    if (html.includes('Loading') && !html.includes('Slow page')) loadingCameFirst = true
  }
  expect(loadingCameFirst).toBe(true)
  expect(html).toContain('Slow page')
  await page.goto('/nav/slow')
})

test(
  'a page that fails: the error boundary, in its layout, with status 500',
  everywhere,
  async ({ page, mode, problems }) => {
    problems.allow(/./)
    const answer = await page.goto('/nav/broken')
    expect(answer?.status()).toBe(500)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page failed')
    await expect(page.getByRole('link', { name: 'A', exact: true })).toBeVisible()
    if (mode === 'build') expect(await page.content()).not.toContain('canary')
  },
)

test('soft navigation to a page that fails, and away again', { tag: '@dev' }, async ({ page, open, problems }) => {
  problems.allow(/./)
  await open('/nav')
  await page.getByRole('button', { name: 'Count' }).click()
  await page.getByRole('link', { name: 'Broken' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page failed')
  await page.getByRole('link', { name: 'Missing' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No such page here')
  await page.getByRole('link', { name: 'A', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page A')
  await expect(page.getByTestId('count')).toHaveText('1')
})

test(
  'notFound() shows the nearest not-found with 404; an unknown URL shows the root one',
  everywhere,
  async ({ page, problems }) => {
    problems.allow(/404/)
    expect((await page.goto('/nav/missing'))?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No such page here')
    expect((await page.goto('/no/such/page'))?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kitchen: not found')
    expect((await page.goto('/nav/_private'))?.status()).toBe(404)
  },
)

const segments: readonly (readonly [string, string])[] = [
  ['/nav/item/a%20b', 'Item a b'],
  ['/nav/item/%C3%A9', 'Item é'],
  ['/nav/files/a/b', 'Files ["a","b"]'],
  ['/nav/optional', 'Optional null'],
  ['/nav/optional/x/y', 'Optional ["x","y"]'],
  ['/nav/grouped', 'Grouped'],
]
for (const [path, heading] of segments) {
  test(`segments: ${path}`, everywhere, async ({ page, open }) => {
    await open(path)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
  })
}

test('soft navigation follows a redirect of the page', { tag: '@dev' }, async ({ page, open }) => {
  await open('/nav')
  const sameDocument = await noReload(page)
  await page.getByRole('link', { name: 'Redirected' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Target: render')
  await expect(page).toHaveURL('/outcomes/target?from=render')
  await sameDocument()
})

test('a link to a route handler is an ordinary navigation', { tag: '@dev' }, async ({ page, open }) => {
  await open('/nav')
  await page.getByRole('link', { name: 'Handler' }).click()
  await expect(page).toHaveURL('/api/record')
  await expect(page.locator('body')).toHaveText('[]')
})

test('scroll: to the top on a new page, to the place on going back, to the fragment', { tag: '@dev' }, async ({
  page,
  open,
}) => {
  await open('/nav/b?tab=1')
  await page.evaluate(() => scrollTo(0, 300))
  await page.evaluate(() => [...document.links].find((link) => link.textContent === 'A')?.click())
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page A')
  expect(await page.evaluate(() => scrollY)).toBe(0)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page B 1')
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(300)
  await page.evaluate(() => [...document.links].find((link) => link.textContent === 'B2')?.click())
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page B 2')
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(500)
})

test('clicks that are not for us stay the browser’s: a modifier opens a tab', async ({ page, open, context }) => {
  await open('/nav')
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: 'A', exact: true }).click({ modifiers: ['ControlOrMeta'] })
  await (await opened).waitForLoadState('domcontentloaded')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Navigation')
})

test('the last of quick clicks wins', { tag: '@dev' }, async ({ page, open }) => {
  await open('/nav')
  await page.getByRole('link', { name: 'Slow' }).click()
  await page.getByRole('link', { name: 'A', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page A')
  await page.waitForTimeout(1000)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page A')
  await expect(page).toHaveURL('/nav/a')
})

test('route handlers answer by method', { tag: '@dev' }, async ({ request }) => {
  const got = await request.get('/nav/handler?x=1')
  expect(await got.json()).toEqual({ method: 'GET', query: '?x=1' })
  expect(got.headers()['x-handler']).toBe('yes')
  const posted = await request.post('/nav/handler', { data: 'body', headers: { 'content-type': 'text/plain' } })
  expect([posted.status(), await posted.text()]).toEqual([201, 'got body'])
  const head = await request.head('/nav/handler')
  expect([head.status(), await head.text()]).toEqual([200, ''])
  const refused = await request.delete('/nav/handler')
  expect(refused.status()).toBe(405)
  expect(refused.headers().allow).toContain('POST')
})
