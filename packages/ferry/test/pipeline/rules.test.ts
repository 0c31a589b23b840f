import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BuiltApp, buildApp, type OpenApp, openApp, type SentRequest } from './built-app.ts'
import { rulesApp } from './rules-app.ts'

const scope = globalThis as { rulesSaw?: string[] }

let built: BuiltApp
let app: OpenApp
let based: OpenApp

beforeAll(async () => {
  built = await buildApp(rulesApp)
  app = await openApp(built)
  based = await openApp(built, { basePath: '/base' })
}, 240_000)
afterAll(() => built?.remove())
beforeEach(() => {
  scope.rulesSaw = []
})

/** What the page says it is. */
async function shown(path: string, request?: SentRequest): Promise<string | undefined> {
  const { text } = await app.send('GET', path, request)
  return /doc:(?:<!-- -->)?([\w-]+)/.exec(text)?.[1]
}

describe('redirects()', () => {
  test.each<[string, number, string, SentRequest?]>([
    ['/moved/a/b?x=1', 308, '/docs/a/b?x=1'],
    ['/moved', 308, '/docs'],
    ['/out/12', 307, 'https://shop.test/items/12'],
    ['/see?from=me&b=2', 303, '/docs/see?from=see&b=2'],
    ['/beta', 307, '/docs/beta', { headers: { cookie: 'beta=on' } }],
    ['/old-only', 307, '/docs/old'],
    ['/by-query?page=a%2Fb', 307, '/docs/a%2Fb?page=a%2Fb'],
    ['/by-host', 307, 'https://shop.example/'],
    ['/%6Doved/x', 308, '/docs/x'],
  ])('%s → %i %s, before the middleware sees it', async (path, status, location, request) => {
    const answer = await app.send('GET', path, request)
    expect([answer.status, answer.headers.get('location')]).toEqual([status, location])
    expect(scope.rulesSaw).toEqual([])
  })

  test.each<[string, SentRequest?]>([
    ['/out/ab'],
    ['/beta'],
    ['/beta', { headers: { cookie: 'beta=off' } }],
    ['/old-only', { headers: { 'x-new': '1' } }],
    ['/by-query'],
  ])('%s is not for this request: the middleware sees it', async (path, request) => {
    expect((await app.send('GET', path, request)).status).toBe(404)
    expect(scope.rulesSaw).toEqual([`GET ${path}`])
  })

  test('a form that is posted goes with its method, a payload to the payload of the other page', async () => {
    const posted = await app.send('POST', '/moved/a', { body: new FormData() })
    expect([posted.status, posted.headers.get('location')]).toEqual([308, '/docs/a'])
    const payload = await app.send('GET', '/_ferry/payload/moved/a?x=1')
    expect([payload.status, payload.headers.get('location')]).toEqual([307, '/_ferry/payload/docs/a?x=1'])
  })

  test('out of the app there is no payload: the browser asks for the document', async () => {
    const { status, headers } = await app.send('GET', '/_ferry/payload/out/1')
    expect([status, headers.get('location')]).toEqual([204, null])
  })

  test('the page of a call is not opened past a redirect', async () => {
    const target = `/_ferry/action/${app.functionId('go')}`
    const headers = { 'content-type': 'text/plain', 'ferry-url': '/moved/a' }
    const { status, text } = await app.send('POST', target, { body: '[""]', headers })
    expect([status, text.includes('"stayed"'), text.includes('"page"')]).toEqual([200, true, false])
  })

  test('below a base path both ends are, unless the rule says otherwise', async () => {
    const inside = await based.send('GET', '/base/moved/a')
    expect([inside.status, inside.headers.get('location')]).toEqual([308, '/base/docs/a'])
    const outside = await based.send('GET', '/outside/a')
    expect([outside.status, outside.headers.get('location')]).toEqual([307, '/base/docs/a'])
    expect((await based.send('GET', '/moved/a')).status).toBe(404)
    expect((await based.send('GET', '/base/outside/a')).status).toBe(404)
  })
})

describe('headers()', () => {
  test.each(['/plain', '/_ferry/payload/plain', '/nowhere', '/closed', '/moved/a'])('are on %s', async (path) => {
    expect((await app.send('GET', path)).headers.get('x-frame-options')).toBe('DENY')
  })

  test('are on the answer of a call', async () => {
    const target = `/_ferry/action/${app.functionId('go')}`
    const answer = await app.send('POST', target, { body: '[""]', headers: { 'content-type': 'text/plain' } })
    expect([answer.status, answer.headers.get('x-frame-options')]).toEqual([200, 'DENY'])
  })

  test('a later rule wins, and parameters are filled in', async () => {
    const { headers } = await app.send('GET', '/docs/intro')
    expect([headers.get('x-frame-options'), headers.get('x-doc-intro')]).toEqual(['SAMEORIGIN', 'doc intro'])
  })

  test('stand over what Ferry gives a page, under what a handler or the middleware gives', async () => {
    const page = await app.send('GET', '/docs/policy')
    expect(page.headers.get('content-security-policy')).toBe("default-src 'self'")
    const handler = await app.send('GET', '/api/own')
    expect([handler.headers.get('x-own'), handler.headers.get('x-other')]).toEqual(['handler', 'rule'])
    expect((await app.send('GET', '/docs/stamped')).headers.get('x-order')).toBe('middleware')
  })
})

describe('rewrites()', () => {
  test.each([
    ['/covered', 'covered'],
    ['/chain', 'chain'],
    ['/docs/special', 'after-files'],
    ['/docs/plain', 'plain'],
    ['/unused/ada', 'unused'],
    ['/leads-nowhere', 'from-fallback'],
    ['/legacy/a/b', 'legacy'],
    ['/to-covered', 'covered'],
  ])('%s shows %s', async (path, slug) => {
    expect(await shown(path)).toBe(slug)
    expect((await app.send('GET', `/_ferry/payload${path}`)).text).toContain(`["doc:","${slug}",`)
  })

  test('a route without parameters stands before afterFiles', async () => {
    expect((await app.send('GET', '/plain')).text).toContain('the plain page')
  })

  test('the address stays, the query is that of both', async () => {
    const { text } = await app.send('GET', '/_ferry/payload/legacy/a/b?q=1')
    expect(text).toContain('"url":"/legacy/a/b?q=1"')
    expect(text).toContain('{\\"was\\":\\"a/b\\",\\"q\\":\\"1\\"}')
    expect((await app.send('GET', '/unused/ada')).text).toContain('{&quot;name&quot;:&quot;ada&quot;}')
  })

  test('the middleware sees the address, not what it is rewritten to', async () => {
    await app.send('GET', '/covered')
    expect(scope.rulesSaw).toEqual(['GET /covered'])
  })
})
