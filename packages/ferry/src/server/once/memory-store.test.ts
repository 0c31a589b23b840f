import { describe, expect, test } from 'vitest'
import { createMemoryStore } from './memory-store.ts'

const WINDOW = 1_000

function storeAt(limits?: { entries: number; bytes: number }) {
  const clock = { now: 0 }
  return { clock, store: createMemoryStore(limits, () => clock.now) }
}

describe('the memory store', () => {
  test('the first one runs, the others wait and get its record', async () => {
    const { store } = storeAt()
    expect(await store.reserve('key', WINDOW)).toEqual({ state: 'run' })
    const second = await store.reserve('key', WINDOW)
    expect(second.state).toBe('running')
    await store.commit('key', 'record', WINDOW)
    expect(second.state === 'running' && (await second.settled)).toBe('record')
    expect(await store.reserve('key', WINDOW)).toEqual({ state: 'replay', record: 'record' })
  })

  test('keys do not know each other', async () => {
    const { store } = storeAt()
    await store.reserve('one', WINDOW)
    expect(await store.reserve('two', WINDOW)).toEqual({ state: 'run' })
  })

  test('after a release the next one runs, and who waited is told', async () => {
    const { store } = storeAt()
    await store.reserve('key', WINDOW)
    const second = await store.reserve('key', WINDOW)
    await store.release('key')
    expect(second.state === 'running' && (await second.settled)).toBe(null)
    expect(await store.reserve('key', WINDOW)).toEqual({ state: 'run' })
  })

  test('a record is forgotten after the window, counted from the commit', async () => {
    const { clock, store } = storeAt()
    await store.reserve('key', WINDOW)
    clock.now = 900
    await store.commit('key', 'record', WINDOW)
    clock.now = 1_899
    expect((await store.reserve('key', WINDOW)).state).toBe('replay')
    clock.now = 1_900
    expect((await store.reserve('key', WINDOW)).state).toBe('run')
  })

  test('a claim that was never settled ends after the window', async () => {
    const { clock, store } = storeAt()
    await store.reserve('key', WINDOW)
    clock.now = WINDOW
    expect(await store.reserve('key', WINDOW)).toEqual({ state: 'run' })
  })

  test('too many entries: the oldest records go, what still runs stays', async () => {
    const { store } = storeAt({ entries: 3, bytes: 1_000_000 })
    await store.reserve('running', WINDOW)
    for (const key of ['a', 'b', 'c', 'd']) {
      await store.reserve(key, WINDOW)
      await store.commit(key, key, WINDOW)
    }
    expect((await store.reserve('running', WINDOW)).state).toBe('running')
    expect((await store.reserve('d', WINDOW)).state).toBe('replay')
    expect((await store.reserve('a', WINDOW)).state).toBe('run')
  })

  test('too many bytes: the oldest records go', async () => {
    const { store } = storeAt({ entries: 1_000, bytes: 1_000 })
    for (const key of ['a', 'b', 'c']) {
      await store.reserve(key, WINDOW)
      await store.commit(key, 'x'.repeat(200), WINDOW)
    }
    expect((await store.reserve('c', WINDOW)).state).toBe('replay')
    expect((await store.reserve('a', WINDOW)).state).toBe('run')
  })

  test('expired entries leave when others come', async () => {
    const { clock, store } = storeAt({ entries: 2, bytes: 1_000_000 })
    await store.reserve('old', WINDOW)
    const waiting = await store.reserve('old', WINDOW)
    clock.now = WINDOW
    await store.reserve('new', WINDOW)
    expect(waiting.state === 'running' && (await waiting.settled)).toBe(null)
  })

  test('settling what is not there changes nothing', async () => {
    const { store } = storeAt()
    await store.commit('key', 'record', WINDOW)
    await store.release('key')
    expect((await store.reserve('key', WINDOW)).state).toBe('run')
  })
})
