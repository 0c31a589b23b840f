import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BuiltApp, buildApp, type OpenApp, openApp } from './built-app.ts'
import { staticApp } from './static-app.ts'

let built: BuiltApp
let app: OpenApp

beforeAll(async () => {
  built = await buildApp(staticApp)
  Object.assign(globalThis, { isServing: true })
  app = await openApp(built)
}, 240_000)
afterAll(() => built?.remove())
beforeEach(() => {
  app.log.length = 0
})

const headers = { cookie: 'who=me', 'x-who': 'my header' }
const paragraph = (text: string) => /<p>(.*?)<\/p>/.exec(text)?.[1]
/** What the log says of the request. */
const logged = () => app.log.map(({ message, fields }) => `${message} ${JSON.stringify(fields)}`).join('\n')

describe("dynamic = 'force-static'", () => {
  test('what is read of the request is empty, in the page and its metadata', async () => {
    const { status, text } = await app.send('GET', '/forced?q=secret', { headers })
    expect([status, paragraph(text)]).toEqual([200, 'nobody|nothing|no query|0'])
    expect(text).toContain('<title>nobody|nothing|no query|0</title>')
  })

  test('in a payload too', async () => {
    const { text } = await app.send('GET', '/_ferry/payload/forced?q=secret', { headers })
    expect(text).toContain('nobody|nothing|no query|0')
    expect(text).not.toContain('my header')
  })

  test('and a page that says nothing reads it', async () => {
    const { text } = await app.send('GET', '/?q=mine', { headers })
    expect(paragraph(text)).toBe('me|my header|mine|1')
  })

  test('in a route handler', async () => {
    expect((await app.send('GET', '/api/forced', { headers })).text).toBe('0')
  })
})

describe("dynamic = 'error'", () => {
  test.each([
    ['/strict/cookies', 'cookies()'],
    ['/strict/headers', 'headers()'],
    ['/strict/connection', 'connection()'],
    ['/strict/search?q=1', 'searchParams'],
  ])('%s may not read %s', async (path, api) => {
    const { status, text } = await app.send('GET', path, { headers })
    expect(status).toBe(500)
    expect(text).toContain('<h1>failed</h1>')
    expect(logged()).toContain('FERRY_DYNAMIC_READ')
    expect(logged()).toContain(`${api} was read, but app/strict/layout.jsx says dynamic = 'error'.`)
  })

  test('a page that reads nothing is a page', async () => {
    const { status, text } = await app.send('GET', '/strict?q=1', { headers })
    expect([status, paragraph(text)]).toEqual([200, 'strict'])
    expect(app.log).toEqual([])
  })

  test('the inner of two exports counts', async () => {
    expect(paragraph((await app.send('GET', '/strict/loose', { headers })).text)).toBe('me')
  })

  test('a function called from the page may', async () => {
    const call = { ...headers, accept: 'text/x-component', 'ferry-protocol': '1', 'ferry-url': '/strict' }
    const { status, text } = await app.send('POST', `/_ferry/action/${app.functionId('who')}`, {
      headers: { ...call, 'content-type': 'text/plain;charset=UTF-8' },
      body: '[]',
    })
    expect(status).toBe(200)
    expect(text).toContain('"me"')
    expect(text).toContain('strict')
  })

  test('in a route handler', async () => {
    expect((await app.send('GET', '/api/strict', { headers })).status).toBe(500)
    expect(logged()).toContain('app/api/strict/route.js')
  })
})

describe('dynamicParams = false', () => {
  test.each([
    ['/de', 200, 'in de'],
    ['/pt%20br', 200, 'in pt br'],
    ['/de/posts/1', 200, 'post de 1'],
    ['/pt%20br/posts/3', 200, 'post pt br 3'],
    ['/files/a/b', 200, 'file a/b'],
    ['/de/open/any', 200, 'open any'],
    ['/fr/open/any', 200, 'open any'],
  ])('%s exists', async (path, status, text) => {
    const answer = await app.send('GET', path)
    expect([answer.status, paragraph(answer.text)?.replaceAll('<!-- -->', '')]).toEqual([status, text])
  })

  test.each([
    '/fr',
    '/pt',
    '/de/posts/3',
    '/pt%20br/posts/1',
    '/fr/posts/1',
    '/files/a',
    '/files/a/b/c',
    '/files/a%2Fb',
  ])('%s does not: the 404 of the app, and no payload', async (path) => {
    const { status, text } = await app.send('GET', path)
    expect(status).toBe(404)
    expect(text).toContain('nothing here')
    expect(text).not.toContain('<section>')
    const payload = await app.send('GET', `/_ferry/payload${path}`)
    expect(payload.status).toBe(204)
  })

  test('route handlers too', async () => {
    expect((await app.send('GET', '/api/one/data')).text).toBe('one')
    expect((await app.send('GET', '/api/two/data')).status).toBe(404)
  })

  test('the app is asked once', async () => {
    const before = (globalThis as { askedForLanguages?: number }).askedForLanguages
    for (const path of ['/de', '/fr', '/de']) await app.send('GET', path)
    expect((globalThis as { askedForLanguages?: number }).askedForLanguages).toBe(before)
  })

  test('unless that failed: the next request asks again', async () => {
    const opened = await openApp(built, { basePath: '/other' })
    const shared = globalThis as { failLanguages?: boolean }
    shared.failLanguages = true
    expect((await opened.send('GET', '/other/de')).status).toBe(500)
    shared.failLanguages = false
    expect((await opened.send('GET', '/other/de')).status).toBe(200)
  })

  test('generateStaticParams belongs to no request', async () => {
    expect((await app.send('GET', '/curious/1', { headers: { cookie: 'id=1' } })).status).toBe(500)
    expect(logged()).toContain('FERRY_OUTSIDE_REQUEST')
  })
})

describe('exports that mean nothing', () => {
  test.each([
    ['/wrong/dynamic', "The export “dynamic” of app/wrong/dynamic/page.jsx is 'statc'; it can be one of 'auto'"],
    ['/wrong/params', "The export “dynamicParams” of app/wrong/params/page.jsx is 'no'; it can be true or false."],
    ['/wrong/revalidate', 'The export “revalidate” of app/wrong/revalidate/page.jsx is -1; it can be a number'],
    ['/wrong/generate', 'The export “generateStaticParams” of app/wrong/generate/page.jsx is an object; it can be'],
    ['/wrong/generated/1', 'generateStaticParams() of app/wrong/generated/[id]/page.jsx gave no list of objects.'],
    ['/api/wrong', 'The export “dynamic” of app/api/wrong/route.js is 5; it can be'],
  ])('%s: %s', async (path, message) => {
    const { status, text } = await app.send('GET', path)
    expect(status).toBe(500)
    expect(text).not.toContain('FERRY_')
    expect(logged()).toContain('FERRY_SEGMENT_EXPORT')
    expect(logged()).toContain(message)
  })

  test('those of client modules are not read', async () => {
    expect(paragraph((await app.send('GET', '/client')).text)).toBe('client')
  })
})
