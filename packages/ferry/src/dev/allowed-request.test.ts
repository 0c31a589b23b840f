import { describe, expect, it } from 'vitest'
import { isAllowedHost } from './allowed-request.ts'

describe('the names under which the dev server answers', () => {
  it.each([
    ['shop.test', true],
    ['shop.test:3000', true],
    ['SHOP.test', true],
    ['a.shop.test', false],
    ['shop.test.evil.test', false],
    ['one.tunnel.example', true],
    ['two.one.tunnel.example', false],
    ['tunnel.example', false],
    ['.tunnel.example', false],
    ['eviltunnel.example', false],
    ['localhost', true],
    ['evil.test', false],
    ['', false],
    [undefined, false],
  ])('%s: %s', (host, expected) => {
    expect(isAllowedHost(host, ['shop.test', '*.tunnel.example'])).toBe(expected)
  })
})
