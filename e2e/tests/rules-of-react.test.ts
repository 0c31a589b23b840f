/** What React asks of whoever renders with it: dispatching, ids, reporting of errors, hydration. */
import { documents, hydrated, noReload, openLate } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

const everywhere = { tag: '@dev' }

test(
  'A-406 a dispatch while rendering is an error, which the nearest boundary gets',
  everywhere,
  async ({ page, open, problems, mode }) => {
    problems.allow(/./)
    await open('/rules/dispatch')
    await page.getByRole('button', { name: 'While rendering' }).click()
    const text = mode === 'dev' ? 'Cannot update action state while rendering.' : /Minified React error #485/
    await expect(page.getByTestId('failed')).toHaveText(text)
  },
)

test('A-406 a dispatch outside of a transition arrives', everywhere, async ({ page, open, problems, mode }) => {
  const told: string[] = []
  page.on('console', (message) => told.push(message.text()))
  problems.allow(/outside of a transition/)
  await open('/rules/dispatch')
  await page.getByRole('button', { name: 'Outside' }).click()
  await expect(page.getByTestId('outside')).toHaveText('x')
  // Only in development, and there it says so.
  expect(told.some((text) => text.includes('was called outside of a transition'))).toBe(mode === 'dev')
})

test('A-804 what React writes has the nonce: scripts, their preloads, what completes a page that streams', async ({
  request,
}) => {
  for (const path of ['/rules/hydrating', '/streaming', '/state/queue', '/nav/slow']) {
    const answer = await request.get(path)
    const nonce = /'nonce-([^']+)'/.exec(answer.headers()['content-security-policy'] ?? '')?.[1] ?? 'none'
    const html = await answer.text()
    const tags = html.match(/<script(?=[\s>])[^>]*>|<link[^>]+as="script"[^>]*>/g) ?? []
    expect(tags.length, path).toBeGreaterThan(2)
    for (const tag of tags) expect(tag, path).toContain(`nonce="${nonce}"`)
    if (path === '/streaming') expect(html).toMatch(/<script nonce="[^"]+">[^<]*\$RC/)
  }
})

test(
  'A-806 ids are the same on the server and in the browser, in forms and in what comes late',
  everywhere,
  async ({ page, request, open }) => {
    const html = await (await request.get('/rules/ids')).text()
    const written = [...html.matchAll(/<label for="([^"]+)">/g)].map(([, id]) => id)
    expect(new Set(written).size).toBe(4)
    await open('/rules/ids')
    await expect(page.getByLabel('Late')).toBeVisible()
    // A difference would be an error of hydration, which no test lets pass.
    for (const label of ['First', 'In a form', 'Late', 'Last']) {
      expect(written).toContain(await page.getByLabel(label).getAttribute('id'))
    }
    expect(html).toMatch(/name="\$ACTION_ID_[0-9a-f]{40}"/)
  },
)

test.describe('A-807 errors of the browser are told', everywhere, () => {
  test('what React recovers from: as an error of the window', async ({ page, problems, javaScriptEnabled }) => {
    expect(javaScriptEnabled).not.toBe(false)
    problems.allow(/./)
    const told = page.waitForEvent('pageerror')
    await page.goto('/rules/mismatch')
    expect((await told).message).toMatch(/Hydration failed|Minified React error #418/)
    await expect(page.getByText('of the browser')).toBeVisible()
  })

  test('what a boundary catches: in the console', async ({ page, open, problems }) => {
    problems.allow(/./)
    await open('/rules/failing')
    const told = page.waitForEvent('console', (message) => message.type() === 'error')
    await page.getByRole('button', { name: 'Caught' }).click()
    expect((await told).text()).toContain('failed: Caught')
    await expect(page.getByTestId('failed')).toBeVisible()
  })

  test('what no boundary of the app catches: in the console, and the page says so', async ({
    page,
    open,
    problems,
  }) => {
    problems.allow(/./)
    await open('/rules/failing-nowhere')
    const told = page.waitForEvent('console', (message) => message.type() === 'error')
    await page.getByRole('button', { name: 'Uncaught' }).click()
    expect((await told).text()).toContain('failed: Uncaught')
    await expect(page.locator('main')).toHaveCount(0)
    await expect(page.locator('body')).toContainText(/\w/)
  })
})

test('A-807 a navigation while the page is hydrated throws nothing of the server’s away', async ({ page }) => {
  await page.goto('/rules/hydrating', { waitUntil: 'commit' })
  await hydrated(page)
  const sameDocument = await noReload(page)
  const loaded = documents(page)
  await page.getByLabel('Early').fill('typed')
  await page.evaluate(() => Reflect.set(globalThis, 'early', document.querySelector('h1')))
  await expect(page.getByText('Loading')).toBeVisible()
  await page.getByRole('link', { name: 'Ids' }).click()
  // The old page is there until the new one is: its nodes are those that the server sent.
  expect(
    await page.evaluate(
      () => Reflect.get(globalThis, 'early') === document.querySelector('h1') || document.querySelector('h1') === null,
    ),
  ).toBe(true)
  await expect(page.getByLabel('Last')).toBeVisible()
  await sameDocument()
  expect(loaded).toEqual([])
})

test('A-807 a link that is clicked before the scripts are there is a link', { tag: '@late' }, async ({ page }) => {
  const scripts = await openLate(page, '/rules/hydrating')
  await page.getByRole('link', { name: 'Ids' }).click()
  await expect(page.getByLabel('Last')).toBeVisible()
  await scripts.release()
  await hydrated(page)
})
