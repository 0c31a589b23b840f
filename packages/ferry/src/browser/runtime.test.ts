import { rm } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { writeFailure } from '../protocol/failure.ts'
import { launchChromium } from './chromium.test-support.ts'
import {
  answer,
  BUILD,
  bundleRuntime,
  documentOf,
  type Markup,
  navigationTo,
  type Respond,
  type RuntimeServer,
  startRuntimeServer,
  type TestPage,
} from './runtime-server.test-support.ts'

const ID = 'a'.repeat(40)
const OTHER = 'b'.repeat(40)
const tall: Markup = ['div', { style: { height: 4000 } }]

/** What the fixture puts on `self`, and what React leaves there. */
interface Scope {
  reference(id: string): (...args: unknown[]) => Promise<unknown>
  callOptions<T>(options: object, run: () => T): T
}
declare const self: Scope & typeof globalThis

let assets: string
let server: RuntimeServer
let browser: Browser
let page: Page
let errors: string[]

const home = (version: number, text = `home ${version}`): TestPage => ({
  url: '/',
  version,
  body: [['p', { id: 'text' }, text], ['input', { id: 'field' }], tall],
})
const other = (version: number, text = `other ${version}`): TestPage => ({
  url: '/other',
  version,
  body: [['p', { id: 'text' }, text], tall, ['p', { id: 'low' }, 'low'], tall],
})
const text = () => page.textContent('#text')
const shows = (expected: string) =>
  page.waitForFunction((wanted) => document.querySelector('#text')?.textContent === wanted, expected)
const requested = (method: string, path: string) =>
  server.requests.filter((request) => request.method === method && request.path === path)
const call = (id: string, ...args: unknown[]) =>
  page.evaluate(([to, list]) => self.reference(to)(...list), [id, args] as const)
/** Answers when it is told to. */
function held(respond: Respond): { respond: Respond; release(): void } {
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  return {
    release: () => release(),
    async respond(response, request) {
      await gate
      await respond(response, request)
    },
  }
}

beforeAll(async () => {
  assets = await bundleRuntime()
  server = await startRuntimeServer(assets)
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  server?.close()
  await rm(assets, { recursive: true, force: true })
})

beforeEach(async () => {
  server.reset()
  server.on('GET /', documentOf(home(10)))
  server.on('GET /other', documentOf(other(10)))
  server.on('GET /_ferry/payload/', navigationTo(home(90)))
  server.on('GET /_ferry/payload/other', navigationTo(other(90)))
  errors = []
  page = await browser.newPage()
  page.setDefaultTimeout(5_000)
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text())
  })
  await page.goto(server.origin)
  await page.waitForFunction(() => '__ferry_h' in self)
})

afterEach(async () => {
  await page.close()
  expect(errors).toEqual([])
})

/** Links are components; a page of host elements navigates by way of a call that is redirected without a page. */
async function go(url: string, type: 'push' | 'replace' = 'push'): Promise<void> {
  server.on(`POST /_ferry/action/${OTHER}`, answer('null', { redirect: { url, type, external: false } }))
  await page.evaluate(
    (id) =>
      void self
        .reference(id)()
        .catch(() => {}),
    OTHER,
  )
}

describe('a call', () => {
  it('A-201: is one POST with the headers of the contract', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('"done"', { page: home(20) }))
    expect(await call(ID, 1, 'ü')).toBe('done')
    const [request] = requested('POST', `/_ferry/action/${ID}`)
    expect(request?.headers).toMatchObject({
      accept: 'text/x-component',
      'ferry-protocol': '1',
      'ferry-build': BUILD,
      'ferry-url': '/',
      'ferry-once': expect.stringMatching(/^[0-9a-f]{32}$/),
      'content-type': 'text/plain;charset=UTF-8',
    })
    expect(request?.body).toBe('[1,"ü"]')
    await shows('home 20')
    expect(server.requests).toHaveLength(2)
  })

  it('gets a key of its own, or the one it was given', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('1'))
    await call(ID)
    await call(ID)
    await page.evaluate((id) => self.callOptions({ once: 'my-key-0123456789' }, () => self.reference(id)()), ID)
    const keys = requested('POST', `/_ferry/action/${ID}`).map(({ headers }) => headers['ferry-once'])
    expect(new Set(keys).size).toBe(3)
    expect(keys[2]).toBe('my-key-0123456789')
  })

  it('A-308: sends no hidden field of a form', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('1'))
    await page.evaluate((id) => {
      const form = new FormData()
      form.append('$ACTION_ID_x', '')
      form.append('name', 'Ada')
      return self.reference(id)('state', form)
    }, ID)
    const body = requested('POST', `/_ferry/action/${ID}`)[0]?.body
    expect(body).toContain('Ada')
    expect(body).not.toContain('$ACTION_')
  })

  it('runs beside others, never after them', async () => {
    const slow = held(answer('"slow"'))
    server.on(`POST /_ferry/action/${ID}`, slow.respond)
    server.on(`POST /_ferry/action/${OTHER}`, answer('"quick"'))
    await page.evaluate((id) => void self.reference(id)(), ID)
    expect(await call(OTHER)).toBe('quick')
    slow.release()
  })

  it.each([
    [400, 'bad-request', {}],
    [403, 'forbidden-origin', {}],
    [413, 'too-large', {}],
    [422, 'invalid', { data: [{ message: 'Required', path: ['name'] }] }],
    [429, 'rate-limited', { retryAfter: 4 }],
    [503, 'unavailable', { retryAfter: 1 }],
  ])('refused with %d is a typed error', async (status, kind, more) => {
    const failure = { kind, status, message: 'No.', ...more }
    server.on(`POST /_ferry/action/${ID}`, (response) => void response.writeHead(status).end(JSON.stringify(failure)))
    const error = await page.evaluate(
      (id) =>
        self
          .reference(id)()
          .catch(({ name, kind, status, message, data, retryAfter }) => ({
            name,
            kind,
            status,
            message,
            data,
            retryAfter,
          })),
      ID,
    )
    expect(error).toEqual({ name: 'CallError', data: undefined, retryAfter: undefined, ...failure })
  })

  it('whose function threw is a typed error with the digest of the log', async () => {
    const digest = writeFailure({ kind: 'threw', status: 500, message: 'It failed.', digest: 'log-1' })
    server.on(`POST /_ferry/action/${ID}`, answer(`E${JSON.stringify({ digest })}`, { status: 500 }))
    const error = await page.evaluate(
      (id) =>
        self
          .reference(id)()
          .catch(({ kind, digest, message }) => ({ kind, digest, message })),
      ID,
    )
    expect(error).toEqual({ kind: 'threw', digest: 'log-1', message: 'It failed.' })
  })

  it('D-2: aborted by its signal rejects and closes the connection', async () => {
    let closed = false
    server.on(`POST /_ferry/action/${ID}`, (response) => void response.on('close', () => (closed = true)))
    const name = await page.evaluate((id) => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 100)
      return self
        .callOptions({ signal: controller.signal }, () => self.reference(id)())
        .catch((error: Error) => error.name)
    }, ID)
    expect(name).toBe('AbortError')
    await expect.poll(() => closed).toBe(true)
  })

  it('that takes too long rejects with a TimeoutError', async () => {
    server.on(`POST /_ferry/action/${ID}`, () => {})
    const name = await page.evaluate(
      (id) => self.callOptions({ timeout: 100 }, () => self.reference(id)()).catch((error: Error) => error.name),
      ID,
    )
    expect(name).toBe('TimeoutError')
  })

  it('tells how far an upload is', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('"stored"'))
    const [result, last] = await page.evaluate(async (id) => {
      const seen: { loaded: number; total: number }[] = []
      const blob = new Blob([new Uint8Array(300_000)])
      const onProgress = (progress: { loaded: number; total: number }) => seen.push(progress)
      return [await self.callOptions({ onProgress }, () => self.reference(id)(blob)), seen.at(-1)] as const
    }, ID)
    expect(result).toBe('stored')
    expect(last?.loaded).toBeGreaterThan(300_000)
    expect(last?.loaded).toBe(last?.total)
  })

  it('Never lost: a broken connection is tried again with the same key', async () => {
    let tries = 0
    server.on(`POST /_ferry/action/${ID}`, (response, request) =>
      ++tries === 1 ? void response.socket?.destroy() : answer('"second"')(response, request),
    )
    expect(await call(ID)).toBe('second')
    const keys = requested('POST', `/_ferry/action/${ID}`).map(({ headers }) => headers['ferry-once'])
    expect(keys).toHaveLength(2)
    expect(keys[0]).toBe(keys[1])
  })
})

describe('the page after calls', () => {
  it('an older page never overwrites a newer one', async () => {
    const first = held(answer('1', { page: home(20) }))
    server.on(`POST /_ferry/action/${ID}`, first.respond)
    server.on(`POST /_ferry/action/${OTHER}`, answer('2', { page: home(30) }))
    await page.evaluate((id) => void self.reference(id)(), ID)
    await expect.poll(() => requested('POST', `/_ferry/action/${ID}`).length).toBe(1)
    await call(OTHER)
    await shows('home 30')
    first.release()
    await page.waitForTimeout(200)
    expect(await text()).toBe('home 30')
  })

  it('of calls started together the last asks for it', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('1', { finished: 15 }))
    server.on(`POST /_ferry/action/${OTHER}`, answer('2', { finished: 16, page: home(20) }))
    await page.evaluate(([a, b]) => Promise.all([self.reference(a)(), self.reference(a)(), self.reference(b)()]), [
      ID,
      OTHER,
    ] as const)
    expect(requested('POST', `/_ferry/action/${ID}`).map(({ headers }) => headers['ferry-url'])).toEqual([
      undefined,
      undefined,
    ])
    expect(requested('POST', `/_ferry/action/${OTHER}`)[0]?.headers['ferry-url']).toBe('/')
    await shows('home 20')
    expect(requested('GET', '/_ferry/payload/')).toHaveLength(0)
  })

  it('is fetched once when a call that did not ask for it finishes last, before its caller goes on', async () => {
    const slow = held(answer('1', { finished: 25 }))
    server.on(`POST /_ferry/action/${ID}`, slow.respond)
    server.on(`POST /_ferry/action/${OTHER}`, answer('2', { finished: 16, page: home(20) }))
    const both = page.evaluate(
      ([a, b]) =>
        Promise.all([
          self
            .reference(a)()
            .then(() => document.querySelector('#text')?.textContent),
          self.reference(b)(),
        ]),
      [ID, OTHER] as const,
    )
    await shows('home 20')
    slow.release()
    await both
    await shows('home 90')
    expect(requested('GET', '/_ferry/payload/')).toHaveLength(1)
  })

  it('stays as it is when no refresh was due', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('1'))
    await call(ID)
    await page.waitForTimeout(150)
    expect(await text()).toBe('home 10')
    expect(requested('GET', '/_ferry/payload/')).toHaveLength(0)
  })

  it('of an address that was left is dropped; the current one is fetched again if it is older', async () => {
    const slow = held(answer('1', { finished: 95, page: home(96) }))
    server.on(`POST /_ferry/action/${ID}`, slow.respond)
    await page.evaluate((id) => void self.reference(id)(), ID)
    await go('/other')
    await shows('other 90')
    server.on('GET /_ferry/payload/other', navigationTo(other(97)))
    slow.release()
    await shows('other 97')
    expect(new URL(page.url()).pathname).toBe('/other')
  })
})

describe('the redirect of a call', () => {
  const redirect = { url: '/other', type: 'push', external: false }

  it('shows the page that came with it in one round trip, and rejects with an interrupt', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('null', { redirect, page: other(20) }))
    const error = await page.evaluate(
      (id) =>
        self
          .reference(id)()
          .catch(({ name, digest }) => ({ name, digest })),
      ID,
    )
    expect(error).toEqual({ name: 'InterruptError', digest: expect.stringContaining('"url":"/other"') })
    await shows('other 20')
    expect(new URL(page.url()).pathname).toBe('/other')
    expect(server.requests).toHaveLength(2)
    await page.goBack()
    await shows('home 10')
  })

  it('replaces the entry when told so', async () => {
    const entries = await page.evaluate(() => history.length)
    server.on(
      `POST /_ferry/action/${ID}`,
      answer('null', { redirect: { ...redirect, type: 'replace' }, page: other(20) }),
    )
    await page.evaluate(
      (id) =>
        self
          .reference(id)()
          .catch(() => {}),
      ID,
    )
    await shows('other 20')
    expect(await page.evaluate(() => history.length)).toBe(entries)
  })

  it('that nobody catches is no error', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('null', { redirect, page: other(20) }))
    await page.evaluate((id) => void self.reference(id)(), ID)
    await shows('other 20')
    await page.waitForTimeout(100)
  })

  it('loads a document where there is no page', async () => {
    server.on(
      'GET /file',
      (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<title>File</title>'),
    )
    server.on(`POST /_ferry/action/${ID}`, answer('null', { redirect: { ...redirect, url: '/file' } }))
    await page.evaluate((id) => void self.reference(id)(), ID)
    await page.waitForFunction(() => document.title === 'File')
  })

  it('never runs code', async () => {
    server.on(
      `POST /_ferry/action/${ID}`,
      answer('null', { redirect: { url: 'javascript:self.hacked=1', type: 'push', external: true } }),
    )
    const code = await page.evaluate(
      (id) =>
        self
          .reference(id)()
          .catch(({ code }) => code),
      ID,
    )
    expect(code).toBe('FERRY_BAD_ADDRESS')
    expect(await page.evaluate(() => 'hacked' in self)).toBe(false)
  })

  it('does not take along a user who went elsewhere', async () => {
    await go('/other')
    await shows('other 90')
    const slow = held(answer('null', { redirect, page: other(95) }))
    server.on(`POST /_ferry/action/${ID}`, slow.respond)
    await page.evaluate(
      (id) =>
        void self
          .reference(id)()
          .catch(() => {}),
      ID,
    )
    await expect.poll(() => requested('POST', `/_ferry/action/${ID}`).length).toBe(1)
    await page.goBack()
    await shows('home 10')
    slow.release()
    await page.waitForTimeout(200)
    expect(await text()).toBe('home 10')
  })
})

describe('going from page to page', () => {
  it('changes address, page and scroll position together, and back again', async () => {
    await page.evaluate(() => scrollTo(0, 700))
    await go('/other#low')
    await shows('other 90')
    expect(page.url()).toBe(`${server.origin}/other#low`)
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(3000)
    await page.goBack()
    await shows('home 10')
    expect(await page.evaluate(() => scrollY)).toBe(700)
    expect(requested('GET', '/_ferry/payload/')).toHaveLength(0)
    await page.goForward()
    await shows('other 90')
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(3000)
  })

  it('back to a page from before a change fetches it', async () => {
    await go('/other')
    await shows('other 90')
    server.on(`POST /_ferry/action/${ID}`, answer('1', { finished: 95, page: other(96) }))
    await call(ID)
    server.on('GET /_ferry/payload/', navigationTo(home(97)))
    await page.goBack()
    await shows('home 97')
  })

  it('a navigation in a new build loads the document', async () => {
    server.on('GET /_ferry/payload/other', navigationTo({ ...other(90), build: 'build-2' }))
    await page.evaluate(() => Object.assign(self, { mark: 1 }))
    await go('/other')
    await shows('other 10')
    expect(await page.evaluate(() => 'mark' in self)).toBe(false)
  })

  it('follows a redirect of the page to its own address', async () => {
    server.on(
      'GET /_ferry/payload/old',
      (response) => void response.writeHead(307, { location: '/_ferry/payload/other' }).end(),
    )
    await go('/old')
    await shows('other 90')
    expect(new URL(page.url()).pathname).toBe('/other')
  })
})

describe('another build on the server', () => {
  const gone: Respond = (response) =>
    void response
      .writeHead(404, { 'ferry-action-not-found': '1', 'content-type': 'application/json' })
      .end(JSON.stringify({ kind: 'unknown-function', status: 404, message: 'Unknown.' }))

  it('C-11: a function that is gone loads the page again, at most once', async () => {
    server.on(`POST /_ferry/action/${ID}`, gone)
    const reloaded = page.waitForEvent('load')
    await page.evaluate(
      (id) =>
        void self
          .reference(id)()
          .catch(() => {}),
      ID,
    )
    await reloaded
    await page.waitForFunction(() => '__ferry_h' in self)
    const seen = await page.evaluate(async (id) => {
      let stale = false
      addEventListener('ferry:stale', () => (stale = true))
      const kind = await self
        .reference(id)()
        .catch((error: { kind: string }) => error.kind)
      return { kind, stale }
    }, ID)
    expect(seen).toEqual({ kind: 'unknown-function', stale: true })
  })

  it('keeps what the user typed', async () => {
    server.on(`POST /_ferry/action/${ID}`, gone)
    await page.fill('#field', 'half a novel')
    const stale = await page.evaluate(async (id) => {
      const told = new Promise((resolve) => addEventListener('ferry:stale', () => resolve(true)))
      await self
        .reference(id)()
        .catch(() => {})
      return told
    }, ID)
    expect(stale).toBe(true)
    expect(await page.inputValue('#field')).toBe('half a novel')
  })

  it('a call that still works gives its result; the new page is not shown by the old code', async () => {
    await page.fill('#field', 'typed')
    server.on(`POST /_ferry/action/${ID}`, answer('"works"', { page: { ...home(20), build: 'build-2' } }))
    expect(await call(ID)).toBe('works')
    expect(await text()).toBe('home 10')
  })
})
