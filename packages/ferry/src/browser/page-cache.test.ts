import { describe, expect, it } from 'vitest'
import type { PagePayload } from '../protocol/payload.ts'
import { createPageCache } from './page-cache.ts'

function page(version: number): PagePayload {
  return {
    build: 'b',
    version,
    url: '/',
    tree: { key: '', segment: '', children: {} },
    segments: {},
    params: {},
    status: 200,
  }
}

describe('page cache', () => {
  it('gives a page that was fetched ahead once', async () => {
    const cache = createPageCache()
    cache.prefetch('/a', async () => page(1))
    expect((await cache.take('/a'))?.version).toBe(1)
    expect(cache.take('/a')).toBeUndefined()
  })

  it('fetches ahead once for many wishes, and again after half a minute', async () => {
    let now = 0
    let fetched = 0
    const cache = createPageCache(() => now)
    const fetch = async () => page(++fetched)
    cache.prefetch('/a', fetch)
    cache.prefetch('/a', fetch)
    expect(fetched).toBe(1)
    now = 30_000
    expect(cache.take('/a')).toBeUndefined()
    cache.prefetch('/a', fetch)
    expect((await cache.take('/a'))?.version).toBe(2)
  })

  it('forgets a fetch that failed', async () => {
    const cache = createPageCache()
    cache.prefetch('/a', () => Promise.reject(new TypeError('offline')))
    await new Promise((resolve) => setTimeout(resolve))
    expect(cache.take('/a')).toBeUndefined()
  })

  it('keeps the pages of the latest twelve entries', () => {
    const cache = createPageCache()
    for (let index = 0; index < 13; index++) cache.keep(`entry-${index}`, page(index))
    expect(cache.recall('entry-0')).toBeUndefined()
    expect(cache.recall('entry-1')?.version).toBe(1)
    cache.keep('entry-1', page(100))
    cache.keep('entry-new', page(101))
    expect(cache.recall('entry-1')?.version).toBe(100)
    expect(cache.recall('entry-2')).toBeUndefined()
  })
})
