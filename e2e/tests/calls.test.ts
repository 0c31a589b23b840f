/** Calls among themselves: side by side, cancelled, refreshing, in what order (D-… and the guarantees of the contract). */
import type { Page } from '@playwright/test'
import { noReload } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

async function run(page: Page, source: string): Promise<unknown> {
  return page.evaluate(`(async () => (${source}))()`)
}

async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => 'kitchen' in globalThis)
}

test.beforeEach(async ({ page, open }) => {
  await open('/calls')
  await ready(page)
})

test('A-205: never in line: ten calls take as long as the slowest one', { tag: '@dev' }, async ({ page }) => {
  const { answers, took } = (await run(
    page,
    `(async () => {
      const start = performance.now()
      const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => kitchen.slow(500, n)))
      return { answers, took: performance.now() - start }
    })()`,
  )) as { answers: number[]; took: number }
  expect(answers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  // A browser opens six connections to a server that speaks HTTP/1.1: two rounds of 500 ms, not ten.
  expect(took).toBeLessThan(1800)
})

test('a call that fails leaves those beside it alone', async ({ page, problems }) => {
  problems.allow(/status of 500/)
  expect(
    await run(
      page,
      `(await Promise.allSettled([kitchen.slow(200, 'a'), kitchen.fail(), kitchen.slow(100, 'b')])).map((r) => r.value ?? r.status)`,
    ),
  ).toEqual(['a', 'rejected', 'b'])
})

test('A-207 the caller gets an error with a digest, and nothing of the message', async ({ page, problems }) => {
  problems.allow(/status of 500/)
  const error = (await run(
    page,
    `kitchen.fail().catch((error) => ({ isError: error instanceof Error, text: String(error) + error.stack + JSON.stringify(error), digest: error.digest }))`,
  )) as { isError: boolean; text: string; digest: string }
  expect(error.isError).toBe(true)
  expect(error.text).not.toContain('canary')
  expect(error.digest).not.toBe('')
})

test('A-208 an error that is returned is masked as well', async ({ page }) => {
  const text = await run(page, `kitchen.returnError().then(({ error }) => String(error) + JSON.stringify(error))`)
  expect(text).not.toContain('canary')
})

test('A-209 the page is refreshed in the answer of the call: one request', { tag: '@dev' }, async ({ page }) => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await run(page, `kitchen.recordThis('one')`)
  await expect(page.getByTestId('recorded')).toHaveText('call: one')
  await page.waitForTimeout(200)
  expect(requests.filter((url) => !url.includes('/assets/'))).toHaveLength(1)
})

test('calls at once: all run, the last one refreshes, and the page shows them all', async ({ page, recorded }) => {
  const pages = page.waitForFunction(() => document.querySelectorAll('[data-testid=recorded] li').length === 5)
  await run(page, `Promise.all([300, 50, 200, 100, 150].map((pause, n) => kitchen.recordThis('n' + n, pause)))`)
  await pages
  expect((await recorded()).toSorted()).toEqual(['call: n0', 'call: n1', 'call: n2', 'call: n3', 'call: n4'])
})

const requestsOfTwoCalls: readonly (readonly [string, string, number])[] = [
  ['that end in the order they began: no request besides them', `kitchen.slow(0, 1), kitchen.slow(300, 2)`, 2],
  ['of which the first ends last: the page is asked for again', `kitchen.slow(300, 1), kitchen.slow(0, 2)`, 3],
  ['that refresh nothing: no request besides them', `kitchen.recordQuietly('a'), kitchen.recordQuietly('b')`, 2],
]
for (const [which, calls, count] of requestsOfTwoCalls) {
  test(`two calls at once ${which}`, async ({ page }) => {
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await run(page, `Promise.all([${calls}])`)
    await page.waitForTimeout(300)
    expect(requests.filter((url) => /action|payload/.test(url))).toHaveLength(count)
  })
}

test('an older page never overwrites a newer one', async ({ page }) => {
  let first = true
  await page.route('**/_ferry/action/**', async (route) => {
    if (!first) return route.continue()
    first = false
    const response = await route.fetch()
    const body = await response.body()
    await new Promise((resolve) => setTimeout(resolve, 1000))
    await route.fulfill({ response, body })
  })
  const slow = run(page, `kitchen.recordThis('first')`)
  await page.waitForTimeout(200)
  await run(page, `kitchen.recordThis('second')`)
  await slow
  await page.waitForTimeout(300)
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveText(['call: first', 'call: second'])
})

test('skipRefresh() leaves the page as it is', async ({ page, recorded }) => {
  const before = (await page.getByTestId('rendered').textContent()) ?? ''
  await run(page, `kitchen.recordQuietly('quiet')`)
  await page.waitForTimeout(300)
  expect(await recorded()).toEqual(['call: quiet'])
  await expect(page.getByTestId('rendered')).toHaveText(before)
})

test('cancellable: aborting on the client fires requestSignal(), and the call rejects', async ({ page, recorded }) => {
  const outcome = run(
    page,
    `(async () => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 500)
      return kitchen.callOptions({ signal: controller.signal }, () => kitchen.untilAborted('by signal')).catch((error) => error.name)
    })()`,
  )
  expect(await outcome).toBe('AbortError')
  await expect.poll(() => recorded('aborted')).toEqual(['aborted: by signal'])
  expect(await run(page, `kitchen.greet('still there')`)).toBe('Hello still there')
})

test('cancellable: closing the tab fires requestSignal()', async ({ page, recorded }) => {
  await page.evaluate(`void kitchen.untilAborted('by closing')`)
  await expect.poll(() => recorded('started')).toEqual(['started: by closing'])
  await page.close()
  await expect.poll(() => recorded('aborted')).toEqual(['aborted: by closing'])
})

test('a time limit of the call rejects it and fires requestSignal()', async ({ page, recorded }) => {
  expect(
    await run(
      page,
      `kitchen.callOptions({ timeout: 400 }, () => kitchen.untilAborted('by time')).catch((error) => error.name)`,
    ),
  ).toBe('TimeoutError')
  await expect.poll(() => recorded('aborted')).toEqual(['aborted: by time'])
})

test('going to another page while a call runs: the call ends, and its page does not overwrite the new one', {
  tag: '@dev',
}, async ({ page, recorded }) => {
  const sameDocument = await noReload(page)
  const outcome = run(page, `kitchen.recordThis('while leaving', 800).then(() => 'resolved')`)
  await page.getByRole('link', { name: 'Away' }).click()
  await expect(page.getByRole('heading')).toHaveText('Page A')
  expect(await outcome).toBe('resolved')
  await page.waitForTimeout(200)
  await expect(page.getByRole('heading')).toHaveText('Page A')
  await expect(page).toHaveURL('/nav/a')
  expect(await recorded()).toEqual(['call: while leaving'])
  await sameDocument()
})

test('a broken connection: the call is sent again with its once-key, and the function runs once', async ({
  page,
  recorded,
  problems,
}) => {
  problems.allow(/ERR_CONNECTION_RESET/)
  const keys: (string | undefined)[] = []
  let attempts = 0
  await page.route('**/_ferry/action/**', async (route) => {
    attempts++
    keys.push(route.request().headers()['ferry-once'])
    if (attempts === 1) {
      // The function runs, and its answer is lost.
      await route.fetch()
      return route.abort('connectionreset')
    }
    return route.continue()
  })
  const outcome = await run(page, `kitchen.recordThis('once').then(() => 'resolved', (error) => error.name)`)
  expect(outcome).toBe('resolved')
  expect(attempts).toBe(2)
  expect(keys[0]).toBe(keys[1])
  expect(keys[0]).toMatch(/^[\w-]{16,64}$/)
  expect(await recorded()).toEqual(['call: once'])
})

test('the error of a refused call says what it is', async ({ page, problems }) => {
  problems.allow(/status of 404/)
  // With something typed the client does not reload on its own.
  await page.getByLabel('Typed').fill('not to be lost')
  await page.route('**/_ferry/action/**', (route) =>
    route.continue({
      url: route
        .request()
        .url()
        .replace(/[0-9a-f]{40}/, '0'.repeat(40)),
    }),
  )
  const error = await run(
    page,
    `kitchen.greet('x').catch((error) => [error instanceof Error, error.kind ?? error.status])`,
  )
  expect(error).toEqual([true, 'unknown-function'])
})
