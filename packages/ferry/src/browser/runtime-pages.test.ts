import { describe, expect, it } from 'vitest'
import { answer, navigationTo, type Respond } from './runtime-server.test-support.ts'
import { held, home, ID, OTHER, other, runtimeTab, type Scope } from './runtime-tab.test-support.ts'

declare const self: Scope
const { server, page, text, shows, requested, call, go } = runtimeTab()

describe('the page after calls', () => {
  it('an older page never overwrites a newer one', async () => {
    const first = held(answer('1', { page: home(20) }))
    server.on(`POST /_ferry/action/${ID}`, first.respond)
    server.on(`POST /_ferry/action/${OTHER}`, answer('2', { page: home(30) }))
    await page().evaluate((id) => void self.reference(id)(), ID)
    await expect.poll(() => requested('POST', `/_ferry/action/${ID}`).length).toBe(1)
    await call(OTHER)
    await shows('home 30')
    first.release()
    await page().waitForTimeout(200)
    expect(await text()).toBe('home 30')
  })

  it('of calls started together the last asks for it', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('1', { finished: 15 }))
    server.on(`POST /_ferry/action/${OTHER}`, answer('2', { finished: 16, page: home(20) }))
    await page().evaluate(([a, b]) => Promise.all([self.reference(a)(), self.reference(a)(), self.reference(b)()]), [
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
    const both = page().evaluate(
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
    await page().waitForTimeout(150)
    expect(await text()).toBe('home 10')
    expect(requested('GET', '/_ferry/payload/')).toHaveLength(0)
  })

  it('nor when it was due for none of several calls', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('1'))
    await page().evaluate((id) => Promise.all([self.reference(id)(), self.reference(id)()]), ID)
    await page().waitForTimeout(150)
    expect(await text()).toBe('home 10')
    expect(server.requests).toHaveLength(3)
  })

  it('is fetched when it was due and did not come with the answer', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('1', { finished: 15 }))
    await call(ID)
    await shows('home 90')
    expect(requested('GET', '/_ferry/payload/')).toHaveLength(1)
  })

  it('that is no payload is not read, and its connection is let go', async () => {
    let isOpen: boolean | undefined
    server.on('GET /_ferry/payload/', (response) => {
      isOpen = true
      response.on('close', () => (isOpen = false))
      response.writeHead(200, { 'content-type': 'text/html' }).write('<p>a log that never ends')
    })
    server.on(`POST /_ferry/action/${ID}`, answer('1', { finished: 15 }))
    await call(ID)
    await expect.poll(() => isOpen).toBe(false)
    expect(await text()).toBe('home 10')
  })

  it('of an address that was left is dropped; the current one is fetched again if it is older', async () => {
    const slow = held(answer('1', { finished: 95, page: home(96) }))
    server.on(`POST /_ferry/action/${ID}`, slow.respond)
    await page().evaluate((id) => void self.reference(id)(), ID)
    await go('/other')
    await shows('other 90')
    server.on('GET /_ferry/payload/other', navigationTo(other(97)))
    slow.release()
    await shows('other 97')
    expect(new URL(page().url()).pathname).toBe('/other')
  })
})

describe('the redirect of a call', () => {
  const redirect = { url: '/other', type: 'push', external: false }

  it('shows the page that came with it in one round trip, and rejects with an interrupt', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('null', { redirect, finished: 19, page: other(20) }))
    const error = await page().evaluate(
      (id) =>
        self
          .reference(id)()
          .catch(({ name, digest }) => ({ name, digest })),
      ID,
    )
    expect(error).toEqual({ name: 'InterruptError', digest: expect.stringContaining('"url":"/other"') })
    await shows('other 20')
    expect(new URL(page().url()).pathname).toBe('/other')
    expect(server.requests).toHaveLength(2)
    // The page behind is from before the call: whoever has signed out does not see it again.
    await page().goBack()
    await shows('home 90')
  })

  it('replaces the entry when told so', async () => {
    const entries = await page().evaluate(() => history.length)
    server.on(
      `POST /_ferry/action/${ID}`,
      answer('null', { redirect: { ...redirect, type: 'replace' }, page: other(20) }),
    )
    await page().evaluate(
      (id) =>
        self
          .reference(id)()
          .catch(() => {}),
      ID,
    )
    await shows('other 20')
    expect(await page().evaluate(() => history.length)).toBe(entries)
  })

  it('that nobody catches is no error', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('null', { redirect, page: other(20) }))
    await page().evaluate((id) => void self.reference(id)(), ID)
    await shows('other 20')
    await page().waitForTimeout(100)
  })

  it('nor in a transition of its own', async () => {
    server.on(`POST /_ferry/action/${ID}`, answer('null', { redirect, page: other(20) }))
    await page().evaluate((id) => self.startTransition(async () => void (await self.reference(id)())), ID)
    await shows('other 20')
    await page().waitForTimeout(100)
  })

  it('loads a document where there is no page', async () => {
    server.on(
      'GET /file',
      (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<title>File</title>'),
    )
    server.on(`POST /_ferry/action/${ID}`, answer('null', { redirect: { ...redirect, url: '/file' } }))
    await page().evaluate((id) => void self.reference(id)(), ID)
    await page().waitForFunction(() => document.title === 'File')
  })

  it('never runs code', async () => {
    server.on(
      `POST /_ferry/action/${ID}`,
      answer('null', { redirect: { url: 'javascript:self.hacked=1', type: 'push', external: true } }),
    )
    const code = await page().evaluate(
      (id) =>
        self
          .reference(id)()
          .catch(({ code }) => code),
      ID,
    )
    expect(code).toBe('FERRY_BAD_ADDRESS')
    expect(await page().evaluate(() => 'hacked' in self)).toBe(false)
  })

  it('does not take along a user who went elsewhere', async () => {
    await go('/other')
    await shows('other 90')
    const slow = held(answer('null', { redirect, page: other(95) }))
    server.on(`POST /_ferry/action/${ID}`, slow.respond)
    await page().evaluate(
      (id) =>
        void self
          .reference(id)()
          .catch(() => {}),
      ID,
    )
    await expect.poll(() => requested('POST', `/_ferry/action/${ID}`).length).toBe(1)
    await page().goBack()
    await shows('home 10')
    slow.release()
    await page().waitForTimeout(200)
    expect(await text()).toBe('home 10')
  })
})

describe('going from page to page', () => {
  it('changes address, page and scroll position together, and back again', async () => {
    await page().evaluate(() => scrollTo(0, 700))
    await go('/other#low')
    await shows('other 90')
    expect(page().url()).toBe(`${server.origin}/other#low`)
    expect(await page().evaluate(() => scrollY)).toBeGreaterThan(3000)
    await page().goBack()
    await shows('home 10')
    expect(await page().evaluate(() => scrollY)).toBe(700)
    expect(requested('GET', '/_ferry/payload/')).toHaveLength(0)
    await page().goForward()
    await shows('other 90')
    expect(await page().evaluate(() => scrollY)).toBeGreaterThan(3000)
  })

  it('back to a page from before a change fetches it', async () => {
    await go('/other')
    await shows('other 90')
    server.on(`POST /_ferry/action/${ID}`, answer('1', { finished: 95, page: other(96) }))
    await call(ID)
    server.on('GET /_ferry/payload/', navigationTo(home(97)))
    await page().goBack()
    await shows('home 97')
  })

  it('a navigation in a new build loads the document', async () => {
    server.on('GET /_ferry/payload/other', navigationTo({ ...other(90), build: 'build-2' }))
    await page().evaluate(() => Object.assign(self, { mark: 1 }))
    await go('/other')
    await shows('other 10')
    expect(await page().evaluate(() => 'mark' in self)).toBe(false)
  })

  it('follows a redirect of the page to its own address', async () => {
    server.on(
      'GET /_ferry/payload/old',
      (response) => void response.writeHead(307, { location: '/_ferry/payload/other' }).end(),
    )
    await go('/old')
    await shows('other 90')
    expect(new URL(page().url()).pathname).toBe('/other')
  })
})

describe('another build on the server', () => {
  const gone: Respond = (response) =>
    void response
      .writeHead(404, { 'ferry-action-not-found': '1', 'content-type': 'application/json' })
      .end(JSON.stringify({ kind: 'unknown-function', status: 404, message: 'Unknown.' }))

  it('C-11: a function that is gone loads the page again, at most once', async () => {
    server.on(`POST /_ferry/action/${ID}`, gone)
    const reloaded = page().waitForEvent('load')
    await page().evaluate(
      (id) =>
        void self
          .reference(id)()
          .catch(() => {}),
      ID,
    )
    await reloaded
    await page().waitForFunction(() => '__ferry_h' in self)
    const seen = await page().evaluate(async (id) => {
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
    await page().fill('#field', 'half a novel')
    const stale = await page().evaluate(async (id) => {
      const told = new Promise((resolve) => addEventListener('ferry:stale', () => resolve(true)))
      await self
        .reference(id)()
        .catch(() => {})
      return told
    }, ID)
    expect(stale).toBe(true)
    expect(await page().inputValue('#field')).toBe('half a novel')
  })

  it('a call that still works gives its result; the new page is not shown by the old code', async () => {
    await page().fill('#field', 'typed')
    server.on(`POST /_ferry/action/${ID}`, answer('"works"', { page: { ...home(20), build: 'build-2' } }))
    expect(await call(ID)).toBe('works')
    expect(await text()).toBe('home 10')
  })
})
