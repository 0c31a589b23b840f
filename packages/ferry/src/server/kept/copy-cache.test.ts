import { describe, expect, test } from 'vitest'
import type { Copy } from './copy.ts'
import { CopyCache } from './copy-cache.ts'

function copy(bytes: number, ...tags: string[]): Copy {
  const payload = { before: Buffer.alloc(0), after: Buffer.alloc(bytes) }
  return { begun: 1, lifetime: 1, tags, page: { status: 200, redirect: null, isSealed: false, payload } }
}
const reading = (...tags: string[]): Copy => ({ begun: 1, lifetime: 1, tags, page: null })

describe('the copies of a process', () => {
  test('stay within the limit, the least recently used going first', () => {
    const cache = new CopyCache({ largest: 3_000, bytes: 6_000 })
    for (const key of ['a', 'b', 'c']) cache.set(key, copy(1_000), 5)
    cache.get('a')
    for (const key of ['d', 'e']) cache.set(key, copy(1_000), 5)
    expect(['a', 'b', 'c', 'd', 'e'].filter((key) => cache.get(key))).toEqual(['a', 'd', 'e'])
    expect(cache.bytes).toBeLessThanOrEqual(6_000)
  })

  test('are weighed with all that belongs to them, and weigh nothing when they are gone', () => {
    const cache = new CopyCache()
    cache.set('a'.repeat(1_000), copy(10_000, 't'.repeat(2_000)), 5)
    cache.set('b', reading(), 5)
    expect(cache.bytes).toBeGreaterThan(13_000)
    cache.set('b', copy(5), 5)
    cache.delete('b')
    cache.invalidate('forget', 't'.repeat(2_000))
    expect(cache.bytes).toBe(0)
  })

  test('one that is too large is not taken, and the one before it is gone', () => {
    const cache = new CopyCache({ largest: 2_000, bytes: 10_000 })
    cache.set('a', copy(10), 5)
    expect(cache.set('a', copy(2_000), 5)).toBe(false)
    expect(cache.get('a')).toBeUndefined()
  })

  test('are found by any of their tags', () => {
    const cache = new CopyCache()
    cache.set('a', copy(1, 'x', 'y'), 5)
    cache.set('b', copy(1, 'y'), 5)
    cache.invalidate('expire', 'x')
    expect([cache.get('a')?.oldAt, cache.get('b')?.oldAt]).toEqual([0, 5])
    cache.invalidate('forget', 'y')
    expect([cache.get('a'), cache.get('b')]).toEqual([undefined, undefined])
  })

  test('that a page reads the request is forgotten when its data becomes old', () => {
    const cache = new CopyCache()
    cache.set('a', reading('x'), 5)
    cache.invalidate('expire', 'x')
    expect(cache.get('a')).toBeUndefined()
  })
})
