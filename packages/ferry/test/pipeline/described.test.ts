import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BuiltApp, buildApp, type OpenApp, openApp } from './built-app.ts'
import { describedApp, PIXEL, SVG } from './described-app.ts'

let built: BuiltApp
let app: OpenApp

beforeAll(async () => {
  built = await buildApp(describedApp)
  app = await openApp(built)
}, 240_000)
afterAll(() => built?.remove())
beforeEach(() => {
  app.log.length = 0
})

/** Tags of the head by a word in them, hashes and build replaced. */
async function tags(path: string, word: string, opened = app): Promise<string[]> {
  const { text } = await opened.send('GET', path)
  const all = text.split('<body')[0]?.match(/<(?:link|meta) [^>]*>/g) ?? []
  const found = all.filter((tag) => tag.includes(word) && !tag.includes('stylesheet'))
  return found.map((tag) => tag.replace(/\?[0-9a-z]{8,}/g, '?hash'))
}

async function bytes(path: string): Promise<Buffer> {
  const { body } = await app.handle('GET', path)
  const chunks: Buffer[] = []
  if (body !== null && typeof body === 'object' && 'pipe' in body) {
    const { PassThrough } = await import('node:stream')
    for await (const chunk of body.pipe(new PassThrough())) chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

describe('viewport', () => {
  test.each([
    ['/', 'width=device-width, initial-scale=1'],
    ['/coloured', 'width=device-width, initial-scale=1'],
    ['/sized', 'width=320, initial-scale=1, maximum-scale=1'],
    ['/sized/made', 'width=device-width, initial-scale=1, maximum-scale=2'],
    ['/sized/made?bare=1', 'width=device-width, initial-scale=1, maximum-scale=1'],
  ])('%s has one: %s', async (path, content) => {
    expect(await tags(path, 'viewport')).toEqual([`<meta name="viewport" content="${content}"/>`])
  })

  test('colours are merged beside it', async () => {
    expect(await tags('/sized', 'theme-color')).toEqual(['<meta name="theme-color" content="black"/>'])
    expect(await tags('/coloured', 'color-scheme')).toEqual(['<meta name="color-scheme" content="dark"/>'])
  })

  test('under a policy, too', async () => {
    const strict = await openApp(built, { csp: true })
    for (const path of ['/', '/sized']) expect(await tags(path, 'viewport', strict)).toHaveLength(1)
  })
})

describe('static files', () => {
  test.each([
    ['/favicon.ico', 'image/x-icon', PIXEL],
    ['/icon.svg', 'image/svg+xml', Buffer.from(SVG)],
    ['/icon2.png', 'image/png', PIXEL],
    ['/apple-icon.png', 'image/png', PIXEL],
    ['/opengraph-image.png', 'image/png', PIXEL],
    ['/shop/icon.png', 'image/png', PIXEL],
    ['/manifest.json', 'application/manifest+json', Buffer.from('{ "name": "Described" }')],
    ['/shop/sitemap.xml', 'application/xml', Buffer.from('<urlset/>')],
  ])('%s is served as %s, byte for byte', async (path, type, content) => {
    const { status, headers } = await app.send('HEAD', path)
    expect([status, headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([200, type, 'nosniff'])
    expect(headers.get('content-length')).toBe(String(content.length))
    expect(await bytes(path)).toEqual(content)
  })

  test('is kept for ever under its hash, asked for anew without', async () => {
    const { text } = await app.send('GET', '/')
    const hashed = /href="(\/icon2\.png\?[^"]+)"/.exec(text)?.[1] ?? ''
    expect((await app.send('GET', hashed)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const plain = await app.send('GET', '/icon2.png')
    expect(plain.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
    const etag = plain.headers.get('etag') ?? ''
    const again = await app.send('GET', '/icon2.png', { headers: { 'if-none-match': `"other", W/${etag}` } })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  test('has no other method than GET and HEAD', async () => {
    const { status, headers } = await app.send('POST', '/favicon.ico', { body: 'x' })
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })
})

describe('modules', () => {
  test('robots.txt', async () => {
    const { status, headers, text } = await app.send('GET', '/robots.txt')
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
    expect(text).toBe(`User-Agent: a
User-Agent: b
Allow: /
Disallow: /private
Disallow: /x

User-Agent: *
Disallow: /late Allow: /
Crawl-delay: 5

Host: described.test
Sitemap: https://described.test/sitemap.xml
`)
  })

  test('sitemap.xml, everything in it escaped', async () => {
    const { headers, text } = await app.send('GET', '/sitemap.xml')
    expect(headers.get('content-type')).toBe('application/xml')
    expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">
<url>
<loc>https://described.test/?a=1&amp;b=2</loc>
<xhtml:link rel="alternate" hreflang="de" href="https://described.test/de"/>
<lastmod>1970-01-01T00:00:00.000Z</lastmod>
<changefreq>weekly</changefreq>
<priority>0.5</priority>
</url>
<url>
<loc>https://described.test/img</loc>
<image:image><image:loc>https://described.test/a.png</image:loc></image:image>
<video:video><video:title>&lt;v&gt;</video:title><video:thumbnail_loc>t</video:thumbnail_loc><video:description>d</video:description><video:live>no</video:live><video:restriction relationship="allow">DE</video:restriction></video:video>
</url>
</urlset>
`)
  })

  test('an image that is made for the page it belongs to', async () => {
    const { status, headers, text } = await app.send('GET', '/notes/7/opengraph-image')
    expect([status, headers.get('content-type'), text]).toEqual([200, 'image/svg+xml', '<svg>7</svg>'])
  })

  test('what throws or makes nothing is an error in the log, and nothing else', async () => {
    const failed = await app.send('GET', '/sitemap.xml', { headers: { 'x-fail': '1' } })
    expect([failed.status, failed.text.includes('secret')]).toEqual([500, false])
    expect((await app.send('GET', '/notes/none/opengraph-image')).status).toBe(500)
    expect(app.log.map(({ message }) => message)).toEqual([
      'secret of sitemap',
      'app/notes/[id]/opengraph-image.jsx made number, which cannot be its content.',
    ])
  })
})

describe('the head', () => {
  test('refers to icons: the favicon first, files over what is written', async () => {
    expect(await tags('/', 'icon')).toEqual([
      '<link rel="shortcut icon" href="/old.ico"/>',
      '<link rel="icon" href="/favicon.ico?hash" type="image/x-icon" sizes="1x1"/>',
      '<link rel="icon" href="/icon.svg?hash" type="image/svg+xml" sizes="any"/>',
      '<link rel="icon" href="/icon2.png?hash" type="image/png" sizes="1x1"/>',
      '<link rel="apple-touch-icon" href="/apple-icon.png?hash" type="image/png" sizes="1x1"/>',
    ])
  })

  test('of a folder with its own icons has those, and still the favicon', async () => {
    expect(await tags('/shop', 'rel="icon"')).toEqual([
      '<link rel="icon" href="/favicon.ico?hash" type="image/x-icon" sizes="1x1"/>',
      '<link rel="icon" href="/shop/icon.png?hash" type="image/png" sizes="1x1"/>',
    ])
  })

  test('refers to the manifest, and to images by whole URLs with size and text', async () => {
    expect(await tags('/', 'manifest')).toEqual(['<link rel="manifest" href="/manifest.json"/>'])
    expect(await tags('/', 'og:')).toEqual([
      '<meta property="og:title" content="Shared"/>',
      '<meta property="og:image" content="https://described.test/opengraph-image.png?hash"/>',
      '<meta property="og:image:type" content="image/png"/>',
      '<meta property="og:image:width" content="1"/>',
      '<meta property="og:image:height" content="1"/>',
      '<meta property="og:image:alt" content="A pixel &amp; more"/>',
    ])
  })

  test('fills parameters in, below the base path', async () => {
    const based = await openApp(built, { basePath: '/base' })
    expect((await tags('/base/notes/a%2Fb', 'og:image', based))[0]).toBe(
      '<meta property="og:image" content="https://described.test/base/notes/a%2Fb/opengraph-image?hash"/>',
    )
    expect((await tags('/base/shop', 'rel="icon"', based))[1]).toContain('href="/base/shop/icon.png?hash"')
  })

  test('of the 404 has the icons of the app', async () => {
    expect(await tags('/nowhere', 'rel="icon"')).toHaveLength(3)
  })
})

describe('metadata that takes its time', () => {
  const BROWSER =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
  const BOTS = ['', 'Twitterbot/1.0', `${BROWSER} (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`]
  const from = (agent = '') => ({ headers: { 'user-agent': agent } })

  test.each(BOTS)('is in the head for %s', async (agent) => {
    const { text, chunks } = await app.send('GET', '/late', from(agent))
    expect(text.indexOf('<title>Late title</title>')).toBeLessThan(text.indexOf('<body'))
    expect(chunks[0]).toContain('<title>Late title</title>')
  })

  test('does not keep a browser from what is loading', async () => {
    const { chunks } = await app.send('GET', '/late', from(BROWSER))
    const [first = '', ...rest] = chunks
    expect(first).toContain('<p>loading</p>')
    expect(first).not.toContain('Late title')
    expect(rest.join('')).toContain('<title>Late title</title><meta name="description" content="late"/>')
  })

  test('that fails is an error of the page, for browsers too', async () => {
    const { text } = await app.send('GET', '/late?fail=1', from(BROWSER))
    expect(text).not.toContain('secret')
    expect(app.log.filter(({ level }) => level === 'error')).toHaveLength(1)
    const { text: forBots } = await app.send('GET', '/late?fail=1')
    expect(forBots).toContain('<title>Described</title>')
  })
})
