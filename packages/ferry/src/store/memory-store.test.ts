import { describe, expect, it } from 'vitest'
import { COPY_KEYS } from '../protocol/store.ts'
import { createMemoryStore } from './memory-store.ts'
import { itIsAStore } from './store-contract.test-support.ts'

describe('the memory store', () => {
  itIsAStore(() => createMemoryStore())

  it('forgets what was written first when it is full', async () => {
    const store = createMemoryStore({ entries: 3, characters: 1_000 })
    for (const key of ['a', 'b', 'c', 'd']) await store.set(key, 'x', 60_000)
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((key) => store.get(key)))).toEqual([null, 'x', 'x', 'x'])
  })

  it('counts characters, too, and takes a value that fills it alone', async () => {
    const store = createMemoryStore({ entries: 100, characters: 100 })
    await store.set('a', 'x'.repeat(60), 60_000)
    await store.set('b', 'y'.repeat(60), 60_000)
    expect(await store.get('a')).toBeNull()
    await store.set('c', 'z'.repeat(200), 60_000)
    expect(await store.get('c')).toHaveLength(200)
  })

  it('a flood of counters forgets no value, and only the oldest counters', async () => {
    const store = createMemoryStore({ entries: 3, characters: 1_000 })
    await store.set('value', 'x', 60_000)
    for (let n = 0; n < 10; n++) await store.increment(`counter:${n}`, 60_000)
    expect(await store.get('value')).toBe('x')
    expect((await store.increment('counter:9', 60_000)).count).toBe(2)
    expect((await store.increment('counter:0', 60_000)).count).toBe(1)
  })

  it('copies of pages drive out nothing but each other', async () => {
    const store = createMemoryStore({ entries: 3, characters: 1_000 }, Date.now, { entries: 2, characters: 1_000 })
    await store.set('value', 'x', 60_000)
    for (let n = 0; n < 5; n++) await store.set(`${COPY_KEYS}b1:${n}`, 'copy', 60_000)
    expect(await store.get('value')).toBe('x')
    expect(await Promise.all([2, 3, 4].map((n) => store.get(`${COPY_KEYS}b1:${n}`)))).toEqual([null, 'copy', 'copy'])
  })

  it('drops what has ended as it goes', async () => {
    let time = 0
    const store = createMemoryStore({ entries: 2, characters: 1_000 }, () => time)
    await store.set('old', 'x', 10)
    await store.set('kept', 'x', 1_000)
    time = 20
    await store.set('new', 'x', 1_000)
    expect(await store.get('kept')).toBe('x')
    expect(await store.get('new')).toBe('x')
  })
})
