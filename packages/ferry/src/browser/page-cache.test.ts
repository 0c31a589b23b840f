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

const anything = () => true

describe('page cache', () => {
  it('gives a page that was fetched ahead once', async () => {
    const cache = createPageCache()
    cache.prefetch('/a', anything, async () => page(1))
    expect((await cache.take('/a'))?.version).toBe(1)
    expect(cache.take('/a')).toBeUndefined()
  })

  it('fetches ahead once for many wishes, and again after half a minute', async () => {
    let now = 0
    let fetched = 0
    const cache = createPageCache(() => now)
    const fetch = async () => page(++fetched)
    cache.prefetch('/a', anything, fetch)
    cache.prefetch('/a', anything, fetch)
    expect(fetched).toBe(1)
    now = 30_000
    expect(cache.take('/a')).toBeUndefined()
    cache.prefetch('/a', anything, fetch)
    expect((await cache.take('/a'))?.version).toBe(2)
  })

  it('forgets a fetch that failed', async () => {
    const cache = createPageCache()
    cache.prefetch('/a', anything, () => Promise.reject(new TypeError('offline')))
    await new Promise((resolve) => setTimeout(resolve))
    expect(cache.take('/a')).toBeUndefined()
  })

  it('fetches again what can no longer be shown', async () => {
    const cache = createPageCache()
    cache.prefetch('/a', anything, async () => page(1))
    await new Promise((resolve) => setTimeout(resolve))
    cache.prefetch(
      '/a',
      ({ version }) => version > 1,
      async () => page(2),
    )
    expect((await cache.take('/a'))?.version).toBe(2)
  })

  describe('a page that is gone to', () => {
    const fetches = () => {
      const begun: AbortSignal[] = []
      const fetch = (signal: AbortSignal) => {
        begun.push(signal)
        return new Promise<PagePayload>(() => {})
      }
      return { begun, fetch }
    }

    it('breaks off what is fetched ahead for others, until it is there', () => {
      const cache = createPageCache()
      const [target, other] = [fetches(), fetches()]
      cache.prefetch('/target', anything, target.fetch)
      cache.prefetch('/other', anything, other.fetch)
      cache.giveWay('/target')
      expect([target, other].map(({ begun }) => begun[0]?.aborted)).toEqual([false, true])
      expect(cache.take('/other')).toBeUndefined()
      expect(cache.take('/target')).toBeDefined()
      cache.goOn()
      expect(other.begun.map(({ aborted }) => aborted)).toEqual([true, false])
      cache.goOn()
      expect(other.begun).toHaveLength(2)
    })

    it('leaves what has arrived', async () => {
      const cache = createPageCache()
      cache.prefetch('/other', anything, async (_, complete) => {
        await null
        complete()
        return page(1)
      })
      await new Promise((resolve) => setTimeout(resolve))
      cache.giveWay('/target')
      expect((await cache.take('/other'))?.version).toBe(1)
    })

    it('is not followed by what nobody wants any more', () => {
      const cache = createPageCache()
      const other = fetches()
      cache.prefetch('/other', anything, other.fetch)
      cache.prefetch('/other', anything, other.fetch)
      cache.giveWay('/target')
      cache.abandon('/other')
      cache.abandon('/other')
      cache.goOn()
      expect(other.begun).toHaveLength(1)
    })

    it('is followed by what one of two still wants, who may take it back later', () => {
      const cache = createPageCache()
      const other = fetches()
      cache.prefetch('/other', anything, other.fetch)
      cache.prefetch('/other', anything, other.fetch)
      cache.giveWay('/target')
      cache.abandon('/other')
      cache.goOn()
      expect(other.begun).toHaveLength(2)
      cache.abandon('/other')
      expect(other.begun[1]?.aborted).toBe(true)
    })

    it('makes what is wanted anew meanwhile no wish of before', () => {
      const cache = createPageCache()
      const other = fetches()
      cache.prefetch('/other', anything, other.fetch)
      cache.giveWay('/target')
      cache.prefetch('/other', anything, other.fetch)
      cache.goOn()
      expect(other.begun).toHaveLength(2)
    })
  })

  describe('a prefetch that is under way', () => {
    const hanging = (signals: AbortSignal[]) => (signal: AbortSignal) => {
      signals.push(signal)
      return new Promise<PagePayload>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }

    it('is broken off when nobody wants it any more', () => {
      const signals: AbortSignal[] = []
      const cache = createPageCache()
      cache.prefetch('/a', anything, hanging(signals))
      cache.prefetch('/a', anything, hanging(signals))
      cache.abandon('/a')
      expect(signals.map(({ aborted }) => aborted)).toEqual([false])
      cache.abandon('/a')
      expect(signals.map(({ aborted }) => aborted)).toEqual([true])
      expect(cache.take('/a')).toBeUndefined()
    })

    it('goes on when somebody went there, and ends with that navigation', () => {
      const signals: AbortSignal[] = []
      const cache = createPageCache()
      const navigation = new AbortController()
      cache.prefetch('/a', anything, hanging(signals))
      cache.take('/a', navigation.signal)?.catch(() => {})
      cache.abandon('/a')
      expect(signals[0]?.aborted).toBe(false)
      navigation.abort()
      expect(signals[0]?.aborted).toBe(true)
    })

    it('that is complete is kept', async () => {
      const cache = createPageCache()
      cache.prefetch('/a', anything, async (_, complete) => {
        await null
        complete()
        return page(1)
      })
      await new Promise((resolve) => setTimeout(resolve))
      cache.abandon('/a')
      expect((await cache.take('/a'))?.version).toBe(1)
    })

    it('ends when everything is forgotten', () => {
      const signals: AbortSignal[] = []
      const cache = createPageCache()
      cache.keep('entry', page(1))
      cache.prefetch('/a', anything, hanging(signals))
      cache.forget()
      expect(signals[0]?.aborted).toBe(true)
      expect(cache.take('/a')).toBeUndefined()
      expect(cache.recall('entry')).toBeUndefined()
    })
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
