import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CacheStore } from './cache-store.ts'

const forever = { tags: [] as string[], lifetime: Number.POSITIVE_INFINITY }

/** Counts how often it was asked. */
function counter() {
  let count = 0
  return async () => ++count
}

describe('data cache', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('loads once, also for readers that come while it loads', async () => {
    const store = new CacheStore(10)
    const load = counter()
    expect(await Promise.all([store.read('a', load, forever), store.read('a', load, forever)])).toEqual([1, 1])
    expect(await store.read('a', load, forever)).toBe(1)
    expect(await store.read('b', load, forever)).toBe(2)
  })

  test('an old value is served while a new one loads', async () => {
    const store = new CacheStore(10)
    const load = counter()
    const rules = { tags: [], lifetime: 1000 }
    await store.read('a', load, rules)
    vi.advanceTimersByTime(1001)
    expect(await store.read('a', load, rules)).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(await store.read('a', load, rules)).toBe(2)
    vi.advanceTimersByTime(990)
    expect(await store.read('a', load, rules)).toBe(2)
  })

  test('a rejection is not kept', async () => {
    const store = new CacheStore(10)
    await expect(store.read('a', () => Promise.reject(new Error('down')), forever)).rejects.toThrow('down')
    expect(await store.read('a', async () => 'up', forever)).toBe('up')
  })

  test('when refreshing fails, the old value stays and the next reader tries again', async () => {
    const store = new CacheStore(10)
    const rules = { tags: [], lifetime: 10 }
    await store.read('a', async () => 1, rules)
    vi.advanceTimersByTime(11)
    expect(await store.read('a', () => Promise.reject(new Error('down')), rules)).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(await store.read('a', async () => 2, rules)).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(await store.read('a', async () => 3, rules)).toBe(2)
  })

  describe('a reader that wants no old value', () => {
    const tagged = { ...forever, tags: ['notes'] }

    test('gets what is not old, as everybody does', async () => {
      const store = new CacheStore(10)
      const load = counter()
      await store.read('a', load, tagged)
      expect(await store.read('a', load, tagged, true)).toBe(1)
    })

    test('waits for the new one, which is then everybody’s', async () => {
      const store = new CacheStore(10)
      const load = counter()
      await store.read('a', load, tagged)
      store.expire('notes')
      expect(await Promise.all([store.read('a', load, tagged, true), store.read('a', load, tagged, true)])).toEqual([
        2, 2,
      ])
      expect(await store.read('a', load, tagged)).toBe(2)
    })

    test('is not content with one that began to load before it was expired again', async () => {
      const store = new CacheStore(10)
      const load = counter()
      await store.read('a', load, tagged)
      store.expire('notes')
      const early = store.read('a', load, tagged, true)
      store.expire('notes')
      const late = store.read('a', load, tagged, true)
      expect(await Promise.all([early, late])).toEqual([2, 3])
      expect(await store.read('a', load, tagged)).toBe(3)
    })

    test('nor with the first one, when it was expired on its way', async () => {
      const store = new CacheStore(10)
      const load = counter()
      const first = store.read('a', load, tagged)
      store.expire('notes')
      expect(await Promise.all([first, store.read('a', load, tagged, true)])).toEqual([1, 2])
      expect(await store.read('a', load, tagged)).toBe(2)
    })

    test('is told when there is none, while the others keep what there was', async () => {
      const store = new CacheStore(10)
      await store.read('a', async () => 1, tagged)
      store.expire('notes')
      await expect(store.read('a', () => Promise.reject(new Error('down')), tagged, true)).rejects.toThrow('down')
      expect(await store.read('a', async () => 2, tagged)).toBe(1)
    })
  })

  test('forget: the next reader waits for a new value', async () => {
    const store = new CacheStore(10)
    const load = counter()
    const tagged = { ...forever, tags: ['notes'] }
    await store.read('a', load, tagged)
    await store.read('b', load, forever)
    store.forget('notes')
    expect(await store.read('a', load, tagged)).toBe(3)
    expect(await store.read('b', load, forever)).toBe(2)
  })

  test('expire: the next reader gets the old value once more', async () => {
    const store = new CacheStore(10)
    const load = counter()
    const tagged = { ...forever, tags: ['notes'] }
    await store.read('a', load, tagged)
    store.expire('notes')
    expect(await store.read('a', load, tagged)).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(await store.read('a', load, tagged)).toBe(2)
  })

  test('keeps what was used last', async () => {
    const store = new CacheStore(2)
    const load = counter()
    await store.read('a', load, forever)
    await store.read('b', load, forever)
    await store.read('a', load, forever)
    await store.read('c', load, forever)
    expect(store.size).toBe(2)
    expect(await store.read('a', load, forever)).toBe(1)
    expect(await store.read('b', load, forever)).toBe(4)
  })

  test('a value forgotten while it loads does not come back', async () => {
    const store = new CacheStore(10)
    const tagged = { ...forever, tags: ['notes'] }
    const first = deferred()
    const reading = store.read('a', () => first.promise, tagged)
    store.forget('notes')
    expect(await store.read('a', async () => 'new', tagged)).toBe('new')
    first.resolve('old')
    expect(await reading).toBe('old')
    expect(await store.read('a', async () => 'newer', tagged)).toBe('new')
  })
})

function deferred() {
  let resolve: (value: unknown) => void = () => {}
  const promise = new Promise<unknown>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

test.each(['loading', 'refreshing'])('expire() while a value is %s is not lost', async (when) => {
  const store = new CacheStore(10)
  let known = 'old'
  const pause = () => new Promise((resolve) => setTimeout(resolve, 10))
  const load = async () => {
    const value = known
    await pause()
    return value
  }
  const rules = { ...forever, tags: ['notes'] }
  if (when === 'refreshing') {
    await store.read('a', load, rules)
    store.expire('notes')
  }
  const reading = store.read('a', load, rules)
  known = 'new'
  store.expire('notes')
  await reading
  await expect.poll(() => store.read('a', load, rules)).toBe('new')
})
