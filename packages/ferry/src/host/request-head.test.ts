import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Handmade, handmadeApp, serve, statusOf, text } from './handmade-app.test-support.ts'

let server: Handmade
let handled = 0

beforeAll(async () => {
  server = await serve(
    handmadeApp((incoming) => {
      handled++
      return text(`${incoming.host} ${incoming.target}`)
    }),
  )
})
afterAll(() => server.close())

const get = (target: string, headers: string) => `GET ${target} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`
const HOST = 'Host: shop.test\r\n'

describe('a request head that two servers could read in two ways is refused and the connection closed', () => {
  it.each([
    ['H-601 two Host headers', get('/', `${HOST}Host: evil.test\r\n`), 400],
    ['H-601 the same Host twice', get('/', HOST + HOST), 400],
    ['H-601 no Host', get('/', ''), 400],
    ['H-601 HTTP/1.0 without Host', 'GET / HTTP/1.0\r\n\r\n', 400],
    ['H-601 an empty Host', get('/', 'Host:\r\n'), 400],
    ['H-601 Host with userinfo', get('/', 'Host: user@shop.test\r\n'), 400],
    ['H-601 Host with a path', get('/', 'Host: shop.test/evil\r\n'), 400],
    ['H-601 Host with a space', get('/', 'Host: shop.test evil\r\n'), 400],
    ['H-601 Host with a list', get('/', 'Host: shop.test, evil.test\r\n'), 400],
    ['H-601 Host with a bad port', get('/', 'Host: shop.test:80a\r\n'), 400],
    ['H-602 an absolute-form target', get('http://evil.test/', HOST), 400],
    ['H-602 an absolute-form target of our own host', get('http://shop.test/', HOST), 400],
    ['H-602 a target with two slashes', get('//evil.test/', HOST), 400],
    ['H-602 an asterisk', `OPTIONS * HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`, 400],
    ['H-602 a fragment', get('/a#b', HOST), 400],
    ['H-603 another transfer encoding', get('/', `${HOST}Transfer-Encoding: xchunked\r\n`), 400],
    ['H-603 gzip before chunked', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, 400],
    ['H-603 chunked twice', `POST / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n`, 400],
    [
      'Content-Length beside chunked',
      `POST / HTTP/1.1\r\n${HOST}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ['two lengths', `POST / HTTP/1.1\r\n${HOST}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc`, 400],
    ['a bare line feed', `GET / HTTP/1.1\nHost: shop.test\n\n`, 400],
    ['a space before the colon', get('/', `${HOST}X-Name : 1\r\n`), 400],
    ['H-114 more than 200 header fields', get('/', HOST + 'X-A: 1\r\n'.repeat(250)), 431],
    ['H-114 2,500 header fields', get('/', HOST + 'X-A: 1\r\n'.repeat(2500)), 431],
    ['H-114 a header block over 16 KB', get('/', `${HOST}X-A: ${'a'.repeat(17_000)}\r\n`), 431],
    ['H-108 an expectation nobody knows', get('/', `${HOST}Expect: foo\r\n`), 417],
    ['no HTTP at all', 'hello\r\n\r\n', 400],
  ])('%s', async (_name, bytes, status) => {
    const before = handled
    const response = await server.raw(bytes)
    expect(statusOf(response)).toBe(status)
    expect(handled).toBe(before)
    expect(response).not.toContain('evil')
  })

  it.each([
    ['a plain name', 'shop.test', 'shop.test'],
    ['a port', 'shop.test:8080', 'shop.test:8080'],
    ['upper case', 'SHOP.Test', 'shop.test'],
    ['an IPv4 address', '127.0.0.1:80', '127.0.0.1:80'],
    ['an IPv6 address', '[::1]:80', '[::1]:80'],
  ])('takes %s as Host', async (_name, host, seen) => {
    const response = await server.raw(get('/a?b=c', `Host: ${host}\r\n`))
    expect(response).toMatch(/^HTTP\/1\.1 200 /)
    expect(response).toContain(`${seen} /a?b=c`)
  })
})

describe('bytes behind a refused request', () => {
  it('H-115 are never read as a request', async () => {
    const before = handled
    const smuggled = `GET /smuggled HTTP/1.1\r\n${HOST}\r\n`
    const response = await server.raw(`POST // HTTP/1.1\r\n${HOST}Content-Length: 5\r\n\r\nabcde${smuggled}`)
    expect(statusOf(response)).toBe(400)
    expect(response.match(/HTTP\/1\.1/g)).toHaveLength(1)
    expect(handled).toBe(before)
  })
})

describe('upgrades', () => {
  it('H-605 are answered as the plain requests they are besides', async () => {
    const response = await server.raw(get('/', `${HOST}Upgrade: websocket\r\nConnection: Upgrade\r\n`))
    expect(statusOf(response)).toBe(200)
    expect(response).not.toMatch(/^Upgrade:/im)
  })
})
