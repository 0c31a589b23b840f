import { describe, expect, test } from 'vitest'
import { checkOrigin, matchesOrigin } from './origin.ts'
import type { OriginFacts } from './origin.ts'

const facts: OriginFacts = {
  origins: ['https://shop.example'],
  secFetchSite: 'same-origin',
  self: 'https://shop.example',
  allowed: [],
  allowMissing: false,
}

const check = (change: Partial<OriginFacts>) => checkOrigin({ ...facts, ...change })

describe('H-401: Origin × Sec-Fetch-Site', () => {
  const origins: [name: string, origins: string[]][] = [
    ['same', ['https://shop.example']],
    ['another site', ['https://evil.example']],
    ['sibling subdomain', ['https://blog.shop.example']],
    ['parent domain', ['https://example']],
    ['same host, other port', ['https://shop.example:8443']],
    ['http instead of https', ['http://shop.example']],
    ['upper case', ['https://SHOP.example']],
    ['trailing dot', ['https://shop.example.']],
    ['trailing slash', ['https://shop.example/']],
    ['user info', ['https://shop.example@evil.example']],
    ['default port spelt out', ['https://shop.example:443']],
    ['"null"', ['null']],
    ['malformed', ['shop.example']],
    ['malformed host', ['https://[shop.example']],
    ['other scheme', ['javascript:alert(1)']],
    ['empty', ['']],
    ['10 KB', [`https://${'a'.repeat(10_000)}.example`]],
    ['two in one header', ['https://shop.example, https://shop.example']],
    ['two headers', ['https://shop.example', 'https://shop.example']],
    ['missing', []],
  ]
  const sites = ['same-origin', 'same-site', 'cross-site', 'none', undefined, 'garbage']
  const admitted = new Set([
    'same × same-origin',
    'same × none',
    'same × undefined',
    'same × garbage',
    'missing × same-origin',
  ])

  for (const [name, values] of origins) {
    for (const site of sites) {
      const row = `${name} × ${site}`
      test(`${row} is ${admitted.has(row) ? 'admitted' : 'refused'}`, () => {
        expect(check({ origins: values, secFetchSite: site }) === null).toBe(admitted.has(row))
      })
    }
  }
})

test('H-402: "null" is nobody, even when somebody lists it', () => {
  expect(check({ origins: ['null'], allowed: ['null'] })).toBe('null')
})

test('H-403: the configured public origin is compared with, whatever Host says', () => {
  expect(check({ self: 'https://shop.example/' })).toBe(null)
  expect(check({ self: 'https://SHOP.example:443' })).toBe(null)
  expect(check({ self: 'http://evil.example', origins: ['https://shop.example'] })).toBe('other-origin')
  expect(check({ self: 'not an origin' })).toBe('other-origin')
})

test('H-403: a port that is not the default one is part of the origin', () => {
  expect(check({ self: 'http://localhost:3000', origins: ['http://localhost:3000'] })).toBe(null)
  expect(check({ self: 'http://localhost:3000', origins: ['http://localhost'] })).toBe('other-origin')
})

test('requests without Origin and Sec-Fetch-Site come from programs: only when they are wanted', () => {
  expect(check({ origins: [], secFetchSite: undefined })).toBe('missing')
  expect(check({ origins: [], secFetchSite: undefined, allowMissing: true })).toBe(null)
  expect(check({ origins: [], secFetchSite: 'cross-site', allowMissing: true })).toBe('other-site')
  expect(check({ origins: [], secFetchSite: 'garbage', allowMissing: true })).toBe('missing')
})

test('allowed origins may come from another site', () => {
  const allowed = ['https://admin.example', '*.partners.example']
  expect(check({ allowed, origins: ['https://admin.example'], secFetchSite: 'cross-site' })).toBe(null)
  expect(check({ allowed, origins: ['https://one.partners.example'], secFetchSite: 'cross-site' })).toBe(null)
  expect(check({ allowed, origins: ['http://admin.example'], secFetchSite: 'cross-site' })).toBe('other-origin')
})

describe('patterns of actions.allowedOrigins', () => {
  test.each([
    ['https://a.example', 'https://a.example', true],
    ['https://a.example/', 'https://a.example', true],
    ['https://a.example:443', 'https://a.example', true],
    ['https://a.example', 'http://a.example', false],
    ['https://a.example', 'https://a.example:8443', false],
    ['a.example', 'https://a.example', true],
    ['a.example', 'http://a.example', true],
    ['A.Example', 'https://a.example', true],
    ['a.example:8443', 'https://a.example:8443', true],
    ['a.example', 'https://b.a.example', false],
    ['a.example', 'https://eviла.example', false],
    ['a.example', 'https://evila.example', false],
    ['*.a.example', 'https://b.a.example', true],
    ['https://*.a.example', 'https://b.a.example', true],
    ['https://*.a.example', 'http://b.a.example', false],
    ['*.a.example', 'https://a.example', false],
    ['*.a.example', 'https://c.b.a.example', false],
    ['**.a.example', 'https://c.b.a.example', true],
    ['**.a.example', 'https://a.example', false],
    ['*.a.example', 'https://evil.a.example.evil.example', false],
    ['*.example', 'https://a.example', false],
    ['*.', 'https://a.example', false],
    ['*', 'https://a.example', false],
  ])('%s on %s: %s', (pattern, origin, expected) => {
    expect(matchesOrigin(pattern, origin)).toBe(expected)
  })
})
