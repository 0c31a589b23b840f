import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AnswerStream } from '../../src/protocol/incoming.ts'
import { readFailure } from '../../src/protocol/failure.ts'
import { type BuiltApp, buildApp, type OpenApp, openApp, type Received } from './built-app.ts'
import { shopApp } from './shop-app.ts'

const scope = globalThis as {
  middlewareSaw?: string[]
  afterRan?: string
  endlessAborted?: boolean
  currentRequest?: () => unknown
  forgotten?: unknown
}

let built: BuiltApp
let shop: OpenApp

beforeAll(async () => {
  built = await buildApp(shopApp)
  shop = await openApp(built)
}, 240_000)
afterAll(() => built?.remove())
beforeEach(() => {
  shop.log.length = 0
  scope.middlewareSaw = []
})

/** The text of the payload inside a document, as the browser puts it together. */
function inlinedPayload(html: string): { text: string; ended: boolean } {
  const chunks: unknown[] = []
  const self = { __ferry_p: { push: (chunk: unknown) => chunks.push(chunk) } }
  for (const [, script] of html.matchAll(/<script(?: nonce="[^"]*")?>(\(self\.__ferry_p.*?)<\/script>/gs)) {
    new Function('self', script as string)(self)
  }
  const ended = chunks.at(-1) === 0
  return { text: chunks.filter((chunk) => typeof chunk === 'string').join(''), ended }
}

function expectDocument({ text, headers }: Received): void {
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(text).toMatch(
    /^<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"\/><meta name="viewport" content="width=device-width, initial-scale=1"\/><script>self\.__ferry_c=/,
  )
  expect(text.match(/<\/body>/g)).toHaveLength(1)
  expect(text).toMatch(/<\/body><\/html>$/)
  expect(inlinedPayload(text).ended).toBe(true)
}

describe('visit', () => {
  test('a page that waits for nothing is one piece, with headers that keep it private', async () => {
    const { body, headers, status } = await shop.handle('GET', '/')
    expect(status).toBe(200)
    expect(body).toBeTypeOf('string')
    expect(Object.fromEntries(headers)).toEqual({
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-cache, no-store, max-age=0, must-revalidate',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "frame-ancestors 'self'",
    })
  })

  test('H-701 the payload is in the document, and its text cannot leave its script', async () => {
    const answer = await shop.send('GET', '/')
    expectDocument(answer)
    const { text } = inlinedPayload(answer.text)
    expect(text).toContain('</script><!--')
    expect(text).toContain('é😀\u2028')
    expect(answer.text).toContain('&lt;/script&gt;&lt;!--')
  })

  test('style sheets stand in the head, the layout before what it shows', async () => {
    const { text } = await shop.send('GET', '/')
    const links = [...text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href)
    expect(links).toHaveLength(2)
    expect(new Set(links).size).toBe(2)
    expect(links[0]).toContain(built.manifest.routeStyles['layout.jsx']?.[0])
    expect(text.indexOf('rel="stylesheet"')).toBeLessThan(text.indexOf('<body>'))
  })

  test('metadata is merged down the tree', async () => {
    expect((await shop.send('GET', '/')).text).toContain('<title>Shop</title>')
    const note = await shop.send('GET', '/notes/3?a=1&a=2')
    expect(note.text).toContain('<title>Note 3 | Shop</title>')
    expect(note.text).toContain('content="All &amp; sundry"')
    expect(note.text).toContain('{&quot;a&quot;:[&quot;1&quot;,&quot;2&quot;]}')
  })

  test('A-803 what is late streams after the shell, each part with its payload, and the document ends well', async () => {
    const answer = await shop.send('GET', '/slow')
    expectDocument(answer)
    expect(answer.chunks.length).toBeGreaterThanOrEqual(3)
    expect(answer.chunks[0]).toContain('wait <!-- -->20')
    expect(answer.chunks[0]).toContain('__ferry_p')
    expect(answer.chunks[0]).not.toContain('slow <!-- -->20')
    expect(answer.text.indexOf('slow <!-- -->60')).toBeGreaterThan(answer.text.indexOf('slow <!-- -->20'))
    expect(answer.text).toContain('<noscript><style>div[hidden][id^="S:"]')
  })

  test.each([
    ['/notes/missing', 404, 'no such note', 'Note missing | Shop'],
    ['/notes/forbidden', 403, 'You may not see this page.', 'Note forbidden | Shop'],
    ['/nowhere', 404, 'This page could not be found.', '404: Page not found | Shop'],
  ])('%s shows its boundary with status %i, without JavaScript', async (path, status, text, title) => {
    const answer = await shop.send('GET', path)
    expectDocument(answer)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(text)
    expect(answer.text).toContain('<meta name="robots" content="noindex"/>')
    expect(answer.text.match(/<title>/g)).toHaveLength(1)
    if (path !== '/nowhere') expect(answer.text).toContain(`<title>${title}</title>`)
    expect(shop.log).toEqual([])
  })

  test('C-5 an error shows the nearest error file, status 500, one line in the log and nothing of it in the answer', async () => {
    const answer = await shop.send('GET', '/notes/throw')
    expectDocument(answer)
    expect(answer.status).toBe(500)
    expect(shop.log).toHaveLength(1)
    const [line] = shop.log
    expect(line).toMatchObject({
      level: 'error',
      message: 'secret of note',
      fields: { method: 'GET', url: '/notes/throw' },
    })
    expect(line?.fields.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.text).toContain(`<p id="failed">failed: <!-- -->Something went wrong`)
    expect(answer.text).toContain(line?.fields.digest)
    expect(answer.text).not.toContain('secret')
    expect(answer.text).toContain('"failed":[["error:notes"')
  })

  test('an error in generateMetadata() is an error of the page, and the page keeps a head', async () => {
    const answer = await shop.send('GET', '/notes/no-head')
    expect(answer.status).toBe(500)
    expect(answer.text).toContain('failed: ')
    expect(answer.text).toContain('<title>Shop</title>')
    expect(answer.text).not.toContain('secret')
  })

  test('an error without an error file is shown in the layout', async () => {
    const answer = await shop.send('GET', '/unbounded')
    expectDocument(answer)
    expect(answer.status).toBe(500)
    expect(answer.text).toContain('500 | Something went wrong.')
    expect(answer.text).toContain('</header>')
    expect(answer.text).not.toContain('secret')
  })

  test('an error of the layout itself is the static error page', async () => {
    const { status, text, headers } = await shop.send('GET', '/', { headers: { 'x-break': '1' } })
    expect(status).toBe(500)
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(text).toContain(`Digest: <code>${shop.log[0]?.fields.digest}</code>`)
    expect(text).not.toContain('secret')
  })

  test('what fails only while it renders on the server shows its error file too', async () => {
    const answer = await shop.send('GET', '/client-only-render')
    expect(answer.status).toBe(500)
    expect(answer.text).toContain('failed: ')
    expect(answer.text).not.toContain('secret')
    expect(shop.log).toHaveLength(1)
  })

  test('C-5 an error after the shell leaves status and document whole; the browser shows the boundary', async () => {
    const answer = await shop.send('GET', '/late/throw')
    expectDocument(answer)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('loading')
    expect(shop.log).toHaveLength(1)
    expect(inlinedPayload(answer.text).text).toContain(`E{"digest":"${shop.log[0]?.fields.digest}"}`)
    expect(answer.text).not.toContain('secret')
  })

  test.each([
    ['/moved', 307, '/notes/5'],
    ['/moved-forever', 308, 'https://new.test/'],
  ])('redirect() before the shell: %s → %i %s', async (path, status, location) => {
    const answer = await shop.handle('GET', path)
    expect(answer).toMatchObject({ status, body: null })
    expect(new Headers(answer.headers).get('location')).toBe(location)
    expect(shop.log).toEqual([])
  })

  test('H-509 redirect() after the shell travels as an instruction for the browser, and as a refresh for one without scripts', async () => {
    const answer = await shop.send('GET', '/late/leave')
    expectDocument(answer)
    expect(answer.status).toBe(200)
    expect(inlinedPayload(answer.text).text).toContain('FERRY_INTERRUPT;')
    expect(answer.text).toContain('<noscript><meta http-equiv="refresh" content="1;url=/notes/9"/></noscript>')
    expect(shop.log).toEqual([])
  })

  test('cookies cannot be written while a page renders', async () => {
    const { status } = await shop.send('GET', '/writes-cookie')
    expect(status).toBe(500)
    expect(shop.log[0]?.fields.error).toMatchObject({ code: 'FERRY_COOKIES_READONLY' })
  })

  test('HEAD is the visit without its body', async () => {
    expect(await shop.handle('HEAD', '/notes/missing')).toMatchObject({ status: 404, body: null })
    expect(await shop.handle('HEAD', '/slow')).toMatchObject({ status: 200, body: null })
  })

  test.each([
    ['/notes/3/', 308, '/notes/3'],
    ['//evil.test/', 308, '/evil.test'],
    ['/%00', 400, null],
    ['/%ZZ', 400, null],
    ['/_ferry/unknown', 404, null],
  ])('H-507 %s → %i', async (path, status, location) => {
    const answer = await shop.handle('GET', path)
    expect(answer.status).toBe(status)
    expect(new Headers(answer.headers).get('location')).toBe(location)
  })

  test('C-3 when the client goes away while the document streams, both renders end, silently', async () => {
    const controller = new AbortController()
    const answer = await shop.handle('GET', '/endless', { signal: controller.signal })
    expect(answer.status).toBe(200)
    const gone = Object.assign(new Error('gone'), { name: 'AbortError' })
    controller.abort(gone)
    ;(answer.body as AnswerStream).abort(gone)
    await sleep(20)
    expect(scope.endlessAborted).toBe(true)
    expect(shop.log).toEqual([])
  })

  test('C-3 when the client goes away before the shell, the wait ends, silently', async () => {
    const controller = new AbortController()
    const answering = shop.handle('GET', '/endless-shell', { signal: controller.signal })
    await sleep(20)
    controller.abort(Object.assign(new Error('gone'), { name: 'AbortError' }))
    await answering
    expect(shop.log).toEqual([])
  })

  test('C-10 requests do not see each other', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => index)
    const answers = await Promise.all(
      ids.map((id) => shop.send('GET', `/notes/${id}?q=${id}`, { headers: { cookie: `seen=cookie-${id}` } })),
    )
    for (const id of ids) {
      expect(answers[id]?.text).toMatch(
        new RegExp(`note <!-- -->${id}<!-- -->.*&quot;${id}&quot;.*cookie-${id}</article>`),
      )
    }
  })
})

describe('content security policy', () => {
  test('H-704 every script has the nonce of its answer', async () => {
    const strict = await openApp(built, { csp: true })
    const pages = ['/', '/slow', '/notes/throw', '/nowhere']
    const nonces = new Set<string>()
    for (const page of pages) {
      const { headers, text } = await strict.send('GET', page)
      const nonce = /script-src 'nonce-([^']+)' 'strict-dynamic'/.exec(
        headers.get('content-security-policy') ?? '',
      )?.[1]
      expect(Buffer.from(nonce as string, 'base64')).toHaveLength(16)
      nonces.add(nonce as string)
      const scripts = [...text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
      expect(scripts.length).toBeGreaterThan(2)
      for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`)
      expect(inlinedPayload(text).text).not.toContain(nonce)
    }
    expect(nonces.size).toBe(pages.length)
  })
})

describe('navigate', () => {
  test('the payload of a page has a URL of its own', async () => {
    const { status, headers, text } = await shop.send('GET', '/_ferry/payload/notes/3?x=1')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/x-component')
    expect(headers.get('cache-control')).toContain('no-store')
    expect(text).toContain('"url":"/notes/3?x=1"')
    expect(text).not.toContain('<html')
  })

  test('versions grow', async () => {
    const version = async () => Number(/"version":(\d+)/.exec((await shop.send('GET', '/_ferry/payload/')).text)?.[1])
    const first = await version()
    expect(await version()).toBeGreaterThan(first)
  })

  test('a redirect that is known at once leads to the payload of the target', async () => {
    const answer = await shop.handle('GET', '/_ferry/payload/moved')
    expect(answer.status).toBe(307)
    expect(new Headers(answer.headers).get('location')).toBe('/_ferry/payload/notes/5')
  })

  test.each([
    ['/_ferry/payload/moved-forever', 308],
    ['/_ferry/payload/late/leave', 200],
    ['/_ferry/payload/notes/missing', 404],
    ['/_ferry/payload/notes/throw', 500],
  ])('%s carries what happened in its stream', async (path, status) => {
    const answer = await shop.send('GET', path)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('text/x-component')
    expect(answer.text).not.toContain('secret')
  })

  test('a route handler and a URL without a route have no payload, which is no error', async () => {
    const { status, headers, text } = await shop.send('GET', '/_ferry/payload/api/echo')
    expect([status, headers.get('content-type'), text]).toEqual([204, null, ''])
    expect((await shop.send('GET', '/_ferry/payload/nowhere')).status).toBe(204)
    expect(headers.getSetCookie()).toEqual([])
  })
})

/** A call with one FormData argument, as React encodes it. */
function formArgument(what: string): FormData {
  const body = new FormData()
  body.set('0', '["$K1"]')
  body.set('_1_what', what)
  return body
}

function call(what: string, headers: Record<string, string> = {}): Promise<Received> {
  return shop.send('POST', `/_ferry/action/${shop.functionId('save')}`, { body: formArgument(what), headers })
}

function digestIn(text: string): string {
  return JSON.parse(/\d+:E(\{.*\})\n/.exec(text)?.[1] ?? '{}').digest
}

describe('call', () => {
  test('A-209 the result and the refreshed page in one answer', async () => {
    const { status, headers, text } = await call('cookie', { 'ferry-url': '/notes/3?x=1' })
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/x-component')
    expect(headers.getSetCookie()).toEqual(['seen=twice; Path=/'])
    expect(text).toContain('"cookie"')
    expect(text).toContain('"url":"/notes/3?x=1"')
    expect(text).toMatch(/\["note ","3"," ",".*"," ","twice"\]/)
  })

  test.each([
    ['without Ferry-Url', {}, 'x'],
    ['after skipRefresh()', { 'ferry-url': '/notes/3' }, 'skip'],
    ['when the URL is not of this app', { 'ferry-url': 'https://evil.test/' }, 'x'],
    ['when the URL is a route handler', { 'ferry-url': '/api/echo' }, 'x'],
    ['when middleware answers for the page', { 'ferry-page': '/', 'ferry-url': '/notes/refused' }, 'x'],
  ])('no page %s', async (_, headers, what) => {
    const { status, text } = await call(what, headers)
    expect(status).toBe(200)
    expect(text).toContain(`"${what}"`)
    expect(text).not.toContain('"page"')
  })

  test('tells when the function finished if a refresh is due, so that a page made later is known to show its effect', async () => {
    const { text } = await call('x', { 'ferry-url': '/notes/3' })
    const version = Number(/"version":(\d+)/.exec(text)?.[1])
    const finished = Number(/"finished":(\d+)/.exec(text)?.[1])
    expect(finished).toBeGreaterThan(0)
    expect(finished).toBeLessThan(version)
    const later = await call('x')
    expect(Number(/"finished":(\d+)/.exec(later.text)?.[1])).toBeGreaterThan(version)
    expect((await call('skip')).text).not.toContain('"finished"')
    expect((await call('throw')).text).not.toContain('"finished"')
  })

  test('redirect() brings the target along, with the cookie that was just set, through its middleware', async () => {
    const { status, text, headers } = await call('leave', { 'ferry-url': '/' })
    expect(status).toBe(200)
    expect(text).toContain('"redirect":{"url":"/notes/7?x=1","type":"push","external":false}')
    expect(text).toContain('"url":"/notes/7?x=1"')
    expect(text).toContain('"redirected"]')
    expect(headers.get('set-cookie')).toContain('seen=redirected')
    expect(digestIn(text)).toContain('FERRY_INTERRUPT;')
    expect(scope.middlewareSaw?.at(-1)).toBe('GET /notes/7?x=1')
  })

  test('H-508 redirect() to another site is the browser’s to follow, to another scheme an error', async () => {
    expect((await call('external')).text).toContain(
      '"redirect":{"url":"https://pay.test/x","type":"push","external":true}',
    )
    const refused = await call('script')
    expect(refused.status).toBe(500)
    expect(readFailure(digestIn(refused.text))).toMatchObject({ kind: 'threw', status: 500 })
    expect(refused.text).not.toContain('javascript:')
    expect(shop.log[0]?.fields.error).toMatchObject({ code: 'FERRY_REDIRECT_TARGET' })
  })

  test.each([
    ['missing', 404, 'not-found'],
    ['forbidden', 403, 'forbidden'],
    ['unauthorized', 401, 'unauthorized'],
  ])('%s rejects with its interrupt and status %i', async (what, status, kind) => {
    const answer = await call(what, { 'ferry-url': '/' })
    expect(answer.status).toBe(status)
    expect(digestIn(answer.text)).toBe(`FERRY_INTERRUPT;{"kind":"${kind}"}`)
    expect(shop.log).toEqual([])
  })

  test('A-207 a function that throws: 500, a digest that is in the log with function and request, no message', async () => {
    const { status, text } = await call('throw')
    expect(status).toBe(500)
    const failure = readFailure(digestIn(text))
    expect(failure).toMatchObject({ kind: 'threw', status: 500 })
    expect(text).not.toContain('secret')
    expect(shop.log).toHaveLength(1)
    expect(shop.log[0]?.fields).toMatchObject({ digest: failure?.digest, function: 'lib/actions.js#save' })
    expect(shop.log[0]?.fields.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('code that goes on after the answer still knows the request it belongs to', async () => {
    expect(shop.app.currentRequest?.()).toBeNull()
    scope.currentRequest = () => shop.app.currentRequest?.()
    const { status } = await call('forget')
    expect(status).toBe(200)
    await expect
      .poll(() => scope.forgotten)
      .toEqual({
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        method: 'POST',
        url: `/_ferry/action/${shop.functionId('save')}`,
      })
  })

  test('a refused call is a status and a few words of JSON', async () => {
    const { status, headers, text } = await call('x', { origin: 'https://evil.test' })
    expect(status).toBe(403)
    expect(headers.get('content-type')).toContain('application/json')
    expect(JSON.parse(text)).toMatchObject({ kind: 'forbidden-origin', status: 403 })
    expect(await shop.send('GET', `/_ferry/action/${shop.functionId('save')}`)).toMatchObject({ status: 405 })
    const unknown = await shop.send('POST', `/_ferry/action/${'0'.repeat(40)}`, { body: '[]' })
    expect([unknown.status, unknown.headers.get('ferry-action-not-found')]).toEqual([404, '1'])
  })

  test('streamed results arrive as they are produced, binary ones as they are', async () => {
    const text = { 'content-type': 'text/plain' }
    const streamed = await shop.send('POST', `/_ferry/action/${shop.functionId('stream')}`, {
      body: '[]',
      headers: text,
    })
    expect(streamed.chunks.length).toBeGreaterThanOrEqual(3)
    const answer = await shop.handle('POST', `/_ferry/action/${shop.functionId('bytes')}`, {
      body: '[]',
      headers: text,
    })
    expect(Buffer.from(answer.body as Uint8Array).includes(Buffer.from([0, 255, 128, 10]))).toBe(true)
  })

  test('after() runs when the answer is out', async () => {
    delete scope.afterRan
    const answer = await call('after')
    expect(answer.status).toBe(200)
    await shop.app.idle()
    await sleep(5)
    expect(scope.afterRan).toBe('after')
  })
})

function submit(what: string, path = '/notes/3', headers: Record<string, string> = {}): Promise<Received> {
  const body = new FormData()
  body.set(`$ACTION_ID_${shop.functionId('save')}`, '')
  body.set('what', what)
  return shop.send('POST', path, { body, headers })
}

describe('submit', () => {
  test('A-313 the function runs, then the page is the answer, cookies and all', async () => {
    const answer = await submit('cookie')
    expectDocument(answer)
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie()).toEqual(['seen=twice; Path=/'])
    expect(answer.text).toContain('twice</article>')
  })

  test('A-411 the state of useActionState is in the document and in its payload', async () => {
    const { text } = await shop.send('GET', '/')
    const form = /<form[^>]*>(.*?<output>.*?)<\/form>/.exec(text)?.[1] ?? ''
    const body = new FormData()
    for (const [, name, value = ''] of form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)) {
      body.set(name as string, value.replaceAll('&quot;', '"'))
    }
    body.set('by', '41')
    const answer = await shop.send('POST', '/', { body })
    expectDocument(answer)
    expect(answer.text).toContain('<output>42</output>')
    expect(inlinedPayload(answer.text).text).toContain('"formState":[42,')
    expect((await shop.send('GET', '/')).text).toContain('<output>1</output>')
  })

  test('everything late is in place: the page reads completely without JavaScript', async () => {
    const answer = await submit('x', '/slow')
    expectDocument(answer)
    expect(answer.text).not.toContain('id="S:')
    expect(answer.text).not.toContain('<!--$?-->')
    expect(answer.text).toMatch(/slow <!-- -->20.*slow <!-- -->60/)
  })

  test.each([
    ['leave', '/notes/7?x=1'],
    ['external', 'https://pay.test/x'],
  ])('H-510 %s answers 303', async (what, location) => {
    const answer = await submit(what)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe(location)
  })

  test.each([
    ['missing', 404, 'no such note'],
    ['forbidden', 403, 'You may not see this page.'],
    ['unauthorized', 401, 'Sign in to see this page.'],
    ['throw', 500, 'failed: '],
    ['script', 500, 'failed: '],
  ])('%s renders the nearest boundary with status %i', async (what, status, text) => {
    const answer = await submit(what)
    expectDocument(answer)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(text)
    expect(answer.text).not.toContain('secret')
    expect(answer.text).not.toContain('<article>')
  })

  test('an error late in the page shows its boundary as well', async () => {
    const answer = await submit('x', '/late/throw')
    expectDocument(answer)
    expect(answer.status).toBe(500)
    expect(answer.text).toContain('<p id="failed">')
  })

  test('H-510 a redirect late in the page is a 303', async () => {
    const answer = await submit('x', '/late/leave')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/notes/9'])
  })

  test('H-401 a form of another site gets the static page', async () => {
    const { status, text } = await submit('x', '/notes/3', { origin: 'https://evil.test' })
    expect(status).toBe(403)
    expect(text).toContain('403 | Forbidden')
    expect(text).not.toContain('<article>')
  })

  test('a POST that carries no function', async () => {
    expect(await shop.send('POST', '/notes/3', { body: 'x' })).toMatchObject({ status: 405 })
    expect(await shop.send('POST', '/nowhere', { body: 'x' })).toMatchObject({ status: 404 })
    expect(await shop.send('PUT', '/notes/3', { body: 'x' })).toMatchObject({ status: 405 })
    const echoed = await shop.send('POST', '/api/echo', { body: 'x', headers: { origin: 'https://hook.test' } })
    expect([echoed.status, echoed.text]).toEqual([201, 'got x'])
  })

  test('while draining nothing new is started', async () => {
    const draining = await openApp(built)
    draining.app.drain()
    const body = new FormData()
    body.set(`$ACTION_ID_${draining.functionId('save')}`, '')
    const answer = await draining.send('POST', '/notes/3', { body })
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(await draining.send('GET', '/notes/3')).toMatchObject({ status: 200 })
  })
})

describe('route handlers', () => {
  test('GET with the web’s Request and Response, cookies writable', async () => {
    const { status, headers, text } = await shop.send('GET', '/api/echo', { headers: { 'user-agent': 'me' } })
    expect(status).toBe(200)
    expect(JSON.parse(text)).toEqual({ url: 'http://shop.test/api/echo', agent: 'me' })
    expect(headers.getSetCookie()).toEqual(['from=route; Path=/'])
  })

  test.each([
    ['HEAD', 200, null],
    ['OPTIONS', 204, 'GET, HEAD, POST, OPTIONS'],
    ['DELETE', 405, 'GET, HEAD, POST, OPTIONS'],
    ['TRACE', 405, 'GET, HEAD, POST'],
  ])('%s', async (method, status, allow) => {
    const answer = await shop.handle(method, '/api/echo')
    expect(answer.status).toBe(status)
    expect(new Headers(answer.headers).get('allow')).toBe(allow)
  })

  test.each([
    ['throw', 500],
    ['nothing', 500],
    ['missing', 404],
    ['leave', 307],
  ])('%s → %i', async (what, status) => {
    const answer = await shop.send('GET', `/api/echo?what=${what}`)
    expect(answer.status).toBe(status)
    expect(answer.text).not.toContain('secret')
    expect(shop.log).toHaveLength(status === 500 ? 1 : 0)
  })

  test.each(['PUT', 'PATCH', 'DELETE'])('%s with a body', async (method) => {
    const { status, headers, text } = await shop.send(method, '/api/all/a%2Fb?x=1', { body: 'sent' })
    expect([status, headers.get('x-by')]).toEqual([200, method])
    expect(JSON.parse(text)).toEqual([method, method, 'a/b', 'sent'])
  })

  test('HEAD and OPTIONS of its own stand in the place of those that follow from the others', async () => {
    const head = await shop.handle('HEAD', '/api/all/1')
    expect([head.status, new Headers(head.headers).get('x-by')]).toEqual([204, 'HEAD'])
    const options = await shop.handle('OPTIONS', '/api/all/1')
    expect([options.status, new Headers(options.headers).get('allow')]).toEqual([200, 'whatever'])
  })

  test.each([
    ['GET', '/api/all/1', 'HEAD, PUT, PATCH, DELETE, OPTIONS'],
    ['POST', '/api/all/1', 'HEAD, PUT, PATCH, DELETE, OPTIONS'],
    ['GET', '/api/writes', 'POST, OPTIONS'],
    ['HEAD', '/api/writes', 'POST, OPTIONS'],
    ['LINK', '/api/writes', 'POST, OPTIONS'],
  ])('%s %s is 405, and Allow says %s', async (method, path, allow) => {
    const answer = await shop.handle(method, path)
    expect([answer.status, new Headers(answer.headers).get('allow')]).toEqual([405, allow])
  })

  test('a stream ends with the client: the signal aborts, the source is cancelled', async () => {
    const client = new AbortController()
    const { body } = await shop.handle('GET', '/api/forever', { signal: client.signal })
    if (body === null || typeof body !== 'object' || !('pipe' in body)) throw new Error('no stream')
    const { PassThrough } = await import('node:stream')
    const sink = body.pipe(new PassThrough())
    await new Promise((resolve) => sink.once('data', resolve))
    client.abort()
    body.abort()
    const state = () => (globalThis as { forever?: object }).forever
    await expect.poll(state).toMatchObject({ aborted: true, cancelled: true })
  })

  test('a body may stream; catch-all parameters are decoded once, split on the literal slash', async () => {
    const { chunks } = await shop.send('GET', '/api/stream/a%2Fb/c')
    expect(chunks).toEqual(['a/b', 'c'])
  })
})

describe('middleware', () => {
  test('sees the page’s URL, whatever kind of request it is', async () => {
    await shop.send('GET', '/notes/1?x=1')
    await shop.send('GET', '/_ferry/payload/notes/1?x=1')
    await submit('x', '/notes/1?x=1')
    await call('x', { 'ferry-url': '/notes/1?x=1' })
    // The function belongs to the page /: where another one says that it calls it, that has to be open too.
    expect(scope.middlewareSaw).toEqual([
      'GET /notes/1?x=1',
      'GET /notes/1?x=1',
      'POST /notes/1?x=1',
      'POST /',
      'POST /notes/1?x=1',
      'POST /',
      'GET /notes/1?x=1',
    ])
  })

  test('answers, redirects, rewrites and marks', async () => {
    expect(await shop.send('GET', '/gone')).toMatchObject({ status: 410, text: 'gone' })
    const guarded = await shop.send('GET', '/guarded')
    expect([guarded.status, guarded.headers.get('location')]).toEqual([307, '/notes/1'])
    const alias = await shop.send('GET', '/alias')
    expect(alias.text).toContain('note <!-- -->3<!-- --> <!-- -->{&quot;from&quot;:&quot;alias&quot;}')
    expect(inlinedPayload(alias.text).text).toContain('"url":"/alias"')
    const marked = await shop.send('GET', '/marked')
    expect([marked.status, marked.headers.get('x-marked'), marked.headers.get('cache-control')]).toEqual([
      404,
      '1',
      'public',
    ])
    const cookie = await shop.send('GET', '/cookie')
    expect(cookie.headers.getSetCookie()).toEqual(['from=middleware; Path=/'])
    expect(cookie.text).toContain('note <!-- -->4')
  })

  test('that throws is an error page', async () => {
    const { status, text } = await shop.send('GET', '/broken-middleware')
    expect(status).toBe(500)
    expect(text).not.toContain('secret')
    expect(shop.log).toHaveLength(1)
  })
})

describe('mounted below a path, with a base path', () => {
  test('every URL in the document has both', async () => {
    const mounted = await openApp(built, { basePath: '/shop' })
    const answer = await mounted.send('GET', '/shop/notes/3', { mount: '/outer' })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('"basePath":"/outer/shop"')
    expect(inlinedPayload(answer.text).text).toContain('"url":"/outer/shop/notes/3"')
    for (const [, url] of answer.text.matchAll(/(?:src|href)="([^"]*_ferry[^"]*)"/g))
      expect(url).toMatch(/^\/outer\/shop\/_ferry\//)
    expect(await mounted.handle('GET', '/elsewhere', { mount: '/outer' })).toMatchObject({ status: 404 })
    const moved = await mounted.handle('GET', '/shop/moved', { mount: '/outer' })
    expect(new Headers(moved.headers).get('location')).toBe('/outer/shop/notes/5')
  })

  test.each([
    [false, '/shop/', '/shop'],
    [true, '/shop', '/shop/'],
  ])('its first page has one URL; with trailingSlash %s, %s is redirected', async (trailingSlash, other, canonical) => {
    const mounted = await openApp(built, { basePath: '/shop', trailingSlash })
    for (const method of ['GET', 'HEAD', 'POST']) {
      const moved = await mounted.handle(method, `${other}?q=%2F`, { mount: '/outer' })
      expect([moved.status, new Headers(moved.headers).get('location')]).toEqual([308, `/outer${canonical}?q=%2F`])
    }
    expect((await mounted.send('GET', canonical, { mount: '/outer' })).status).toBe(200)
    // A payload says itself what the address bar is to show: nothing has to be asked twice.
    for (const end of ['', '/']) {
      const payload = await mounted.send('GET', `/shop/_ferry/payload${end}`, { mount: '/outer' })
      expect(payload.status).toBe(200)
      expect(payload.text).toContain(`"url":"/outer${canonical}"`)
    }
  })
})
