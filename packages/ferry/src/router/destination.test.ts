import { describe, expect, test } from 'vitest'
import { fillDestination, neededParams, parseDestination } from './destination.ts'

function fill(text: string, params: Record<string, string>, search = '', passUnused = false): string | null {
  const filled = fillDestination(parseDestination(text), params, search, passUnused)
  return filled && filled.origin + filled.path + filled.search + filled.hash
}

describe('fillDestination', () => {
  test.each([
    ['/new/:slug', { slug: 'a%2Fb' }, '/new/a%2Fb'],
    ['/new/:path*', { path: 'a/b' }, '/new/a/b'],
    ['/new/:path*', {}, '/new'],
    ['/new/:slug', {}, null],
    ['/:path*', { path: 'evil.com' }, '/evil.com'],
    ['/:0', { 0: '/evil.com' }, '/evil.com'],
    ['/new#:slug', { slug: 'a' }, '/new#a'],
    ['/new?id=:slug', { slug: 'a&b=%C3%A9' }, '/new?id=a%26b%3D%C3%A9'],
    ['/new?at=:slug', { slug: '%E' }, '/new?at=%25E'],
    ['/new?at=10:30', {}, '/new?at=10:30'],
    ['https://example.com:8080/x/:slug', { slug: 'a' }, 'https://example.com:8080/x/a'],
    ['https://:shop.example.com/', { shop: 'a' }, 'https://a.example.com/'],
    ['https://:shop.example.com/', { shop: 'evil.com%2F' }, null],
    ['https://example.com', {}, 'https://example.com/'],
  ])('%s with %j → %s', (text, params, filled) => {
    expect(fill(text, params)).toBe(filled)
  })

  test('the query of the request goes on, but for what the destination names', () => {
    expect(fill('/new?a=1', {}, '?a=2&b=%20&c')).toBe('/new?a=1&b=%20&c')
  })

  test('parameters that a rewrite does not use are in its query', () => {
    expect(fill('/new', { slug: 'a/b', 0: 'x' }, '', true)).toBe('/new?slug=a%2Fb')
    expect(fill('/new/:slug', { slug: 'a', other: 'b' }, '', true)).toBe('/new/a')
    expect(fill('/new?x=:slug', { slug: 'a', other: 'b' }, '', true)).toBe('/new?x=a')
  })
})

test('neededParams are those that the path cannot be written without', () => {
  expect(neededParams(parseDestination('/:a/:b*/:c+/:d?q=:e'))).toEqual(['a', 'c', 'd'])
})
