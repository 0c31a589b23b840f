import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BuiltApp, buildApp, type OpenApp, openApp, type SentRequest } from './built-app.ts'

const scope = globalThis as { matcher?: unknown; matcherSaw?: string[] }

let built: BuiltApp

beforeAll(async () => {
  built = await buildApp({
    'package.json': '{ "name": "matcher", "type": "module" }',
    // Read when an app is opened: the tests say what it is.
    'middleware.js': `export const config = { get matcher() { return globalThis.matcher } }
export default function middleware(request) { globalThis.matcherSaw.push(new URL(request.url).pathname) }`,
    'app/layout.jsx': `export default function Layout({ children }) { return <html><body>{children}</body></html> }`,
    'app/[[...rest]]/page.jsx': `'use client'
import { touch } from '../../lib/actions'
export default function Page() { return <button onClick={() => touch()}>touch</button> }`,
    'lib/actions.js': `'use server'
export async function touch() { return 'touched' }`,
  })
}, 240_000)
afterAll(() => built?.remove())
beforeEach(() => {
  scope.matcherSaw = []
})

async function open(matcher: unknown, settings: Parameters<typeof openApp>[1] = {}): Promise<OpenApp> {
  scope.matcher = matcher
  return openApp(built, settings)
}

async function seen(matcher: unknown, paths: readonly string[], request?: SentRequest): Promise<string[]> {
  const app = await open(matcher)
  for (const path of paths) await app.send('GET', path, request)
  return scope.matcherSaw ?? []
}

describe('config.matcher', () => {
  const PATHS = ['/', '/about', '/about/us', '/_ferry/payload/about', '/%61bout', '/other']
  test.each([
    [undefined, ['/', '/about', '/about/us', '/about', '/about', '/other']],
    ['/about', ['/about', '/about', '/about']],
    ['/about/:path*', ['/about', '/about/us', '/about', '/about']],
    [
      ['/', '/other'],
      ['/', '/other'],
    ],
    ['/((?!about).*)', ['/', '/other']],
    [[], []],
    [{ source: '/about', missing: [{ type: 'header', key: 'x-known' }] }, ['/about', '/about', '/about']],
  ])('%j lets the middleware see %j, as documents and as payloads', async (matcher, expected) => {
    expect(await seen(matcher, PATHS)).toEqual(expected)
  })

  test('asks for headers, cookies and queries too', async () => {
    const matcher = [{ source: '/:path*', has: [{ type: 'cookie', key: 'session' }] }]
    expect(await seen(matcher, ['/about'])).toEqual([])
    expect(await seen(matcher, ['/about'], { headers: { cookie: 'session=1' } })).toEqual(['/about'])
  })

  test('is written without the base path', async () => {
    const app = await open('/about', { basePath: '/base' })
    await app.send('GET', '/base/about')
    expect(scope.matcherSaw).toEqual(['/base/about'])
  })

  test.each([
    ['/about', { 'ferry-page': '/about?x=1' }, ['/about']],
    ['/about', { 'ferry-page': '/other' }, []],
    // A call that does not say comes from any page that uses the function.
    ['/', {}, ['/']],
    ['/', { 'ferry-page': 'https://elsewhere.test/' }, ['/']],
  ])('%s goes by the page that a call comes from (%j)', async (matcher, headers, seen) => {
    const app = await open(matcher)
    const target = `/_ferry/action/${app.functionId('touch')}`
    const { status } = await app.send('POST', target, {
      body: '[]',
      headers: { 'content-type': 'text/plain', ...headers },
    })
    expect([status, scope.matcherSaw]).toEqual([200, seen])
  })

  test.each([['about'], [5], [['/a', {}]], ['/:'], [{ source: '/a', has: 'x' }]])(
    '%j keeps the app from starting',
    async (matcher) => {
      await expect(open(matcher)).rejects.toMatchObject({
        code: 'FERRY_MIDDLEWARE_MATCHER',
        place: { file: 'middleware.ts' },
      })
    },
  )
})
