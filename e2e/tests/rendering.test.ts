/** Streaming, style, assets, environment and content security policy (A8, H-704, H-801). */
import { documents, hydrated } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

test('A-801 a promise of the server is read by a client component; binary props too', { tag: '@dev' }, async ({
  page,
  server,
}) => {
  const reader = (await fetch(`${server.url}/streaming`)).body?.getReader()
  const first = new TextDecoder().decode((await reader?.read())?.value)
  expect(first).toContain('Waiting for the promise')
  expect(first).toContain('Waiting for the server')
  expect(first).not.toContain('of the server')
  await reader?.cancel()

  await page.goto('/streaming')
  await expect(page.getByTestId('slow')).toHaveText('of the server')
  await expect(page.getByTestId('later')).toHaveText('of the promise </script>')
  await expect(page.getByTestId('bytes')).toHaveText('0,60,47,255')
  await page.getByRole('button').click()
  await expect(page.getByRole('button')).toHaveText('Clicked 1')
})

test('a page becomes interactive before its slow parts have come', async ({ page }) => {
  await page.goto('/streaming', { waitUntil: 'commit' })
  await hydrated(page)
  await expect(page.getByText('Waiting for the promise')).toBeVisible()
})

test('A-808 a visitor who leaves: the server goes on serving', async ({ server }) => {
  for (let visit = 0; visit < 5; visit++) {
    const leaving = new AbortController()
    const response = await fetch(`${server.url}/streaming`, { signal: leaving.signal })
    await response.body?.getReader().read()
    leaving.abort()
  }
  expect((await fetch(server.url)).status).toBe(200)
  expect(server.output()).not.toMatch(/unhandled|uncaught/i)
})

test('styles of server and client components are in the head before the content', {
  tag: ['@dev', '@nojs'],
}, async ({ page, open }) => {
  await open('/styles')
  await expect(page.getByTestId('server-box')).toHaveCSS('color', 'rgb(1, 2, 3)')
  await expect(page.getByTestId('server-box')).toHaveCSS('background-image', /url\(.+_ferry\/assets\/.+svg/)
  await expect(page.getByTestId('client-box')).toHaveCSS('color', 'rgb(4, 5, 6)')
  await expect(page.locator('body')).toHaveCSS('--from-global', '1')
})

test('no flash: the styles stand in the HTML before the text they style; nothing is loaded twice', async ({
  page,
  request,
}) => {
  const html = await (await request.get('/styles')).text()
  const head = html.slice(0, html.indexOf('</head>'))
  const sheets = head.match(/<link[^>]+rel="stylesheet"[^>]*>/g) ?? []
  expect(sheets.length).toBeGreaterThanOrEqual(2)
  const loaded: string[] = []
  page.on('request', (one) => {
    if (/\.(css|js)(\?|$)/.test(one.url())) loaded.push(one.url())
  })
  await page.goto('/styles')
  await hydrated(page)
  await page.waitForTimeout(300)
  expect(loaded).toEqual([...new Set(loaded)])
})

test('a soft navigation waits for the styles of the new page', { tag: '@dev' }, async ({ page, open }) => {
  await open('/styles')
  const loaded = documents(page)
  await page.getByRole('link', { name: 'Other' }).click()
  await expect(page.getByTestId('other-box')).toHaveText('rgb(7, 8, 9)')
  const image = page.getByRole('img', { name: 'Tile' })
  expect(await image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(4)
  expect(loaded).toEqual([])
})

test('assets have hashed names, never change, and come compressed', async ({ request }) => {
  const html = await (await request.get('/styles')).text()
  const assets = [...new Set(html.match(/\/_ferry\/assets\/[^"'\\ ]+\.(?:js|css)/g) ?? [])]
  expect(assets.length).toBeGreaterThan(2)
  for (const asset of assets) {
    const answer = await request.get(asset, { headers: { 'accept-encoding': 'br' } })
    expect(answer.status(), asset).toBe(200)
    expect(answer.headers()['cache-control'], asset).toContain('immutable')
    expect(asset).toMatch(/[0-9a-zA-Z_-]{8,}\.(js|css)$/)
    if (Number(answer.headers()['content-length']) > 2000)
      expect(answer.headers()['content-encoding'], asset).toBe('br')
  }
})

test('H-801 the environment: FERRY_PUBLIC_ in the browser, nothing else, and no mismatch', {
  tag: ['@dev', '@nojs'],
}, async ({ page, open, mode }) => {
  await open('/env')
  await expect(page.getByTestId('server')).toHaveText('known')
  await expect(page.getByTestId('public')).toHaveText('hello-from-the-environment')
  await expect(page.getByTestId('secret')).toHaveText('none none none')
  await expect(page.getByTestId('mode')).toHaveText(mode === 'dev' ? 'development' : 'production')
  expect(await page.content()).not.toContain('canary-of-the-environment')
})

test('H-704 one nonce per answer, in the header and on every script; no answer has the nonce of another', async ({
  request,
}) => {
  const nonces = new Set<string>()
  for (const path of ['/', '/forms/passing', '/streaming', '/nav/broken', '/no/such/page', '/state/queue']) {
    const answer = await request.get(path)
    const policy = answer.headers()['content-security-policy'] ?? ''
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    expect(nonce.length, path).toBeGreaterThanOrEqual(22)
    nonces.add(nonce)
    const scripts = (await answer.text()).match(/<script(?=[\s>])[^>]*>/g) ?? []
    expect(scripts.length, path).toBeGreaterThan(0)
    for (const script of scripts) expect(script, path).toContain(`nonce="${nonce}"`)
  }
  expect(nonces.size).toBe(6)
})

test('H-705 a request cannot choose the nonce', async ({ request }) => {
  const answer = await request.get('/?nonce=chosen', {
    headers: { 'content-security-policy': "script-src 'nonce-chosen'", 'x-nonce': 'chosen' },
  })
  expect(answer.headers()['content-security-policy']).not.toContain('chosen')
  expect(await answer.text()).not.toContain('nonce="chosen"')
})

test('H-701 what users write stays text: in the query, in parameters, in the payload', {
  tag: ['@nojs'],
}, async ({ page, open }) => {
  const awkward = '</script><script>document.title="ran"</script><!--<script>\u2028'
  await open(`/nav/b?tab=${encodeURIComponent(awkward)}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('</script><script>')
  await open(`/nav/item/${encodeURIComponent(awkward)}`)
  await expect(page.getByRole('heading')).toContainText('<!--<script>')
  expect(await page.title()).not.toBe('ran')
})
