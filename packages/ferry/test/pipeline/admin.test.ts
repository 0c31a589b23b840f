/** A page that the middleware protects is protected whichever way one comes to it, and so is what only it can do. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { adminApp } from './admin-app.ts'
import { type BuiltApp, buildApp, type OpenApp, openApp, type Received } from './built-app.ts'

const scope = globalThis as { adminMatcher?: unknown; adminSaw?: string[]; done?: string[] }

let built: BuiltApp

beforeAll(async () => {
  built = await buildApp(adminApp)
}, 240_000)
afterAll(() => built?.remove())
beforeEach(() => {
  scope.adminSaw = []
  scope.done = []
})

type Names = 'like' | 'removeAll' | 'ban' | 'audit' | 'ring' | 'rent' | 'inline' | 'wipe' | 'purge' | 'run'

describe.each([
  ['no matcher', undefined],
  ['a matcher', ['/admin/:path*', '/alias', '/tenants/:path*']],
])('with %s', (_, matcher) => {
  let app: OpenApp
  const idOf = (name: Names) => {
    const found = Object.entries(built.manifest.functions).find(([, { source }]) => source.endsWith(name))
    if (!found) throw new Error(`no function ${name}`)
    return found[0]
  }

  function call(name: Names, headers: Record<string, string> = {}): Promise<Received> {
    return app.send('POST', `/_ferry/action/${idOf(name)}`, {
      body: '[]',
      headers: { 'content-type': 'text/plain', ...headers },
    })
  }
  function submit(name: Names, path: string, headers: Record<string, string> = {}): Promise<Received> {
    const body = new FormData()
    body.set(`$ACTION_ID_${idOf(name)}`, '')
    return app.send('POST', path, { body, headers })
  }
  const admin = { cookie: 'role=admin' }

  beforeAll(async () => {
    scope.adminMatcher = matcher
    app = await openApp(built)
  })

  test.each([
    '/admin',
    '/admin/',
    '/%61dmin',
    '/admin/users/1',
    '/_ferry/payload/admin',
    '/_ferry/payload/admin/users/1',
  ])('GET %s leads to the login', async (path) => {
    const { status, headers, text } = await app.send('GET', path)
    expect([307, 308]).toContain(status)
    expect(headers.get('location')).toBe(path === '/admin/' ? '/admin' : '/login')
    expect(text).not.toContain('admin</p>')
  })

  test('an admin gets the page, and its payload', async () => {
    expect((await app.send('GET', '/admin', { headers: admin })).text).toContain('<p>admin</p>')
    expect((await app.send('GET', '/_ferry/payload/admin', { headers: admin })).text).toContain('admin')
  })

  test('a prefetch is a navigation like any other', async () => {
    const { status } = await app.send('GET', '/_ferry/payload/admin', {
      headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch' },
    })
    expect(status).toBe(307)
  })

  const CLAIMS: [string, Record<string, string>][] = [
    ['from its page', { 'ferry-page': '/admin' }],
    ['from a page below', { 'ferry-page': '/admin/users/1' }],
    ['from a page that does not use it', { 'ferry-page': '/' }],
    ['from a page that uses another function of its module', { 'ferry-page': '/about' }],
    ['from a page that does not exist', { 'ferry-page': '/nowhere' }],
    ['with a URL to refresh only', { 'ferry-url': '/' }],
    ['from another site, as it says', { 'ferry-page': 'https://elsewhere.test/' }],
    ['from what is no path', { 'ferry-page': '//' }],
    ['from behind an intercepted page', { 'ferry-page': '/', 'ferry-from': '/about' }],
    ['without a word', {}],
  ]
  describe.each<Names>(['removeAll', 'audit', 'inline', 'ban', 'wipe'])('%s', (name) => {
    test.each(CLAIMS)('called %s does not run', async (_claim, headers) => {
      const { status, text } = await call(name, headers)
      expect(scope.done).toEqual([])
      expect(status).toBe(200)
      expect(text).toContain('"redirect":{"url":"/login","type":"push","external":false}')
    })

    test('posted to another page does not run', async () => {
      for (const path of ['/', '/about', '/login']) {
        const { status, headers } = await submit(name, path)
        expect([status, headers.get('location')]).toEqual([307, '/login'])
      }
      expect(scope.done).toEqual([])
    })

    test('runs for an admin, whatever the page', async () => {
      expect((await call(name, { ...admin, 'ferry-page': '/admin' })).status).toBe(200)
      expect((await call(name, { ...admin, 'ferry-page': '/' })).status).toBe(200)
      expect((await call(name, admin)).status).toBe(200)
      expect((await submit(name, '/', admin)).status).toBe(200)
      expect(scope.done).toEqual([name, name, name, name])
    })
  })

  test('a function that an open page uses is open', async () => {
    await call('like', { 'ferry-page': '/' })
    await call('like', { 'ferry-page': '/about' })
    await call('like', {})
    await submit('like', '/login')
    expect(scope.done).toEqual(['like', 'like', 'like', 'like'])
  })

  test('one of the root layout is everywhere', async () => {
    await call('ring', { 'ferry-page': '/login' })
    await call('ring', { 'ferry-page': '/nowhere' })
    await call('ring', {})
    expect(scope.done).toEqual(['ring', 'ring', 'ring'])
  })

  test('and still not for those who say they are on a page that is closed to them', async () => {
    expect((await call('ring', { 'ferry-page': '/admin' })).text).toContain('"redirect":{"url":"/login"')
    expect(scope.done).toEqual([])
  })

  test('a page behind a rewrite is the page that it shows', async () => {
    await call('rent', { 'ferry-page': '/alias' })
    expect((await submit('rent', '/alias')).text).toContain('<p>tenant</p>')
    expect(scope.done).toEqual(['rent', 'rent'])
    expect((await call('rent', { 'ferry-page': '/' })).status).toBe(404)
    expect(scope.done).toEqual(['rent', 'rent'])
  })

  test('the middleware sees a call as a POST to its page', async () => {
    await call('removeAll', { ...admin, 'ferry-page': '/admin?tab=1' })
    expect(scope.adminSaw).toEqual(['POST /admin'])
  })

  describe('a function that no page uses', () => {
    test.each([...CLAIMS, ['by an admin', admin]] as [string, Record<string, string>][])(
      'called %s is as good as none',
      async (claim, headers) => {
        const answer = await call('purge', headers)
        // What is closed to the caller says so first.
        if (claim.includes('page below') || headers['ferry-page'] === '/admin') return expect(scope.done).toEqual([])
        expect([answer.status, answer.headers.get('ferry-action-not-found')]).toEqual([404, '1'])
        expect(scope.done).toEqual([])
      },
    )

    test('posted to any page, too', async () => {
      expect((await submit('purge', '/')).status).toBe(404)
      expect((await submit('purge', '/api/purge')).status).toBe(200)
      expect(scope.done).toEqual(['purge'])
    })
  })

  describe('a function that is handed to another one', () => {
    const hand = (name: Names, count = 1) => {
      const body = new FormData()
      const ids = Array.from({ length: count }, (_, at) => `$h${at + 1}`)
      body.set('0', JSON.stringify(ids))
      for (const at of ids.keys()) body.set(String(at + 1), JSON.stringify({ id: idOf(name), bound: null }))
      return body
    }
    const run = (body: FormData, headers: Record<string, string> = {}) =>
      app.send('POST', `/_ferry/action/${idOf('run')}`, { body, headers: { 'ferry-page': '/tools', ...headers } })

    test('is as closed as it is on its own', async () => {
      const { status, text } = await run(hand('removeAll'))
      expect(scope.done).toEqual([])
      expect([status, text.includes('"redirect":{"url":"/login"')]).toEqual([200, true])
      expect((await run(hand('purge'))).status).toBe(404)
      expect(scope.done).toEqual([])
    })

    test('is open to those to whom it is open', async () => {
      expect((await run(hand('removeAll'), admin)).text).toContain('removeAll ran')
      expect((await run(hand('like'))).text).toContain('like ran')
      expect(scope.done).toEqual(['removeAll', 'like'])
    })

    test('is asked for once, however often it is there', async () => {
      await run(hand('like'))
      const once = scope.adminSaw
      scope.adminSaw = []
      expect((await run(hand('like', 5))).status).toBe(200)
      expect(scope.adminSaw).toEqual(once)
    })

    test('in a form that is posted without JavaScript, too', async () => {
      const body = new FormData()
      body.set('$ACTION_REF_1', '')
      body.set('$ACTION_1:0', JSON.stringify({ id: idOf('run'), bound: '$@1' }))
      body.set('$ACTION_1:1', JSON.stringify(['$h2']))
      body.set('$ACTION_1:2', JSON.stringify({ id: idOf('removeAll'), bound: null }))
      const { status, headers } = await app.send('POST', '/tools', { body })
      expect(scope.done).toEqual([])
      expect([status, headers.get('location')]).toEqual([307, '/login'])
      expect((await app.send('POST', '/tools', { body, headers: admin })).status).toBe(200)
      expect(scope.done).toEqual(['removeAll'])
    })
  })

  test('a call of nothing runs nothing', async () => {
    const { status } = await app.send('POST', `/_ferry/action/${'0'.repeat(40)}`, {
      body: '[]',
      headers: { 'content-type': 'text/plain', 'ferry-page': '/' },
    })
    expect(status).toBe(404)
  })
})
