import { describe, expect, it } from 'vitest'
import type { Store } from '../../protocol/store.ts'
import { createMemoryStore } from '../../store/memory-store.ts'
import { createSharedOnceStore } from './shared-once-store.ts'

const WINDOW = 60_000
const QUICK = { first: 1, longest: 5, most: 5_000 }

/** Two processes on one store. */
function twoProcesses(store: Store = createMemoryStore(), patience = QUICK) {
  return [createSharedOnceStore(store, patience), createSharedOnceStore(store, patience)] as const
}

describe('a submission that reaches two processes', () => {
  it('runs in the first, and the second waits for its record', async () => {
    const [here, there] = twoProcesses()
    expect(await here.reserve('k', WINDOW)).toEqual({ state: 'run' })
    const waiting = there.reserve('k', WINDOW)
    await here.commit('k', '{"kept":1}', WINDOW)
    expect(await waiting).toEqual({ state: 'replay', record: '{"kept":1}' })
    expect(await there.reserve('k', WINDOW)).toEqual({ state: 'replay', record: '{"kept":1}' })
  })

  it('may run in the second once the first has released it', async () => {
    const [here, there] = twoProcesses()
    await here.reserve('k', WINDOW)
    const waiting = there.reserve('k', WINDOW)
    await here.release('k')
    const reservation = await waiting
    if (reservation.state !== 'running') throw new Error(reservation.state)
    expect(await reservation.settled).toBeNull()
    expect(await there.reserve('k', WINDOW)).toEqual({ state: 'run' })
  })

  it('never runs in both, however many arrive at once', async () => {
    const [here, there] = twoProcesses(createMemoryStore(), { first: 1, longest: 1, most: 20 })
    const reservations = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? here : there).reserve('k', WINDOW)),
    )
    expect(reservations.filter(({ state }) => state === 'run')).toHaveLength(1)
  })

  it('is told to come back when the first does not end in time', async () => {
    const [here, there] = twoProcesses(createMemoryStore(), { first: 1, longest: 1, most: 20 })
    await here.reserve('k', WINDOW)
    expect(await there.reserve('k', WINDOW)).toEqual({ state: 'running' })
  })
})

it('a store that fails is no answer', async () => {
  const down: Store = { ...createMemoryStore(), add: () => Promise.reject(new Error('down')) }
  await expect(createSharedOnceStore(down).reserve('k', WINDOW)).rejects.toThrow('down')
})
