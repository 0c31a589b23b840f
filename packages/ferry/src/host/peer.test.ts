import { afterEach, describe, expect, it } from 'vitest'
import { type Handmade, handmadeApp, serve, statusOf, text } from './handmade-app.test-support.ts'

let server: Handmade | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

async function seen(trustProxy: false | number | readonly string[], headers: Record<string, string>): Promise<string> {
  server = await serve(
    handmadeApp(({ scheme, host, ip }) => text(`${scheme} ${host} ${ip}`)),
    { trustProxy },
  )
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const response = await server.raw(`GET / HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n${lines.join('')}\r\n`)
  return statusOf(response) === 200 ? (response.split('\r\n\r\n')[1] ?? '') : String(statusOf(response))
}

const FORWARDED = { 'X-Forwarded-For': '9.9.9.9', 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'evil.test' }

describe('who the client is', () => {
  it('H-403 without trusted proxies forwarded headers are ignored', async () => {
    expect(await seen(false, FORWARDED)).toBe('http shop.test 127.0.0.1')
  })

  it.each<[string, number | string[], Record<string, string>, string]>([
    ['one proxy says everything', 1, FORWARDED, 'https evil.test 9.9.9.9'],
    ['one proxy says nothing', 1, {}, 'http shop.test 127.0.0.1'],
    ['an empty header says nothing', 1, { 'X-Forwarded-Host': '', 'X-Forwarded-For': ' ' }, 'http shop.test 127.0.0.1'],
    ['a client lied before one proxy', 1, { 'X-Forwarded-For': '1.1.1.1, 9.9.9.9' }, 'http shop.test 9.9.9.9'],
    ['a client lied about the host', 1, { 'X-Forwarded-Host': 'lie.test, shop.test' }, 'http shop.test 127.0.0.1'],
    ['two proxies in a row', 2, { 'X-Forwarded-For': '1.1.1.1, 9.9.9.9, 10.0.0.2' }, 'http shop.test 9.9.9.9'],
    ['two proxies, the outer one speaks https', 2, { 'X-Forwarded-Proto': 'https,http' }, 'https shop.test 127.0.0.1'],
    ['a listed proxy', ['loopback'], { 'X-Forwarded-For': '9.9.9.9' }, 'http shop.test 9.9.9.9'],
    [
      'a listed subnet behind it',
      ['loopback', '10.0.0.0/8'],
      { 'X-Forwarded-For': '1.1.1.1, 9.9.9.9, 10.1.2.3' },
      'http shop.test 9.9.9.9',
    ],
    ['a peer that is not listed', ['10.0.0.0/8'], FORWARDED, 'http shop.test 127.0.0.1'],
    ['an address with its port', 1, { 'X-Forwarded-For': '9.9.9.9:4711' }, 'http shop.test 9.9.9.9'],
    ['an IPv6 address', 1, { 'X-Forwarded-For': '2001:db8::1' }, 'http shop.test 2001:db8::1'],
    ['an IPv6 address with its port', 1, { 'X-Forwarded-For': '[2001:db8::1]:80' }, 'http shop.test 2001:db8::1'],
    [
      'garbage that a client sent before the proxy',
      1,
      { 'X-Forwarded-For': '<script>, 9.9.9.9' },
      'http shop.test 9.9.9.9',
    ],
    ['H-404 a scheme that is none', 1, { 'X-Forwarded-Proto': 'javascript' }, '400'],
    ['H-404 a host that is none', 1, { 'X-Forwarded-Host': 'a b' }, '400'],
    ['H-404 a host with a path', 1, { 'X-Forwarded-Host': 'shop.test/x' }, '400'],
    ['H-404 an address that is none', 1, { 'X-Forwarded-For': 'unknown' }, '400'],
  ])('%s', async (_name, trustProxy, headers, expected) => {
    expect(await seen(trustProxy, headers)).toBe(expected)
  })
})
