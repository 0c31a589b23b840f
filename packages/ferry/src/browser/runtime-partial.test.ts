import { describe, expect, it } from 'vitest'
import { answer, BUILD, navigationTo, type Respond } from './runtime-server.test-support.ts'
import { held, home, ID, other, runtimeTab, type Scope } from './runtime-tab.test-support.ts'

declare const self: Scope
const { server, page, text, shows, requested, call, go } = runtimeTab()

/** The payload of a page whose only layout, and all there is of it, was left out. */
function nothingNew(url: string, version: number, more: object = {}): Respond {
  const tree = { key: '', segment: '', children: {} }
  const payload = { build: BUILD, version, url, tree, segments: {}, params: {}, status: 200, ...more }
  return (response) =>
    void response.writeHead(200, { 'content-type': 'text/x-component' }).end(`0:${JSON.stringify(payload)}\n`)
}

const asked = (path: string) => requested('GET', path).map(({ headers }) => headers['ferry-have'])
const startCall = () => page().evaluate((id) => void self.reference(id)(), ID)

describe('a navigation', () => {
  it('says what is on screen, and what is left out stays', async () => {
    server.on('GET /_ferry/payload/other', nothingNew('/other', 90))
    await go('/other')
    await page().waitForURL('**/other')
    expect(asked('/_ferry/payload/other')).toEqual(['/'])
    expect(await text()).toBe('home 10')
  })

  it('is answered again, as a whole, when something is missing', async () => {
    const missing = { key: '/x', segment: 'x', children: {} }
    server.on('GET /_ferry/payload/other', (response, request) =>
      request.headers['ferry-have'] === undefined
        ? navigationTo(other(91))(response, request)
        : nothingNew('/other', 90, { tree: { key: '', segment: '', children: { children: missing } } })(
            response,
            request,
          ),
    )
    await go('/other')
    await shows('other 91')
    expect(asked('/_ferry/payload/other')).toEqual(['/', undefined])
  })

  it('keeps what a call has brought in the meantime, not what was there when it began', async () => {
    const slow = held(nothingNew('/other', 97))
    server.on('GET /_ferry/payload/other', slow.respond)
    await go('/other')
    await expect.poll(() => asked('/_ferry/payload/other')).toEqual(['/'])
    server.on(`POST /_ferry/action/${ID}`, answer('1', { finished: 95, page: home(96) }))
    await call(ID)
    await shows('home 96')
    slow.release()
    await page().waitForURL('**/other')
    expect(await text()).toBe('home 96')
    expect(asked('/_ferry/payload/other')).toEqual(['/'])
  })

  it('asks for the whole page while a call is under way', async () => {
    const slow = held(answer('1', { finished: 95 }))
    server.on(`POST /_ferry/action/${ID}`, slow.respond)
    await startCall()
    await expect.poll(() => requested('POST', `/_ferry/action/${ID}`).length).toBe(1)
    await go('/other')
    await shows('other 90')
    expect(asked('/_ferry/payload/other')).toEqual([undefined])
    server.on('GET /_ferry/payload/other', navigationTo(other(98)))
    slow.release()
    await shows('other 98')
  })

  it('is fetched again as a whole when a call has changed what stays', async () => {
    server.on('GET /_ferry/payload/other', nothingNew('/other', 97))
    await go('/other')
    await page().waitForURL('**/other')
    server.on('GET /_ferry/payload/other', navigationTo(other(99)))
    // Newer than the layout, older than the page: the page alone would do.
    server.on(`POST /_ferry/action/${ID}`, answer('1', { finished: 95 }))
    await call(ID)
    await shows('other 99')
    expect(asked('/_ferry/payload/other')).toEqual(['/', undefined])
  })

  it('back to a page whose layout is older than what a call did fetches it', async () => {
    server.on('GET /_ferry/payload/other', nothingNew('/other', 97))
    await go('/other')
    await page().waitForURL('**/other')
    server.on(`POST /_ferry/action/${ID}`, answer('1', { finished: 98, page: other(99) }))
    await call(ID)
    await shows('other 99')
    server.on('GET /_ferry/payload/', navigationTo(home(100)))
    await page().goBack()
    await shows('home 100')
    expect(asked('/_ferry/payload/')).toEqual(['/'])
  })
})
