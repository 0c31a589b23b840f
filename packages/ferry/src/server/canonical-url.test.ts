import { describe, expect, test } from 'vitest'
import { addressOf, type CanonicalUrl, pageOfPayload, readUrl, slashRedirect } from './canonical-url.ts'

function url(target: string, basePath = '', mount = ''): CanonicalUrl {
  const reading = readUrl(target, mount, basePath)
  if (reading.kind !== 'url') throw new Error(`refused: ${reading.status}`)
  return reading.url
}

describe('readUrl', () => {
  test.each([
    ['/', '/', [], ''],
    ['/notes', '/notes', ['notes'], ''],
    ['/notes/', '/notes', ['notes'], ''],
    ['/notes?tab=a', '/notes', ['notes'], '?tab=a'],
    ['/notes?', '/notes', ['notes'], ''],
    ['/a%2Fb/c', '/a%2Fb/c', ['a/b', 'c'], ''],
    ['/%252e%252e', '/%252e%252e', ['%2e%2e'], ''],
    ['/%C3%A9', '/%C3%A9', ['é'], ''],
    ['/%c3%a9', '/%C3%A9', ['é'], ''],
    ['/%61dmin/%2Eenv', '/admin/.env', ['admin', '.env'], ''],
    ['/%2561dmin', '/%2561dmin', ['%61dmin'], ''],
    ['//evil.com/', '/evil.com', ['evil.com'], ''],
    ['/a///b', '/a/b', ['a', 'b'], ''],
    ['/a?next=//evil.com/%ZZ', '/a', ['a'], '?next=//evil.com/%ZZ'],
    ['/__proto__', '/__proto__', ['__proto__'], ''],
  ])('H-505 %s', (target, path, segments, search) => {
    expect(url(target)).toMatchObject({ path, segments, search })
  })

  test.each(['/..', '/a/../b', '/%2e%2e/', '/..%2f..%2fetc/..', '/./a', '/a/%2E'])('H-501 %s is no route', (target) => {
    expect(url(target).segments).toBeNull()
  })

  test.each([
    '/%ZZ',
    '/%E0%A4%A',
    '/%ED%A0%80',
    '/%c0%ae',
    '/a%00.png',
    '/\\evil.com',
    '/a#b',
    '/a b',
    '/a\rb',
    '*',
    'a',
    '',
  ])('H-506 %j is malformed', (target) => {
    expect(readUrl(target, '', '')).toEqual({ kind: 'refused', status: 400 })
  })

  test.each([
    ['/shop', '/'],
    ['/shop/', '/'],
    ['/shop/cart', '/cart'],
  ])('%s below the base path', (target, path) => {
    expect(url(target, '/shop')).toMatchObject({ path, prefix: '/shop' })
  })

  test.each(['/', '/shopping', '/Shop', '/other/shop'])('%s is outside the base path', (target) => {
    expect(readUrl(target, '', '/shop')).toEqual({ kind: 'refused', status: 404 })
  })
})

describe('slashRedirect', () => {
  test.each([
    ['/', false, null],
    ['/a', false, null],
    ['/a/', false, '/a'],
    ['/a/?q=1', false, '/a?q=1'],
    ['/a', true, '/a/'],
    ['/a/', true, null],
    ['/a/b.txt', true, null],
    ['/a/b.txt/', true, '/a/b.txt'],
    ['//evil.com/', false, '/evil.com'],
    ['//evil.com/', true, '/evil.com'],
    ['///evil', false, '/evil'],
    ['//', false, '/'],
    ['/a//b', false, '/a/b'],
  ])('H-507 %s, trailing slash %s → %s', (target, trailing, location) => {
    expect(slashRedirect(url(target), trailing)).toBe(location)
  })

  test.each([
    ['/shop', true, '/shop/'],
    ['/shop?q=1', true, '/shop/?q=1'],
    ['/shop/', true, null],
    ['/shop', false, null],
    ['/shop/', false, '/shop'],
    ['/shop/?q=1', false, '/shop?q=1'],
    ['/shop//', false, '/shop'],
    ['/shop//', true, '/shop/'],
  ])('the base path itself: %s, trailing slash %s → %s', (target, trailing, location) => {
    expect(slashRedirect(url(target, '/shop'), trailing)).toBe(location)
  })

  test('where an app is mounted nobody can tell whether there was one', () => {
    for (const trailing of [true, false]) expect(slashRedirect(url('/', '', '/outer'), trailing)).toBeNull()
    expect(slashRedirect(url('/shop/', '/shop', '/outer'), false)).toBe('/outer/shop')
  })

  test('keeps mount and base path', () => {
    expect(slashRedirect(url('/shop/a/', '/shop', '/outer'), false)).toBe('/outer/shop/a')
  })
})

describe('addressOf', () => {
  test.each([
    ['/shop/', '/shop', false, '/shop'],
    ['/shop', '/shop', true, '/shop/'],
    ['/shop/a?b=1', '/shop', true, '/shop/a/?b=1'],
    ['/', '', false, '/'],
  ])('%s with base path %j', (target, basePath, trailing, address) => {
    expect(addressOf(url(target, basePath), trailing)).toBe(address)
  })
})

describe('pageOfPayload', () => {
  test.each([
    ['/_ferry/payload/', '/'],
    ['/_ferry/payload', '/'],
    ['/_ferry/payload/notes/1?x=1', '/notes/1'],
    ['/_ferry/payload/notes/', '/notes'],
  ])('%s → %s', (target, path) => {
    expect(pageOfPayload(url(target))?.path).toBe(path)
  })

  test.each(['/_ferry/payloads', '/notes', '/_ferry/action/x'])('%s is no payload', (target) => {
    expect(pageOfPayload(url(target))).toBeNull()
  })

  test('keeps the query and the prefix', () => {
    expect(pageOfPayload(url('/shop/_ferry/payload/a?b=1', '/shop'))).toMatchObject({ prefix: '/shop', search: '?b=1' })
  })
})
