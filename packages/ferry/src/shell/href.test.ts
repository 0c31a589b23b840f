import { describe, expect, it } from 'vitest'
import { isOwnPage, withBase, withoutBase } from './href.ts'

describe('withBase', () => {
  it.each([
    ['/notes', '', '/notes'],
    ['/notes', '/shop', '/shop/notes'],
    ['/', '/shop', '/shop'],
    ['/?tab=a', '/shop', '/shop?tab=a'],
    ['/#top', '/shop', '/shop#top'],
    ['/', '', '/'],
    ['?tab=a', '/shop', '?tab=a'],
    ['#top', '/shop', '#top'],
    ['next', '/shop', 'next'],
    ['//cdn.example/x', '/shop', '//cdn.example/x'],
    ['https://example.com/x', '/shop', 'https://example.com/x'],
  ])('%s below %j is %s', (href, basePath, expected) => {
    expect(withBase(href, basePath)).toBe(expected)
  })
})

describe('withoutBase', () => {
  it.each([
    ['/shop/notes', '/shop', '/notes'],
    ['/shop', '/shop', '/'],
    ['/shop/', '/shop', '/'],
    ['/notes', '', '/notes'],
    ['/shopping', '/shop', '/shopping'],
  ])('%s below %j is %s', (pathname, basePath, expected) => {
    expect(withoutBase(pathname, basePath)).toBe(expected)
  })
})

describe('isOwnPage', () => {
  it.each([
    ['https://a.example/shop/x', '/shop', true],
    ['https://a.example/shop', '/shop', true],
    ['https://a.example/shopping', '/shop', false],
    ['https://a.example/x', '', true],
    ['https://b.example/shop/x', '/shop', false],
    ['http://a.example/shop/x', '/shop', false],
    ['javascript:alert(1)', '', false],
    ['mailto:a@a.example', '', false],
  ])('%s with %j: %s', (url, basePath, expected) => {
    expect(isOwnPage(new URL(url), 'https://a.example', basePath)).toBe(expected)
  })
})
