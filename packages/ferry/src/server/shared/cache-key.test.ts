import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cacheKey } from './cache-key.ts'

describe('cacheKey', () => {
  test.each([
    [['a', 'b'], ['a,b']],
    [[1], ['1']],
    [[null], ['null']],
    [[undefined], []],
    [[0], [-0]],
    [[1n], [1]],
    [[[1, 2]], [1, 2]],
    [[{ a: 1 }], [{ a: '1' }]],
    [[new Date(0)], [new Date(1)]],
    [[new Date(0)], [0]],
    [['"'], ['\\"']],
  ])('%o and %o differ', (left, right) => {
    expect(cacheKey(left, 'f')).not.toBe(cacheKey(right, 'f'))
  })

  test('the order of members does not count', () => {
    expect(cacheKey([{ a: 1, b: [{ c: 2, d: 3 }] }], 'f')).toBe(cacheKey([{ b: [{ d: 3, c: 2 }], a: 1 }], 'f'))
  })

  test('equal JSON has equal keys, different JSON different ones', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(cacheKey([structuredClone(a)], 'f')).toBe(cacheKey([a], 'f'))
        const sameText =
          JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)) && !hasNegativeZero(a) && !hasNegativeZero(b)
        if (sameText) expect(cacheKey([a], 'f')).toBe(cacheKey([b], 'f'))
        else if (JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b))) {
          expect(cacheKey([a], 'f')).not.toBe(cacheKey([b], 'f'))
        }
      }),
    )
  })

  test.each([[() => {}], [Symbol('x')], [new Map()], [new (class Note {})()], [[/x/]]])(
    '%s is no part of a key',
    (value) => {
      expect(() => cacheKey([value], 'getNotes')).toThrow(expect.objectContaining({ code: 'FERRY_CACHE_ARGUMENTS' }))
    },
  )
})

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => ['member', key, sorted(member)])
}

function hasNegativeZero(value: unknown): boolean {
  if (Object.is(value, -0)) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNegativeZero)
}
