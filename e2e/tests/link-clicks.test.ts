/** Which clicks are ours, which are the browser's, and what happens where a soft navigation cannot go on. */
import { documents, noReload } from '../helpers/page.ts'
import { payloads } from '../helpers/payloads.ts'
import { expect, test } from '../helpers/test.ts'

const dev = { tag: '@dev' }
const heading = 'h1'

test('replace: no new entry', dev, async ({ page, open }) => {
  await open('/travel')
  await page.getByRole('link', { name: 'b', exact: true }).click()
  await expect(page.locator(heading)).toHaveText('Place B')
  const entries = await page.evaluate(() => history.length)
  await page.getByRole('link', { name: 'a replacing' }).click()
  await expect(page.locator(heading)).toHaveText('Place A')
  expect(await page.evaluate(() => history.length)).toBe(entries)
  await page.goBack()
  await expect(page.locator(heading)).toHaveText('Travel')
})

test('a link to the page itself makes no new entry', dev, async ({ page, open }) => {
  await open('/travel')
  await page.getByRole('link', { name: 'b', exact: true }).click()
  await expect(page.locator(heading)).toHaveText('Place B')
  const entries = await page.evaluate(() => history.length)
  await page.getByRole('link', { name: 'b', exact: true }).click()
  await page.waitForTimeout(200)
  expect(await page.evaluate(() => history.length)).toBe(entries)
})

for (const modifier of ['ControlOrMeta', 'Shift'] as const) {
  test(`${modifier} and a click opens a page of its own`, async ({ page, open, context }) => {
    await open('/travel')
    const sameDocument = await noReload(page)
    const opened = context.waitForEvent('page')
    await page.getByRole('link', { name: 'a', exact: true }).click({ modifiers: [modifier] })
    await expect((await opened).locator(heading)).toHaveText('Place A')
    await expect(page.locator(heading)).toHaveText('Travel')
    await sameDocument()
  })
}

test('the middle button and target open a page of its own', async ({ page, open, context }) => {
  await open('/travel')
  const first = context.waitForEvent('page')
  await page.getByRole('link', { name: 'a', exact: true }).click({ button: 'middle' })
  await expect((await first).locator(heading)).toHaveText('Place A')
  const second = context.waitForEvent('page')
  await page.getByRole('link', { name: 'new tab' }).click()
  await expect((await second).locator(heading)).toHaveText('Place A')
  await expect(page.locator(heading)).toHaveText('Travel')
})

test('download is a download', async ({ page, open }) => {
  await open('/travel')
  const sameDocument = await noReload(page)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'download' }).click()
  expect((await download).suggestedFilename()).toBe('dot.svg')
  await sameDocument()
})

test('what is no page of the app is loaded as what it is, a file of public/ say', dev, async ({ page, open }) => {
  await open('/travel')
  await page.getByRole('link', { name: 'file' }).click()
  await expect(page).toHaveURL('/dot.svg')
  await expect(page.locator('svg')).toBeVisible()
})

test('another site is the browser’s', async ({ page, open }) => {
  await open('/travel')
  await page.route('http://127.0.0.1:9/**', (route) => route.fulfill({ body: 'elsewhere', contentType: 'text/html' }))
  const seen = await payloads(page)
  await page.getByRole('link', { name: 'other site' }).click()
  await expect(page.locator('body')).toHaveText('elsewhere')
  expect(seen).toEqual([])
})

test('useLinkStatus: pending from the click until the page is shown', dev, async ({ page, open }) => {
  await open('/travel')
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_ferry/payload/travel/late', async (route) => {
    await gate
    await route.continue()
  })
  await page.getByRole('link', { name: 'late' }).click()
  await expect(page.getByTestId('pending')).toHaveText('true')
  release()
  await expect(page.getByTestId('pending')).toHaveText('false')
  await expect(page.getByText('Loading late').or(page.getByRole('heading', { name: 'Late place' }))).toBeVisible()
})

test('a pending link is not pending any more when another one is followed', dev, async ({ page, open }) => {
  await open('/travel')
  await page.route('**/_ferry/payload/travel/late', () => new Promise(() => {}))
  await page.getByRole('link', { name: 'late' }).click()
  await expect(page.getByTestId('pending')).toHaveText('true')
  await page.getByRole('link', { name: 'a', exact: true }).click()
  await expect(page.locator(heading)).toHaveText('Place A')
  await expect(page.getByTestId('pending')).toHaveText('false')
})

for (const [what, answer] of [
  ['a network that fails', null],
  ['an answer that is no payload', { status: 502, contentType: 'text/html', body: 'bad gateway' }],
] as const) {
  test(`${what}: the document is loaded`, dev, async ({ page, open, problems }) => {
    problems.allow(/502|ERR_FAILED/)
    await open('/travel')
    await page.route('**/_ferry/payload/**', (route) => (answer ? route.fulfill(answer) : route.abort()))
    const loaded = documents(page)
    await page.getByRole('link', { name: 'a', exact: true }).click()
    await expect(page.locator(heading)).toHaveText('Place A')
    await expect(page).toHaveURL('/travel/a')
    expect(loaded.length).toBe(1)
    await page.goBack()
    await expect(page.locator(heading)).toHaveText('Travel')
  })
}

test('the code of the router does not come: the browser knows the way', async ({ page, open, request, problems }) => {
  problems.allow(/Failed to load|ChunkLoadError|Loading chunk/)
  // What the document names is needed to show it; the router comes when there is a link.
  const html = await (await request.get('/travel')).text()
  let failed = 0
  await page.route('**/_ferry/assets/*.js', async (route) => {
    const name = route.request().url().split('/').at(-1) as string
    if (html.includes(name)) return route.continue()
    failed++
    await route.abort()
  })
  await open('/travel')
  await expect.poll(() => failed).toBeGreaterThan(0)
  await page.getByRole('link', { name: 'a', exact: true }).click()
  await expect(page.locator(heading)).toHaveText('Place A')
})
