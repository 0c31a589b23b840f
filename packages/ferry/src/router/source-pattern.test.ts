import { describe, expect, test } from 'vitest'
import { compileSource, matchSource } from './source-pattern.ts'

const match = (source: string, path: string) => {
  const params = matchSource(compileSource(source), path)
  return params && { ...params }
}

describe('a pattern matches whole paths', () => {
  test.each([
    ['/about', '/about', {}],
    ['/about', '/About', {}],
    ['/about/', '/about', {}],
    ['/about', '/about/us', null],
    ['/about', '/x/about', null],
    ['/', '/', {}],
    ['/', '/a', null],
    ['/a.b', '/axb', null],
    ['/über uns', '/%C3%BCber%20uns', {}],
  ])('%s and %s', (source, path, params) => {
    expect(match(source, path)).toEqual(params)
  })
})

describe('parameters', () => {
  test.each([
    ['/blog/:slug', '/blog/a', { slug: 'a' }],
    ['/blog/:slug', '/blog/a%2Fb', { slug: 'a%2Fb' }],
    ['/blog/:slug', '/blog', null],
    ['/blog/:slug', '/blog/a/b', null],
    ['/blog/:slug?', '/blog', {}],
    ['/blog/:slug?', '/blog/a', { slug: 'a' }],
    ['/blog/:slug*', '/blog', {}],
    ['/blog/:slug*', '/blog/a/b/c', { slug: 'a/b/c' }],
    ['/blog/:slug+', '/blog', null],
    ['/blog/:slug+', '/blog/a/b', { slug: 'a/b' }],
    ['/:path*', '/', {}],
    ['/:path*', '/a/b', { path: 'a/b' }],
    ['/(.*)', '/', {}],
    ['/(.*)', '/a/b', { 0: 'a/b' }],
    ['/post/:id(\\d{1,3})', '/post/12', { id: '12' }],
    ['/post/:id(\\d{1,3})', '/post/ab', null],
    ['/post/:id(\\d{1,3})', '/post/1234', null],
    ['/:lang(en|de)/:path*', '/de/a/b', { lang: 'de', path: 'a/b' }],
    ['/:lang(en|de)/:path*', '/fr/a', null],
    ['/((?!api|_ferry).*)', '/shop/a', { 0: 'shop/a' }],
    ['/((?!api|_ferry).*)', '/api/a', null],
    ['/:from-:to', '/a-b', { from: 'a', to: 'b' }],
    ['/:name.:extension', '/logo.png', { name: 'logo', extension: 'png' }],
    ['/a{-:b}?', '/a', {}],
    ['/a{-:b}?', '/a-c', { b: 'c' }],
    ['/{:a;}+', '/1;2;', { a: '1;2' }],
    ['/english\\(default\\)/:slug', '/english(default)/a', { slug: 'a' }],
  ])('%s and %s', (source, path, params) => {
    expect(match(source, path)).toEqual(params)
  })

  test('a parameter may have the name of a property of every object', () => {
    expect(matchSource(compileSource('/:constructor?'), '/')?.constructor).toBeUndefined()
  })

  test('H-508 the time for a path that nearly matches does not explode', () => {
    const pattern = compileSource('/:a-:b-:c-:d-:e/end')
    const started = performance.now()
    expect(matchSource(pattern, `/${'x-'.repeat(4000)}`)).toBeNull()
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('what is no pattern', () => {
  test.each([
    ['/:', 'a parameter has no name'],
    ['/a/:/b', 'a parameter has no name'],
    ['/:a:b', 'two parameters stand side by side'],
    ['/:a(', 'a parenthesis is not closed'],
    ['/:a()', 'a regular expression is empty'],
    ['/:a((x))', 'has to be written (?:…)'],
    ['/(?a)', 'is none'],
    ['/*', '“*” stands where it means nothing'],
    ['/a)', '“)” stands where it means nothing'],
    ['/{a}', 'a group in braces needs a parameter'],
    ['/{:a', 'a brace is not closed'],
  ])('%s', (source, reason) => {
    expect(() => compileSource(source)).toThrow(
      expect.objectContaining({ code: 'FERRY_SOURCE_PATTERN', message: expect.stringContaining(reason) }),
    )
  })
})
