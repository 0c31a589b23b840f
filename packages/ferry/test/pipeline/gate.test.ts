import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BuiltApp, buildApp, type OpenApp, openApp, type Received } from './built-app.ts'
import { gateApp } from './gate-app.ts'

/** What the app itself keeps. */
const scope = globalThis as unknown as {
  gate: { install(): void; seen: [method: string, path: string, cookie: string | null][] }
}

let built: BuiltApp
let gate: OpenApp

beforeAll(async () => {
  built = await buildApp(gateApp)
}, 240_000)
afterAll(() => built?.remove())
beforeEach(() => {
  if (!gate) return
  gate.log.length = 0
  scope.gate.seen = []
})

test('a middleware.ts without a function keeps the app from starting', async () => {
  await expect(openApp(built)).rejects.toMatchObject({
    code: 'FERRY_MIDDLEWARE_RESULT',
    place: { file: 'middleware.ts' },
  })
  scope.gate.install()
  gate = await openApp(built)
})

describe('middleware that answers with what it cannot', () => {
  test.each([
    ['/text', 'FERRY_MIDDLEWARE_RESULT'],
    ['/number', 'FERRY_MIDDLEWARE_RESULT'],
    ['/elsewhere', 'FERRY_REWRITE_TARGET'],
    ['/elsewhere-too', 'FERRY_REWRITE_TARGET'],
    ['/nowhere', 'FERRY_REWRITE_TARGET'],
    ['/broken', 'FERRY_REWRITE_TARGET'],
  ])('%s is an error with code %s, and no page', async (path, code) => {
    const { status, text } = await gate.send('GET', path)
    expect(status).toBe(500)
    expect(text).not.toContain('<p>at')
    expect(gate.log.map(({ fields }) => fields.error)).toEqual([expect.objectContaining({ code })])
  })
})

describe('rewrite()', () => {
  test.each([
    ['/alias', 'at who path'],
    ['/alias-url', 'at who url'],
    ['/alias-own', 'at who'],
  ])('%s shows another page of the app, below a base path as well', async (path, shown) => {
    expect((await gate.send('GET', path)).text).toContain(`<p>${shown}`)
    const based = await openApp(built, { basePath: '/base' })
    expect((await based.send('GET', `/base${path}`)).text).toContain(`<p>${shown}`)
  })
})

describe('an answer of its own', () => {
  test('is the answer, for a payload and a call too', async () => {
    for (const path of ['/closed', '/_ferry/payload/closed']) {
      const { status, headers, text } = await gate.send('GET', path)
      expect([status, headers.get('x-why'), text]).toEqual([451, 'law', 'closed'])
    }
  })

  test.each([
    ['/moved', 307, '/base/who'],
    ['/moved-out', 308, 'https://pay.test/x'],
    ['/moved-beside', 307, '//pay.test/x'],
  ])('redirect(): %s → %i %s, a path of the app gets the base path', async (path, status, location) => {
    const based = await openApp(built, { basePath: '/base' })
    const answer = await based.send('GET', `/base${path}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([status, location])
  })
})

describe('what the rest of the request sees', () => {
  test('headers that next() gives stand in the place of those that came', async () => {
    const headers = { 'x-user': 'eve' }
    expect((await gate.send('GET', '/dressed', { headers })).text).toContain('<p>at dressed  ada ')
    expect((await gate.send('GET', '/plain', { headers })).text).toContain('<p>at plain  eve ')
  })

  test('a cookie that it writes is in the page and in the answer', async () => {
    const { text, headers } = await gate.send('GET', '/stamped')
    expect(text).toContain('middleware</p>')
    expect(headers.getSetCookie()).toEqual(['stamp=middleware; Path=/'])
  })
})

function call(argument: string, url: string): Promise<Received> {
  const headers = { 'content-type': 'text/plain', 'ferry-page': '/who', 'ferry-url': url }
  const target = `/_ferry/action/${gate.functionId('enter')}`
  return gate.send('POST', target, { body: argument === '' ? '[]' : JSON.stringify([argument]), headers })
}

describe('a call passes it twice: as the page that calls, and as the page that comes back', () => {
  test('the page is opened with the cookies that the function has written', async () => {
    const { status, text } = await call('', '/who')
    expect([status, scope.gate.seen]).toEqual([
      200,
      [
        ['POST', '/who', null],
        ['GET', '/who', 'seen=a%20b'],
      ],
    ])
    expect(text).toContain('at who   a b')
  })

  test('so is the target of a redirect()', async () => {
    const { status, text } = await call('/target?as=redirected', '/who')
    expect(status).toBe(200)
    expect(scope.gate.seen.at(-1)).toEqual(['GET', '/target', 'seen=a%20b'])
    expect(text).toContain('at target redirected  a b')
  })

  test.each(['/closed', '/moved'])('a page that it does not let through (%s) is not in the answer', async (url) => {
    const { status, text } = await call('', url)
    expect(status).toBe(200)
    expect(text).toContain('"entered"')
    expect(text).not.toContain('"page"')
  })
})

describe('what goes wrong beside the function', () => {
  function enter(url: string): Promise<Received> {
    const headers = { 'content-type': 'text/plain', 'ferry-page': '/who', 'ferry-url': url }
    return gate.send('POST', `/_ferry/action/${gate.functionId('enter')}`, { body: '[]', headers })
  }

  test('a page that cannot be refreshed takes nothing from the result', async () => {
    const { status, text } = await enter('/fails')
    expect(status).toBe(200)
    expect(text).toContain('entered')
    expect(gate.log).toHaveLength(1)
  })

  test('an error with a digest of its own is logged all the same', async () => {
    expect((await gate.send('GET', '/digest')).status).toBe(500)
    expect(gate.log).toHaveLength(1)
  })

  test('H-104 TRACE is told what the endpoint takes', async () => {
    const { status, headers } = await gate.send('TRACE', `/_ferry/action/${gate.functionId('enter')}`)
    expect([status, headers.get('allow')]).toEqual([405, 'POST'])
  })

  test('Response.error() cannot be sent', async () => {
    expect((await gate.send('GET', '/bad')).status).toBe(500)
  })

  test('cookies() shows the Cookie header that middleware put in the place of the one that came', async () => {
    expect((await gate.send('GET', '/signed-in', { headers: { cookie: 'seen=me' } })).text).toContain('gate')
  })
})
