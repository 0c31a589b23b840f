import { isDeepStrictEqual } from 'node:util'
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

  test('keys are equal exactly when the arguments are', () => {
    const value = fc.jsonValue({ maxDepth: 2 }).map((json) => structuredClone(json))
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(cacheKey([structuredClone(a)], 'f')).toBe(cacheKey([a], 'f'))
        expect(cacheKey([a], 'f') === cacheKey([b], 'f')).toBe(isDeepStrictEqual(a, b))
      }),
      { numRuns: 500 },
    )
  })

  test.each([[() => {}], [Symbol('x')], [new Map()], [new (class Note {})()], [[/x/]]])(
    '%s is no part of a key',
    (value) => {
      expect(() => cacheKey([value], 'getNotes')).toThrow(expect.objectContaining({ code: 'FERRY_CACHE_ARGUMENTS' }))
    },
  )
})
