/** redirect, notFound, forbidden, unauthorized and throwing: from forms, from calls, while rendering; with and without JavaScript. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { noReload } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

const everywhere = { tag: ['@dev', '@nojs'] }

const redirects: readonly (readonly [string, string, string])[] = [
  ['relative', '/outcomes/target?from=relative', 'Target: relative'],
  ['permanent', '/outcomes/target?from=permanent', 'Target: permanent'],
  ['guarded', '/outcomes/target?from=guard', 'Target: guard'],
]
for (const [how, url, heading] of redirects) {
  test(`a form whose function redirects: ${how}`, everywhere, async ({ page, open, recorded }) => {
    await open('/outcomes')
    await page.getByRole('button', { name: how, exact: true }).click()
    await expect(page.getByRole('heading')).toHaveText(heading)
    await expect(page).toHaveURL(url)
    expect(await recorded()).toEqual([`end: ${how}`])
    await page.goBack()
    await expect(page.getByRole('heading')).toHaveText('Outcomes')
  })
}

test('cookies set before redirect() are seen by the target', everywhere, async ({ page, open }) => {
  await open('/outcomes')
  await page.getByRole('button', { name: 'with cookie' }).click()
  await expect(page.getByTestId('flavour')).toHaveText('from the function')
  await page.reload()
  await expect(page.getByTestId('flavour')).toHaveText('from the function')
})

test('redirects of a function stay in the document, and take one round trip', { tag: '@dev' }, async ({
  page,
  open,
}) => {
  await open('/outcomes')
  const sameDocument = await noReload(page)
  const requests: string[] = []
  page.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await page.getByRole('button', { name: 'relative' }).click()
  await expect(page.getByRole('heading')).toHaveText('Target: relative')
  await sameDocument()
  expect(requests.filter((line) => line.includes('/action/') || line.includes('/payload'))).toHaveLength(1)
})

test('A-313 without JavaScript a redirect is a 303', { tag: '@only-nojs' }, async ({ page, open }) => {
  await open('/outcomes')
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'relative' }).click()
  const answer = await answered
  expect(answer.status()).toBe(303)
  expect(answer.headers().location).toMatch(/\/outcomes\/target\?from=relative$/)
})

const interrupts: readonly (readonly [string, string, number])[] = [
  ['not-found', 'Outcome not found', 404],
  ['forbidden', 'Outcome forbidden', 403],
  ['unauthorized', 'Outcome unauthorized', 401],
  ['throw', 'Outcome failed', 500],
]
for (const [how, heading, status] of interrupts) {
  test(
    `a form whose function ends with ${how} shows the nearest boundary`,
    everywhere,
    async ({ page, open, recorded, problems, mode, javaScriptEnabled }) => {
      problems.allow(/./)
      await open('/outcomes')
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      await page.getByRole('button', { name: how, exact: true }).click()
      const answer = await answered
      await expect(page.getByRole('heading')).toHaveText(heading)
      await expect(page).toHaveURL('/outcomes')
      if (javaScriptEnabled === false) expect(answer.status()).toBe(status)
      if (mode === 'build') expect(await page.content()).not.toContain('canary')
      expect(await recorded()).toEqual([`end: ${how}`])
    },
  )

  test(`a page that ends with ${how} while it renders`, everywhere, async ({ page, mode, problems }) => {
    problems.allow(/./)
    const answer = await page.goto(`/outcomes/render/${how}`)
    expect(answer?.status()).toBe(status)
    await expect(page.getByRole('heading')).toHaveText(heading)
    if (mode === 'build') expect(await page.content()).not.toContain('canary')
  })
}

test('redirect() while rendering is a redirect before anything was sent', everywhere, async ({ request, page }) => {
  const answer = await request.get('/outcomes/render/redirect', { maxRedirects: 0 })
  expect(answer.status()).toBe(307)
  expect(answer.headers().location).toMatch(/\/outcomes\/target\?from=render$/)
  await page.goto('/outcomes/render/redirect')
  await expect(page.getByRole('heading')).toHaveText('Target: render')
})

test(
  'redirect() to a page that does not exist shows the not-found page there',
  everywhere,
  async ({ page, open, problems }) => {
    problems.allow(/404/)
    await open('/outcomes')
    await page.getByRole('button', { name: 'to nothing' }).click()
    await expect(page).toHaveURL('/outcomes/there-is-no-such-page')
    await expect(page.getByRole('heading')).not.toHaveText('Outcomes')
  },
)

for (const [how, heading] of interrupts.slice(0, 3)) {
  test(`${how} after the shell: the nearest boundary takes over, and no search engine keeps it`, {
    tag: '@dev',
  }, async ({ page, problems }) => {
    problems.allow(/./)
    const answer = await page.goto(`/outcomes/render/late/${how}`)
    expect(answer?.status()).toBe(200)
    await expect(page.getByRole('heading')).toHaveText(heading)
    await expect(page.locator('meta[name=robots][content=noindex]')).toHaveCount(1)
  })

  test(`${how} on the way by a link: the boundary, and noindex while it is there`, { tag: '@dev' }, async ({
    page,
    open,
    problems,
  }) => {
    problems.allow(/./)
    await open('/outcomes/render')
    const sameDocument = await noReload(page)
    for (const when of ['late/', '']) {
      await page.getByRole('link', { name: `${when}${how}`, exact: true }).click()
      await expect(page.getByRole('heading')).toHaveText(heading)
      await expect(page.locator('meta[name=robots][content=noindex]')).toHaveCount(1)
      await page.goBack()
      await expect(page.getByRole('heading')).toHaveText('Renders')
      await expect(page.locator('meta[name=robots]')).toHaveCount(0)
    }
    await sameDocument()
  })
}

test('redirect() after the shell: the browser goes on, and back leads to where it came from', { tag: '@dev' }, async ({
  page,
  open,
}) => {
  await open('/outcomes/render')
  await page.getByRole('link', { name: 'late/redirect', exact: true }).click()
  await expect(page.getByRole('heading')).toHaveText('Target: late')
  await expect(page).toHaveURL('/outcomes/target?from=late')
  await page.goBack()
  await expect(page.getByRole('heading')).toHaveText('Renders')
  const answer = await page.goto('/outcomes/render/late/redirect')
  expect(answer?.status()).toBe(200)
  await expect(page.getByRole('heading')).toHaveText('Target: late')
})

test.describe('after the shell, without JavaScript', { tag: ['@dev', '@only-nojs'] }, () => {
  test('redirect() leads on', async ({ page }) => {
    await page.goto('/outcomes/render/late/redirect')
    await expect(page.getByRole('heading')).toHaveText('Target: late')
    await expect(page).toHaveURL('/outcomes/target?from=late')
  })

  for (const [how, heading] of interrupts.slice(0, 3)) {
    test(`${how}: the boundary is there to read, and no search engine keeps it`, async ({ page }) => {
      await page.goto(`/outcomes/render/late/${how}`)
      await expect(page.getByRole('heading', { name: heading })).toBeVisible()
      await expect(page.locator('meta[name=robots][content=noindex]')).toHaveCount(1)
    })
  }

  test('an error: the nearest error file is there to read', async ({ page, problems }) => {
    problems.allow(/./)
    await page.goto('/outcomes/render/late-throw')
    await expect(page.getByRole('heading', { name: 'Shell' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Outcome failed' })).toBeVisible()
  })
})

test('A-803 an error after the shell: status 200, the shell is kept, the nearest boundary takes over', async ({
  page,
  problems,
}) => {
  problems.allow(/./)
  const answer = await page.goto('/outcomes/render/late-throw')
  expect(answer?.status()).toBe(200)
  await expect(page.getByRole('heading')).toHaveText('Outcome failed')
  expect(await page.content()).not.toContain('canary')
})

test('A-207 production gives a digest, which is in the log with the name of the function', async ({
  page,
  open,
  problems,
  server,
}) => {
  problems.allow(/./)
  await open('/outcomes')
  await page.getByRole('button', { name: 'throw' }).click()
  const digest = (await page.getByTestId('digest').textContent()) ?? ''
  expect(digest).not.toBe('')
  expect(await page.getByTestId('message').textContent()).not.toContain('canary')
  await expect.poll(() => server.output()).toContain('canary-of-the-outcome')
  const line =
    server
      .output()
      .split('\n')
      .findLast((text) => text.includes('canary-of-the-outcome')) ?? ''
  expect(server.output()).toMatch(/outcomes\/functions\.ts#end/)
  const shown = digest.includes('{')
    ? (JSON.parse(digest.slice(digest.indexOf('{'))) as { digest: string }).digest
    : digest
  expect(server.output(), line).toContain(shown)
})

test.describe('calls', { tag: '@dev' }, () => {
  test('a redirect in a transition navigates, and code after the call does not run', async ({ page, open }) => {
    await open('/outcomes')
    await page.getByRole('button', { name: 'Call in a transition' }).click()
    await expect(page.getByRole('heading')).toHaveText('Target: relative')
    await expect(page).toHaveURL('/outcomes/target?from=relative')
  })

  test('a redirect in a transition that belongs to no component navigates, and nothing is reported', async ({
    page,
    open,
  }) => {
    await open('/outcomes')
    await page.getByRole('button', { name: 'Call in a bare transition' }).click()
    await expect(page.getByRole('heading')).toHaveText('Target: relative')
    await page.waitForTimeout(100)
  })

  test('a redirect rejects the call with an interrupt, and navigates', async ({ page, open, problems }) => {
    problems.allow(/./)
    await open('/outcomes')
    await page.getByRole('button', { name: 'Call and catch' }).click()
    await expect(page.getByRole('heading')).toHaveText('Target: relative')
  })

  test('useActionState never sees undefined when its function redirects', async ({ page, open }) => {
    await open('/outcomes')
    await page.getByRole('button', { name: 'Dispatch' }).click()
    await expect(page.getByRole('heading')).toHaveText('Target: relative')
  })

  for (const [how, heading] of [
    ['not-found', 'Outcome not found'],
    ['throw', 'Outcome failed'],
  ] as const) {
    test(`${how} in a transition reaches the boundary; the page can be used again`, async ({
      page,
      open,
      problems,
    }) => {
      problems.allow(/./)
      await open('/outcomes')
      await page.getByLabel('How').fill(how)
      await page.getByRole('button', { name: 'Call in a transition' }).click()
      await expect(page.getByRole('heading')).toHaveText(heading)
    })
  }

  test('error boundaries have a reset', async ({ page, open, problems }) => {
    problems.allow(/./)
    await open('/outcomes')
    await page.getByLabel('How').fill('throw')
    await page.getByRole('button', { name: 'Call in a transition' }).click()
    await page.getByRole('button', { name: 'Again' }).click()
    await expect(page.getByRole('heading')).toHaveText('Outcomes')
  })

  test('a caught error is the code’s own affair', async ({ page, open, problems }) => {
    problems.allow(/status of 500/)
    await open('/outcomes')
    await page.getByLabel('How').fill('throw')
    await page.getByRole('button', { name: 'Call and catch' }).click()
    await expect(page.getByTestId('seen')).toHaveText('caught true')
    await expect(page.getByRole('heading')).toHaveText('Outcomes')
  })
})

test.describe('redirects out of the app', () => {
  test('to another site: the browser goes there', everywhere, async ({ page, open }) => {
    const other = createServer((_, response) =>
      response.setHeader('content-type', 'text/html').end('<h1>Another site</h1>'),
    )
    await new Promise<void>((resolve) => other.listen(0, 'localhost', resolve))
    const url = `http://localhost:${(other.address() as AddressInfo).port}/welcome?x=1`
    try {
      await open('/outcomes')
      await page.getByLabel('To').fill(url)
      await page.getByRole('button', { name: 'Leave' }).click()
      await expect(page.getByRole('heading')).toHaveText('Another site')
      await expect(page).toHaveURL(url)
    } finally {
      other.closeAllConnections()
      other.close()
    }
  })

  for (const to of [
    `${'java'}script:document.title='ran'`,
    ' JaVaScRiPt:document.title="ran"',
    'data:text/html,<h1>ran</h1>',
    '/outcomes\r\nset-cookie: forged=1',
  ]) {
    test(`H-508 refused: ${JSON.stringify(to)}`, everywhere, async ({ page, open, context, problems }) => {
      problems.allow(/./)
      await open('/outcomes')
      await page.getByLabel('To').evaluate((field, value) => {
        // A text field drops line breaks; a hidden one keeps them.
        ;(field as HTMLInputElement).type = 'hidden'
        ;(field as HTMLInputElement).value = value
      }, to)
      await page.getByRole('button', { name: 'Leave' }).click()
      await page.waitForTimeout(500)
      expect(await page.title()).not.toBe('ran')
      await expect(page.getByText('ran', { exact: true })).toHaveCount(0)
      expect(new URL(page.url()).protocol).toBe('http:')
      expect((await context.cookies()).map((cookie) => cookie.name)).not.toContain('forged')
    })
  }
})
