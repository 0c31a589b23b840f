import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BuiltApp, buildApp, type OpenApp, openApp } from './built-app.ts'
import { galleryApp } from './gallery-app.ts'

let built: BuiltApp
let app: OpenApp

beforeAll(async () => {
  built = await buildApp(galleryApp)
  app = await openApp(built)
}, 240_000)
afterAll(() => built?.remove())

async function navigate(to: string, from?: string): Promise<{ status: number; text: string }> {
  const headers: Record<string, string> = from === undefined ? {} : { 'ferry-from': from }
  const { status, text } = await app.send('GET', `/_ferry/payload${to}`, { headers })
  return { status, text }
}

describe('an intercepting route', () => {
  test('stands before the page on screen, which stays as it is', async () => {
    const { status, text } = await navigate('/photo/1?size=big', '/feed?q=cats')
    expect(status).toBe(200)
    expect(text).toContain('["modal ","1"," ","{\\"size\\":\\"big\\"}"]')
    expect(text).toContain('["feed ","{\\"q\\":\\"cats\\"}"]')
    expect(text).toContain('side of the feed')
    expect(text).toContain('"url":"/photo/1?size=big"')
    expect(text).toContain('"from":"/feed?q=cats"')
    expect(text).toContain('"params":{"id":"1"}')
    expect(text).not.toContain('["photo ","1"]')
  })

  test.each([
    ['without a page on screen', undefined],
    ['from a page that has no such slot', '/'],
    ['from an address that is none', '//x'],
    ['from a page of another site', 'https://x.test/feed'],
    ['from a page that does not exist', '/feed/nowhere/at/all'],
  ])('%s the page itself is shown', async (_, from) => {
    const { text } = await navigate('/photo/1', from)
    expect(text).toContain('["photo ","1"]')
    expect(text).not.toContain('"from":')
  })

  test('the middleware decides on the page behind it as well', async () => {
    const { text } = await navigate('/photo/1', '/feed/closed')
    expect(text).not.toContain('secret of closed')
    expect(text).toContain('["photo ","1"]')
  })

  test('a visit shows the whole page, and tells the browser to say where it is', async () => {
    const { text } = await app.send('GET', '/photo/1', { headers: { 'ferry-from': '/feed' } })
    expect(text).toContain('<h1>photo <!-- -->1</h1>')
    expect(text).not.toContain('<dialog')
    expect(text).toContain('"intercepts":true')
  })

  test('a call that refreshes it brings both back', async () => {
    const target = `/_ferry/action/${app.functionId('like')}`
    const page = { 'ferry-url': '/photo/1', 'ferry-page': '/photo/1', 'ferry-from': '/feed' }
    const { text } = await app.send('POST', target, { body: '[]', headers: { 'content-type': 'text/plain', ...page } })
    expect(text).toContain('["modal ","1"')
    expect(text).toContain('["likes ",1]')
    expect(text).toContain('"from":"/feed"')
  })

  test('below a base path', async () => {
    const based = await openApp(built, { basePath: '/base' })
    const { text } = await based.send('GET', '/base/_ferry/payload/photo/1', {
      headers: { 'ferry-from': '/base/feed' },
    })
    expect(text).toContain('["modal ","1"')
    expect(text).toContain('"from":"/base/feed"')
  })
})

describe('a slot', () => {
  test('has the parameters of its own catch-all, and useParams() has them too', async () => {
    const { text } = await app.send('GET', '/feed/by/ada')
    expect(text).toContain('side <!-- -->{&quot;rest&quot;:[&quot;by&quot;,&quot;ada&quot;]}')
    expect(text).toContain('by <!-- -->ada')
    expect((await navigate('/feed/by/ada')).text).toContain('"params":{"name":"ada","rest":["by","ada"]}')
  })
})
