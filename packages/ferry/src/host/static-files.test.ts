import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Handmade, handmadeApp, serve, statusOf, text } from './handmade-app.test-support.ts'
import { publicFilesOf } from './file-index.ts'
import { createServeStatic } from './static-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'ferry-static-'))
const SCRIPT = 'export const answer = 42\n'.repeat(50)
let server: Handmade

beforeAll(async () => {
  const assetDir = join(folder, 'assets')
  const publicDir = join(folder, 'public')
  for (const name of [
    'assets',
    'public/fonts',
    'public/.well-known',
    'public/.git',
    'public/inside/.well-known',
    'server',
  ]) {
    mkdirSync(join(folder, name), { recursive: true })
  }
  const files: Record<string, string | Buffer> = {
    'secret.txt': 'secret',
    'server/index.js': 'secret',
    'manifest.json': 'secret',
    'assets/main.1a2b.js': SCRIPT,
    'assets/main.1a2b.js.br': brotliCompressSync(SCRIPT),
    'assets/main.1a2b.js.gz': gzipSync(SCRIPT),
    'assets/main.1a2b.js.map': 'secret',
    'assets/.hidden.js': 'secret',
    'public/robots.txt': '0123456789',
    'public/fonts/a b.woff2': 'font',
    'public/.env': 'secret',
    'public/.git/config': 'secret',
    'public/.well-known/security.txt': 'contact',
    'public/inside/real.txt': 'inside',
    'public/index.html': 'index',
    'public/ü ñ.txt': 'unicode',
    'public/100%.txt': 'percent',
    'public/%41.txt': 'escape',
    'public/a#b?c.txt': 'marks',
    'public/notes.txt': SCRIPT,
    'public/notes.txt.br': brotliCompressSync(SCRIPT),
    'public/inside/.well-known/x.txt': 'secret',
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  symlinkSync(join(folder, 'secret.txt'), join(publicDir, 'leak.txt'))
  symlinkSync(join(folder, 'server'), join(publicDir, 'leaks'))
  symlinkSync(join(publicDir, 'inside'), join(publicDir, 'linked'))
  symlinkSync(publicDir, join(publicDir, 'loop'))
  symlinkSync(join(publicDir, 'gone'), join(publicDir, 'broken'))
  const serveStatic = createServeStatic({ assetDir, publicFiles: publicFilesOf(publicDir), basePath: '', maps: false })
  server = await serve(
    handmadeApp(() => text('app', 418)),
    { serveStatic },
  )
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

function get(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<string> {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return server.raw(`${method} ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${lines.join('')}\r\n`)
}

const bodyOf = (response: string) => response.slice(response.indexOf('\r\n\r\n') + 4)

describe('assets', () => {
  it('are immutable', async () => {
    const response = await get('/_ferry/assets/main.1a2b.js?v=1')
    expect(statusOf(response)).toBe(200)
    expect(response).toMatch(/Cache-Control: public, max-age=31536000, immutable\r\n/)
    expect(response).toMatch(/Content-Type: text\/javascript; charset=utf-8\r\n/)
    expect(response).toMatch(/X-Content-Type-Options: nosniff\r\n/)
    expect(response).toMatch(/Vary: Accept-Encoding\r\n/)
    expect(bodyOf(response)).toBe(SCRIPT)
  })

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ])('come precompressed to a client that takes %s', async (accepts, encoding, decompress) => {
    const response = await get('/_ferry/assets/main.1a2b.js', { 'Accept-Encoding': accepts })
    expect(response).toContain(`Content-Encoding: ${encoding}\r\n`)
    expect(response).toMatch(/Content-Type: text\/javascript; charset=utf-8\r\n/)
    expect(String(decompress(Buffer.from(bodyOf(response), 'latin1')))).toBe(SCRIPT)
  })

  it('that do not exist are a 404 of the host, never the app', async () => {
    const response = await get('/_ferry/assets/old.js')
    expect(statusOf(response)).toBe(404)
    expect(response).toMatch(/Cache-Control: no-store\r\n/)
  })

  it('take no other method than GET and HEAD', async () => {
    const response = await get('/_ferry/assets/main.1a2b.js', {}, 'POST')
    expect(statusOf(response)).toBe(405)
    expect(response).toMatch(/Allow: GET, HEAD\r\n/)
  })
})

describe('public files', () => {
  it.each([
    ['/robots.txt', '0123456789'],
    ['/robots.txt?x=1', '0123456789'],
    ['/fonts/a%20b.woff2', 'font'],
    ['/.well-known/security.txt', 'contact'],
    ['/inside/real.txt', 'inside'],
    ['/linked/real.txt', 'inside'],
    ['/%C3%BC%20%C3%B1.txt', 'unicode'],
    ['/%c3%bc%20%c3%b1.txt?x=%', 'unicode'],
    ['/100%25.txt', 'percent'],
    ['/%2541.txt', 'escape'],
    ['/a%23b%3Fc.txt', 'marks'],
  ])('%s is served', async (target, body) => {
    const response = await get(target)
    expect(statusOf(response)).toBe(200)
    expect(response).toMatch(/Cache-Control: public, max-age=0, must-revalidate\r\n/)
    expect(bodyOf(response)).toBe(body)
  })

  it.each(['/', '/inside', '/inside/', '/robots.txt/', '/nothing.txt'])('%s is left to the app', async (target) => {
    expect(statusOf(await get(target))).toBe(418)
  })

  it('a POST to one is left to the app', async () => {
    expect(statusOf(await get('/robots.txt', {}, 'POST'))).toBe(418)
  })
})

describe('nothing else is ever served', () => {
  it.each([
    ['H-501', '/../secret.txt'],
    ['H-501', '/%2e%2e/secret.txt'],
    ['H-501', '/..%2fsecret.txt'],
    ['H-501', '/..%5csecret.txt'],
    ['H-501', '/..\\secret.txt'],
    ['H-501', '/%252e%252e/secret.txt'],
    ['H-501', '/%c0%ae%c0%ae/secret.txt'],
    ['H-501', '/inside/../../secret.txt'],
    ['H-501', '/_ferry/assets/../../secret.txt'],
    ['H-501', '/_ferry/assets/..%2f..%2fsecret.txt'],
    ['H-501', '/_ferry/assets/%2e%2e/manifest.json'],
    ['H-501', '/_ferry/assets/main.1a2b.js%00.png'],
    ['H-501', '/_ferry/assets/main.1a2b.js/'],
    ['H-501', '//_ferry/assets/main.1a2b.js'],
    ['H-501', '/_ferry/assets//main.1a2b.js'],
    ['H-501', '/_FERRY/assets/main.1a2b.js'],
    ['H-501', '/_ferry/assets/MAIN.1a2b.js'],
    ['H-506', '/%ZZ'],
    ['H-506', '/_ferry/assets/%E0%A4%A'],
    ['H-502', '/leak.txt'],
    ['H-502', '/leaks/index.js'],
    ['H-502', '/broken'],
    ['H-502', '/loop/robots.txt'],
    ['H-503', '/.env'],
    ['H-503', '/.git/config'],
    ['H-503', '/_ferry/assets/.hidden.js'],
    ['H-503', '/_ferry/assets/main.1a2b.js.map'],
    ['H-503', '/_ferry/assets/main.1a2b.js.br'],
    ['H-503', '/_ferry/assets/'],
    ['H-503', '/_ferry/assets/__proto__'],
    ['H-503', '/__proto__'],
    ['H-503', '/manifest.json'],
    ['H-503', '/server/index.js'],
    ['H-503', '/server.js'],
    ['H-503', '/inside/.well-known/x.txt'],
    ['H-503', '/.well-known/../.env'],
    ['H-503', '/%2eenv'],
    ['H-503', '/notes.txt.br'],
    ['H-501', '/robots.txt%00'],
    ['H-501', '/robots.txt%2500'],
  ])('%s %s', async (_id, target) => {
    const response = await get(target)
    expect([400, 404, 418]).toContain(statusOf(response))
    expect(response).not.toContain('secret')
    expect(response).not.toContain('0123456789')
  })
})

describe('ranges and conditions (H-504)', () => {
  it.each([
    ['one range', 'bytes=2-4', 206, '234'],
    ['the end', 'bytes=-2', 206, '89'],
    ['more than there is', 'bytes=5-99', 206, '56789'],
    ['several', 'bytes=0-1,4-5', 200, '0123456789'],
    ['nothing at the end', 'bytes=-0', 416, null],
    ['beyond the end', 'bytes=20-30', 416, null],
    ['reversed', 'bytes=4-2', 416, null],
    ['another unit', 'lines=1-2', 200, '0123456789'],
    ['nonsense', 'bytes=x', 200, '0123456789'],
    ['a thousand ranges', `bytes=${'0-0,2-2,'.repeat(500)}9-9`, 200, '0123456789'],
  ])('%s', async (_name, range, status, body) => {
    const response = await get('/robots.txt', { Range: range })
    expect(statusOf(response)).toBe(status)
    if (body !== null) expect(bodyOf(response)).toBe(body)
    else expect(response).toMatch(/Content-Range: bytes \*\/10\r\n/)
  })

  it('a range is one of the file, not of its compressed copy', async () => {
    const response = await get('/_ferry/assets/main.1a2b.js', { Range: 'bytes=0-5', 'Accept-Encoding': 'br' })
    expect(statusOf(response)).toBe(206)
    expect(bodyOf(response)).toBe('export')
  })

  it('a range of what has changed since is the whole file (If-Range)', async () => {
    const etag = /ETag: (.*)\r\n/.exec(await get('/robots.txt'))?.[1] ?? ''
    const modified = /Last-Modified: (.*)\r\n/.exec(await get('/robots.txt'))?.[1] ?? ''
    const range = { Range: 'bytes=2-4' }
    expect(statusOf(await get('/robots.txt', { ...range, 'If-Range': etag }))).toBe(206)
    const whole = await get('/robots.txt', { ...range, 'If-Range': '"other"' })
    expect([statusOf(whole), bodyOf(whole)]).toEqual([200, '0123456789'])
    expect(statusOf(await get('/robots.txt', { ...range, 'If-Range': modified }))).toBe(206)
    expect(statusOf(await get('/robots.txt', { ...range, 'If-Range': new Date(0).toUTCString() }))).toBe(200)
  })

  it('what the client has already is not sent again', async () => {
    const etag = /ETag: (.*)\r\n/.exec(await get('/robots.txt'))?.[1] ?? ''
    expect(statusOf(await get('/robots.txt', { 'If-None-Match': etag }))).toBe(304)
    expect(statusOf(await get('/robots.txt', { 'If-None-Match': `"x", ${etag}` }))).toBe(304)
    expect(statusOf(await get('/robots.txt', { 'If-None-Match': '"x"' }))).toBe(200)
    expect(statusOf(await get('/robots.txt', { 'If-Match': '"x"' }))).toBe(412)
  })

  it('each copy has a tag of its own, and is not sent again either', async () => {
    for (const target of ['/_ferry/assets/main.1a2b.js', '/notes.txt']) {
      const tags = new Set<string>()
      for (const accepts of ['identity', 'br']) {
        const headers = { 'Accept-Encoding': accepts }
        const etag = /ETag: (.*)\r\n/.exec(await get(target, headers))?.[1] ?? ''
        tags.add(etag)
        const again = await get(target, { ...headers, 'If-None-Match': etag })
        expect([statusOf(again), bodyOf(again)]).toEqual([304, ''])
        expect(again).toMatch(/Vary: Accept-Encoding\r\n/)
      }
      expect(tags.size).toBe(2)
    }
  })

  it('HEAD has the head only', async () => {
    const response = await get('/robots.txt', {}, 'HEAD')
    expect(response).toMatch(/Content-Length: 10\r\n/)
    expect(bodyOf(response)).toBe('')
  })
})

describe('with a base path', () => {
  it('files are below it, and only there', async () => {
    const serveStatic = createServeStatic({
      assetDir: join(folder, 'assets'),
      publicFiles: publicFilesOf(join(folder, 'public')),
      basePath: '/shop',
      maps: true,
    })
    const shop = await serve(
      handmadeApp(() => text('app', 418)),
      { serveStatic },
    )
    const status = async (target: string) =>
      statusOf(await shop.raw(`GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`))
    try {
      expect(await status('/shop/robots.txt')).toBe(200)
      expect(await status('/shop/_ferry/assets/main.1a2b.js')).toBe(200)
      expect(await status('/shop/_ferry/assets/main.1a2b.js.map')).toBe(200)
      expect(await status('/robots.txt')).toBe(418)
      expect(await status('/shoprobots.txt')).toBe(418)
      expect(await status('/_ferry/assets/main.1a2b.js')).toBe(418)
    } finally {
      await shop.close()
    }
  })
})
