import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BuiltApp, buildApp, type OpenApp, openApp } from './built-app.ts'
import { groupsApp, outsideApp } from './outside-app.ts'

let built: BuiltApp
let groups: BuiltApp
let app: OpenApp
let shop: OpenApp

beforeAll(async () => {
  built = await buildApp(outsideApp)
  groups = await buildApp(groupsApp)
  app = await openApp(built)
  shop = await openApp(groups)
}, 240_000)
afterAll(() => {
  built?.remove()
  groups?.remove()
})
beforeEach(() => {
  app.log.length = 0
  shop.log.length = 0
})

const PUBLIC_MESSAGE = 'Something went wrong on the server. Its log has the details under the digest of this error.'

describe('global-error', () => {
  test('takes the place of a root layout that fails: 500, one document, one line in the log', async () => {
    const { status, text } = await app.send('GET', '/', { headers: { 'x-break-layout': '1' } })
    expect(status).toBe(500)
    expect(text.match(/<html/g)).toHaveLength(1)
    expect(text).toContain('<b>Outside</b>')
    expect(text).toContain(PUBLIC_MESSAGE)
    expect(text).not.toContain('secret')
    expect(text).not.toContain('inside')
    expect(app.log.map(({ message }) => message)).toEqual(['secret of layout'])
    expect(text).toContain(String(app.log[0]?.fields.digest))
  })

  test('hydrates in that state: scripts, styles and the failed boundary are in the document', async () => {
    const { text } = await app.send('GET', '/', { headers: { 'x-break-layout': '1' } })
    expect(text).toMatch(/"failed":\[\["error:\/","[0-9a-f]{12}",/)
    expect(text).toContain('rel="stylesheet"')
    expect(text).toMatch(/<script src="\/_ferry\/assets\/[^"]+" async=""/)
  })

  test('shows what no error file stands around, instead of what Ferry has for it', async () => {
    const { status, text } = await app.send('GET', '/fails')
    expect([status, text.includes('id="global"'), text.includes('500 |')]).toEqual([500, true, false])
  })

  test('is there to read without scripts for what fails after the document has begun, as a part of that', async () => {
    const { status, text } = await app.send('GET', '/late')
    expect(status).toBe(200)
    expect(text).toMatch(/<noscript><b[^>]*>Outside<\/b><p id="global">[^<]*.*<\/noscript>/)
    expect([text.match(/<html/g)?.length, text.match(/<\/body>/g)?.length]).toEqual([1, 1])
  })

  test('leaves to an error file what that stands around', async () => {
    const { status, text } = await app.send('GET', '/guarded')
    expect([status, text.includes('guarded failed'), text.includes('id="global"')]).toEqual([500, true, false])
  })

  test('has nothing to do with interrupts', async () => {
    const { status, text } = await app.send('GET', '/missing')
    expect(status).toBe(404)
    expect(text).toContain('This page could not be found.')
    expect(text).toContain('inside')
  })

  test('shows what a function posted without JavaScript threw', async () => {
    const page = await app.send('GET', '/')
    const body = new FormData()
    for (const [, name, value = ''] of page.text.matchAll(
      /<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g,
    )) {
      body.append(name as string, value.replaceAll('&quot;', '"'))
    }
    const { status, text } = await app.send('POST', '/', { body })
    expect([status, text.includes('id="global"')]).toEqual([500, true])
  })

  test('is in the payload of a navigation, beside the layout that failed', async () => {
    const { status, text } = await app.send('GET', '/_ferry/payload/', { headers: { 'x-break-layout': '1' } })
    expect(status).toBe(500)
    expect(text).toContain('"error:/"')
    expect(text).not.toContain('secret')
  })
})

describe('global-not-found', () => {
  test('is the whole document of a URL that no route answers', async () => {
    const { status, text } = await app.send('GET', '/no/such/place')
    expect(status).toBe(404)
    expect(text.match(/<html/g)).toHaveLength(1)
    expect(text).toContain('no such place')
    expect(text).toContain('<title>Lost</title>')
    expect(text).toContain('<meta name="description" content="nowhere"/>')
    expect(text).toContain('<meta name="robots" content="noindex"/>')
    expect(text).toContain('rel="stylesheet"')
    expect(text).not.toContain('inside')
    expect(app.log).toEqual([])
  })

  test('is no payload for a navigation, which loads the document, and a 404 for a form that is posted there', async () => {
    const payload = await app.send('GET', '/_ferry/payload/no/such/place')
    expect([payload.status, payload.text]).toEqual([204, ''])
    expect((await app.send('POST', '/no/such/place', { body: new FormData() })).status).toBe(404)
  })

  test('is not shown for notFound() on a route', async () => {
    expect((await app.send('GET', '/missing')).text).not.toContain('no such place')
  })
})

describe('several root layouts', () => {
  test.each([
    ['/fails', 500, '500 | Something went wrong.', 'class="shop"'],
    ['/missing', 404, '404 | This page could not be found.', 'class="shop"'],
    ['/account', 500, 'bank failed', 'class="bank"'],
  ])('%s → %i inside the layout of its group', async (path, status, shown, layout) => {
    const answer = await shop.send('GET', path)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(shown)
    expect(answer.text).toContain(layout)
    expect(answer.text.match(/<html/g)).toHaveLength(1)
  })

  test('a URL of none of them has a document all the same', async () => {
    const { status, text } = await shop.send('GET', '/nowhere')
    expect(status).toBe(404)
    expect(text).toMatch(/<html lang="en">.*404 \| This page could not be found\..*<\/html>$/s)
  })
})
