/** For tests: what every store must do, however it does it. */
import { expect, it } from 'vitest'
import type { Store } from '../protocol/store.ts'

let keys = 0
const freshKey = () => `contract:${process.pid}:${keys++}`

/** `open` gives a store; what two of them write is one state when the store is shared. */
export function itIsAStore(open: () => Promise<Store> | Store): void {
  it('knows nothing of a key nobody wrote', async () => {
    expect(await (await open()).get(freshKey())).toBeNull()
  })

  it('gives back what was set, the last word winning, until it is deleted', async () => {
    const store = await open()
    const key = freshKey()
    await store.set(key, 'one', 60_000)
    await store.set(key, 'two ✓ \n', 60_000)
    expect(await store.get(key)).toBe('two ✓ \n')
    await store.delete(key)
    expect(await store.get(key)).toBeNull()
    await store.delete(key)
  })

  it('adds only where nothing is, whoever comes first of many', async () => {
    const store = await open()
    const key = freshKey()
    const added = await Promise.all(Array.from({ length: 20 }, (_, index) => store.add(key, `${index}`, 60_000)))
    expect(added.filter(Boolean)).toHaveLength(1)
    expect(await store.get(key)).toBe(String(added.indexOf(true)))
    await store.delete(key)
    expect(await store.add(key, 'again', 60_000)).toBe(true)
  })

  it('forgets when the time is over', async () => {
    const store = await open()
    const key = freshKey()
    await store.set(key, 'short', 30)
    await expect.poll(() => store.get(key), { timeout: 5_000 }).toBeNull()
    expect(await store.add(key, 'next', 60_000)).toBe(true)
  })

  it('counts without losing a step, and the counter ends a fixed time after its first', async () => {
    const store = await open()
    const key = freshKey()
    const counts = await Promise.all(Array.from({ length: 20 }, () => store.increment(key, 60_000)))
    expect(counts.map(({ count }) => count).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
    for (const { endsIn } of counts) {
      expect(endsIn).toBeGreaterThan(0)
      expect(endsIn).toBeLessThanOrEqual(60_000)
    }
    const brief = freshKey()
    await store.increment(brief, 40)
    await expect.poll(async () => (await store.increment(brief, 40)).count, { timeout: 5_000, interval: 60 }).toBe(1)
  })

  it('tells the listeners of a topic, in order, and nobody else', async () => {
    const store = await open()
    const topic = freshKey()
    const heard: string[] = []
    const others: string[] = []
    await store.subscribe(topic, (message) => heard.push(message))
    await store.subscribe(`${topic}:other`, (message) => others.push(message))
    for (const message of ['a', 'b', 'c']) await store.publish(topic, message)
    await store.publish(`${topic}:nobody`, 'x')
    await expect.poll(() => heard, { timeout: 5_000 }).toEqual(['a', 'b', 'c'])
    expect(others).toEqual([])
  })
}
