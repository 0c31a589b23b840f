import { describe, expect, test } from 'vitest'
import { readRedirect } from './redirect-target.ts'

const app = { origin: 'https://shop.test', prefix: '', address: '/notes/1?tab=a' }

describe('readRedirect', () => {
  test.each([
    ['/', '/'],
    ['/cart?x=1#y', '/cart?x=1#y'],
    ['?tab=b', '/notes/1?tab=b'],
    ['2', '/notes/2'],
    ['./2', '/notes/2'],
    ['../', '/'],
    ['/%2e%2e/x', '/x'],
    ['/search?next=https://evil.com', '/search?next=https://evil.com'],
    ['https://shop.test/cart', '/cart'],
    ['/é', '/%C3%A9'],
  ])('%s stays in the app', (url, location) => {
    expect(readRedirect(url, app)).toEqual({ location, external: false })
  })

  test.each([
    ['https://pay.test/x?y=1', 'https://pay.test/x?y=1'],
    ['HTTP://pay.test', 'http://pay.test/'],
    ['https://shop.test@evil.com/', 'https://shop.test@evil.com/'],
    ['http://shop.test/cart', 'http://shop.test/cart'],
  ])('%s leaves, as the developer wrote', (url, location) => {
    expect(readRedirect(url, app)).toEqual({ location, external: true })
  })

  test.each([
    '//evil.com',
    '///evil.com',
    '/\\evil.com',
    '\\\\evil.com',
    'https:evil.com',
    '/\t/evil.com',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://shop.test/1',
    ' https://evil.com',
    '/a\r\nSet-Cookie: x=1',
    '/a\0',
    'https://',
    'mailto:a@b.c',
    '/.//evil.test',
    '/..//evil.test',
    '..//evil.test',
    'https://shop.test//evil.test',
  ])('H-508 %j is refused', (url) => {
    expect(() => readRedirect(url, app)).toThrow(expect.objectContaining({ code: 'FERRY_REDIRECT_TARGET' }))
  })

  test('a path of the app gets the prefix, a relative one keeps it', () => {
    const mounted = { ...app, prefix: '/shop', address: '/shop/notes' }
    expect(readRedirect('/cart', mounted).location).toBe('/shop/cart')
    expect(readRedirect('cart', mounted).location).toBe('/shop/cart')
  })
})
