/** Pages that are rendered once for everybody, in a really built app. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type BuiltApp, buildApp, type OpenApp, openApp, type Received } from './built-app.ts'
import { keptApp } from './kept-app.ts'

const scope = globalThis as {
  renders?: Record<string, number>
  noteTexts?: Record<string, string>
  saved?: string[]
  kept?: string[]
  briefs?: number
  gate?: Promise<void> | undefined
  failTimed?: boolean
  visitor?: AsyncLocalStorage<string>
}

let built: BuiltApp
let app: OpenApp

beforeAll(async () => {
  built = await buildApp(keptApp)
}, 240_000)
afterAll(() => built?.remove())
beforeEach(async () => {
  // Copies become old when a test says so.
  vi.useFakeTimers({ toFake: ['Date'] })
  scope.renders = {}
  scope.failTimed = false
  scope.gate = undefined
  scope.noteTexts ??= {}
  write('empty')
  app = await openApp(built)
  // Of the tests before: the data is kept by the process.
  await touch('update', 'notes')
})

afterEach(() => vi.useRealTimers())

const write = (text: string) => Object.assign(scope.noteTexts ?? {}, { 1: text })
const later = (ms: number) => vi.setSystemTime(Date.now() + ms)
const read = (text: string) => /<p>(.*?)<\/p>/.exec(text)?.[1]?.replaceAll('<!-- -->', '')
const page = async (path: string, headers: Record<string, string> = {}) =>
  read((await app.send('GET', path, { headers })).text)
const payload = (path: string, headers: Record<string, string> = {}) =>
  app.send('GET', `/_ferry/payload${path}`, { headers })

function call(name: string, args: readonly unknown[] = [], headers: Record<string, string> = {}): Promise<Received> {
  return app.send('POST', `/_ferry/action/${app.functionId(name)}`, {
    body: JSON.stringify(args),
    headers: {
      accept: 'text/x-component',
      'ferry-protocol': '1',
      'content-type': 'text/plain;charset=UTF-8',
      ...headers,
    },
  })
}
const touch = (how: 'path' | 'tag' | 'update', what: string, type?: 'layout') =>
  call('touch', type ? [how, what, type] : [how, what])

describe('a page that is kept', () => {
  test.each([
    ['/forced', 'forced 1 nobody nothing no query'],
    ['/strict', 'strict 1'],
    ['/timed', 'timed 1'],
    ['/notes/1', 'note 1 1 empty'],
    ['/known/a', 'known a 1'],
    ['/known/other', 'known other 1'],
  ])('%s is rendered once, for visits and navigations alike', async (path, text) => {
    expect(await page(path)).toBe(text)
    expect(await page(path)).toBe(text)
    const navigated = await payload(path)
    expect([navigated.status, navigated.headers.get('content-type')]).toEqual([200, 'text/x-component'])
    expect(Object.values(scope.renders ?? {})).toEqual([1])
    expect(app.log).toEqual([])
  })

  test.each([
    ['/', 'plain'],
    ['/never', 'never'],
    ['/dynamic', 'dynamic'],
  ])('%s is none', async (path, name) => {
    await page(path)
    expect(await page(path)).toBe(`${name} 2`)
  })

  test('visits at the same time render it once', async () => {
    let open = () => {}
    scope.gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const visits = Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? payload('/timed') : app.send('GET', '/timed'))),
    )
    await vi.waitFor(() => expect(scope.renders?.timed).toBe(1))
    open()
    expect((await visits).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(scope.renders?.timed).toBe(1)
  })

  test('each of its parameters is a page of its own', async () => {
    expect([await page('/notes/1'), await page('/notes/2'), await page('/notes/1')]).toEqual([
      'note 1 1 empty',
      'note 2 2 empty',
      'note 1 1 empty',
    ])
    expect((await app.send('GET', '/notes/2')).text).toContain('<title>Note 2</title>')
  })

  test('a HEAD has its headers and no body', async () => {
    const { status, headers, text } = await app.send('HEAD', '/notes/1')
    expect([status, text]).toEqual([200, ''])
    expect(headers.get('content-type')).toContain('text/html')
  })

  test('a layout that the browser holds comes along: the whole page, as before', async () => {
    await page('/notes/1')
    const { text } = await payload('/notes/1', { 'ferry-have': '/', 'ferry-build': built.manifest.build })
    expect(text).toContain('"/notes"')
    expect(text).toContain('"lang":"en"')
  })

  test('no cache on the way keeps the document', async () => {
    await page('/notes/1')
    expect((await app.send('GET', '/notes/1')).headers.get('cache-control')).toContain('no-store')
  })
})

describe('what each visit has of its own', () => {
  test('the address, and what client components read of it', async () => {
    const first = await app.send('GET', '/notes/1?q=one')
    const second = await app.send('GET', '/notes/1?q=two')
    expect(first.text).toMatch(/<i[^>]*>one<\/i>/)
    expect(second.text).toMatch(/<i[^>]*>two<\/i>/)
    expect(second.text).not.toContain('q=one')
    expect((await payload('/notes/1?q=three')).text).toContain('"url":"/notes/1?q=three"')
    expect(scope.renders?.note).toBe(1)
  })

  test('a version that grows', async () => {
    const version = async () => Number(/"version":(\d+)/.exec((await payload('/notes/1')).text)?.[1])
    const first = await version()
    expect(await version()).toBeGreaterThan(first)
  })

  test('the nonce', async () => {
    app = await openApp(built, { csp: true })
    const nonces = new Set<string>()
    for (let n = 0; n < 3; n++) {
      const { headers, text } = await app.send('GET', '/notes/1')
      const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? 'none'
      expect(text).toContain(`nonce="${nonce}"`)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(3)
  })

  test('the keys of its forms: two visitors post the same, and both are heard', async () => {
    scope.saved = []
    scope.kept = []
    const keys: string[] = []
    for (const _ of ['one', 'two']) {
      const { text } = await app.send('GET', '/notes/1')
      for (const form of text.match(/<form.*?<\/form>/gs) ?? []) {
        const body = new FormData()
        for (const [, name = '', value = ''] of form.matchAll(
          /<input[^>]*? name="([^"]*)"(?:[^>]*? value="([^"]*)")?/g,
        )) {
          body.set(name, name === 'id' ? '1' : value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
          if (name === '$ACTION_ONCE') keys.push(value)
        }
        expect((await app.send('POST', '/notes/1', { body })).status).toBe(200)
      }
    }
    expect(new Set(keys).size).toBe(4)
    expect(scope.saved).toEqual(['1', '1'])
    expect(scope.kept).toEqual(['1', '1'])
  })

  test('the cookies of the middleware', async () => {
    const cookies: (string | null)[] = []
    for (const who of ['ada', 'bob']) {
      const { headers } = await app.send('GET', '/forced', { headers: { 'x-who': who } })
      cookies.push(headers.get('set-cookie'))
    }
    expect(cookies).toEqual([expect.stringContaining('seen=ada'), expect.stringContaining('seen=bob')])
  })
})

test('the middleware stands before a copy: whoever it turns away gets nothing of it', async () => {
  await page('/forced')
  for (const path of ['/forced', '/_ferry/payload/forced']) {
    const { status, text } = await app.send('GET', path, { headers: { 'x-who': 'stranger' } })
    expect(status).toBe(307)
    expect(text).not.toContain('forced 1')
  }
})

describe('nothing of a visitor gets into a copy', () => {
  test("dynamic = 'force-static' reads nothing, whoever comes first", async () => {
    const { text } = await app.send('GET', '/forced?q=secret', { headers: { cookie: 'who=ada', 'x-who': 'ada' } })
    expect(read(text)).toBe('forced 1 nobody nothing no query')
    expect((await payload('/forced', { cookie: 'who=bob' })).text).not.toMatch(/ada|secret|bob/)
  })

  test('nor what the app itself has hung on the request', async () => {
    scope.visitor = new AsyncLocalStorage()
    expect(await scope.visitor.run('ada', () => page('/visitor'))).toBe('visitor nobody')
    expect(await page('/visitor')).toBe('visitor nobody')
  })

  test.each([
    ['cookies', { cookie: 'who=ada' }, { cookie: 'who=bob' }, '', ''],
    ['headers', { 'x-who': 'ada' }, { 'x-who': 'bob' }, '', ''],
    ['search', {}, {}, '?q=ada', '?q=bob'],
  ])(
    'a page that reads %s is rendered for each, whatever it does with the error',
    async (what, ada, bob, first, second) => {
      expect(await page(`/reads/${what}${first}`, ada)).toMatch(/^read ada/)
      expect(await page(`/reads/${what}${second}`, bob)).toMatch(/^read bob/)
      const text = (await payload(`/reads/${what}${second}`, bob)).text
      expect(text).toContain('bob')
      expect(text).not.toContain('ada')
      // Once more than there were visits, before it was known.
      expect(scope.renders?.reads).toBe(4)
      expect(app.log).toEqual([])
    },
  )

  test('connection() says so', async () => {
    await page('/reads/connection')
    expect(await page('/reads/connection')).toBe('read connected 3')
  })

  test('draftMode() is off in a copy; who is in draft mode sees the page as it is now', async () => {
    expect(await page('/reads/draft')).toBe('read false 1')
    const { headers } = await app.send('GET', '/draft')
    const cookie = /__ferry_draft=[^;]+/.exec(headers.get('set-cookie') ?? '')?.[0] ?? ''
    expect(await page('/reads/draft', { cookie })).toBe('read true 2')
    expect(await page('/reads/draft', { cookie })).toBe('read true 3')
    expect(await page('/reads/draft')).toBe('read false 1')
  })
})

describe('a copy that is old', () => {
  test('is served while the page is rendered, once, behind the visitors’ backs', async () => {
    expect(await page('/timed')).toBe('timed 1')
    later(1_001)
    let open = () => {}
    scope.gate = new Promise<void>((resolve) => {
      open = resolve
    })
    expect(await Promise.all([page('/timed'), page('/timed'), page('/timed')])).toEqual([
      'timed 1',
      'timed 1',
      'timed 1',
    ])
    open()
    await vi.waitFor(async () => expect(await page('/timed')).toBe('timed 2'))
    expect(scope.renders?.timed).toBe(2)
  })

  test('stays when it cannot be renewed, and the log says why', async () => {
    expect(await page('/timed')).toBe('timed 1')
    later(1_001)
    scope.failTimed = true
    expect(await page('/timed')).toBe('timed 1')
    await vi.waitFor(() => expect(app.log).toHaveLength(1))
    expect(app.log[0]).toMatchObject({
      level: 'error',
      message: 'no database',
      fields: { during: 'renewing a kept page' },
    })
    scope.failTimed = false
    expect(await page('/timed')).toBe('timed 1')
    expect(scope.renders?.timed).toBe(2)
  })

  test('is no older than the data it was made of', async () => {
    await touch('update', 'brief')
    const first = await page('/brief')
    expect(await page('/brief')).toBe(first)
    later(1_001)
    expect(await page('/brief')).toBe(first)
    await vi.waitFor(async () => expect(await page('/brief')).not.toBe(first))
    // The data was waited for: what is old would be kept for another second.
    const [, n, data] = /brief (\d+) (\d+)/.exec((await page('/brief')) ?? '') ?? []
    expect([n, data]).toEqual(['2', String(scope.briefs)])
  })
})

describe('revalidation', () => {
  test.each([
    ['/notes/1', undefined],
    ['/notes/[id]', undefined],
    ['/notes', 'layout' as const],
    ['/', 'layout' as const],
  ])('revalidatePath(%j, %j): the very next visit sees it', async (path, type) => {
    await page('/notes/1')
    await touch('path', path, type)
    expect(await page('/notes/1')).toBe('note 1 2 empty')
    expect(await page('/notes/1')).toBe('note 1 2 empty')
  })

  test.each(['/notes/2', '/', '/notes'])('revalidatePath(%j) is another page', async (path) => {
    await page('/notes/1')
    await touch('path', path)
    expect(await page('/notes/1')).toBe('note 1 1 empty')
  })

  test('updateTag: the next visit has the new data', async () => {
    await page('/notes/1')
    write('written')
    await touch('update', 'notes')
    expect(await page('/notes/1')).toBe('note 1 2 written')
  })

  test('revalidateTag: once more what there was, then the new data, not the old data again', async () => {
    await page('/notes/1')
    write('written')
    await touch('tag', 'notes')
    expect(await page('/notes/1')).toBe('note 1 1 empty')
    await vi.waitFor(async () => expect(await page('/notes/1')).toBe('note 1 2 written'))
    expect(scope.renders?.note).toBe(2)
  })

  test('what is being rendered while its path becomes old is kept for nobody', async () => {
    let open = () => {}
    scope.gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const early = page('/timed')
    await vi.waitFor(() => expect(scope.renders?.timed).toBe(1))
    await touch('path', '/timed')
    const late = page('/timed')
    await vi.waitFor(() => expect(scope.renders?.timed).toBe(2))
    open()
    expect(await Promise.all([early, late])).toEqual(['timed 1', 'timed 2'])
    expect(await page('/timed')).toBe('timed 2')
  })
})

describe('the page that a server function is called from', () => {
  test('comes with the answer as it is now, and leaves no older copy behind', async () => {
    expect(await page('/notes/1')).toBe('note 1 1 empty')
    const { status, text } = await call('plain', [], { 'ferry-url': '/notes/1', 'ferry-page': '/notes/1' })
    expect(status).toBe(200)
    expect(text).toContain('"page"')
    expect(scope.renders?.note).toBe(2)
    expect(await page('/notes/1')).toBe('note 1 3 empty')
    expect(await page('/notes/1')).toBe('note 1 3 empty')
  })

  test('nor when a later call asks for the page', async () => {
    await page('/notes/1')
    await call('plain', [], { 'ferry-page': '/notes/1' })
    expect(await page('/notes/1')).toBe('note 1 2 empty')
  })

  test('stays as it is after skipRefresh()', async () => {
    await page('/notes/1')
    await call('quiet', [], { 'ferry-url': '/notes/1', 'ferry-page': '/notes/1' })
    expect(await page('/notes/1')).toBe('note 1 1 empty')
  })

  test('a redirect shows its target as it is now', async () => {
    await page('/notes/9')
    const { text } = await call('away', [], { 'ferry-url': '/uses', 'ferry-page': '/uses' })
    expect(text).toContain('"redirect"')
    expect(await page('/notes/9')).toBe('note 9 3 empty')
  })
})

describe('how a page ends', () => {
  test('notFound() is kept as a 404', async () => {
    for (let n = 0; n < 2; n++) {
      const { status, text } = await app.send('GET', '/ends/missing')
      expect(status).toBe(404)
      expect(text).toContain('nothing here')
    }
    expect((await payload('/ends/missing')).status).toBe(404)
    expect(scope.renders?.ends).toBe(1)
  })

  test('a redirect is kept', async () => {
    for (let n = 0; n < 2; n++) {
      const { status, headers } = await app.send('GET', '/ends/moved')
      expect([status, headers.get('location')]).toEqual([307, '/notes/1?from=moved'])
    }
    const navigated = await payload('/ends/moved')
    expect([navigated.status, navigated.headers.get('location')]).toEqual([307, '/_ferry/payload/notes/1?from=moved'])
    expect(scope.renders?.ends).toBe(1)
  })

  test('an error is not', async () => {
    for (let n = 1; n < 3; n++) {
      const { status, text } = await app.send('GET', '/ends/broken')
      expect(status).toBe(500)
      expect(text).toContain('<h1>failed</h1>')
      expect(app.log).toHaveLength(n)
    }
  })

  test('what is too large is rendered for each, and the log says so once', async () => {
    for (let n = 2; n < 5; n++) expect(await page('/large')).toBe(`large ${n}`)
    expect(app.log).toMatchObject([
      { level: 'warn', message: expect.stringContaining('too large'), fields: { path: '/large' } },
    ])
  })

  test('a URL without a page is', async () => {
    expect((await app.send('GET', '/nowhere')).status).toBe(404)
    expect((await payload('/nowhere')).status).toBe(204)
  })
})
