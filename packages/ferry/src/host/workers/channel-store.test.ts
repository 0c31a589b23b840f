import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import type { Store } from '../../protocol/store.ts'
import { createMemoryStore } from '../../store/memory-store.ts'
import { itIsAStore } from '../../store/store-contract.test-support.ts'
import { createChannelStore } from './channel-store.ts'
import type { FromWorker, ToWorker } from './messages.ts'
import { createStoreOwner } from './store-owner.ts'

const ports: MessagePort[] = []
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
})

/** An owner, and workers that reach it over real channels. */
function owner(memory: Store = createMemoryStore()) {
  const workers: MessagePort[] = []
  const answer = createStoreOwner((message) => {
    for (const port of workers) port.postMessage(message)
  }, memory)
  return (): Store => {
    const { port1, port2 } = new MessageChannel()
    ports.push(port1, port2)
    workers.push(port1)
    port1.on('message', async (message: FromWorker) => {
      if (message.ferry === 'store') port1.postMessage(await answer(message))
    })
    const worker = createChannelStore((message) => {
      port2.postMessage(message)
      return true
    })
    port2.on('message', (message: ToWorker) => worker.receive(message))
    return worker.store
  }
}

describe('the store of the workers', () => {
  itIsAStore(owner())

  it('is one for all of them', async () => {
    const open = owner()
    const [here, there] = [open(), open()]
    expect(await here.add('k', 'here', 60_000)).toBe(true)
    expect(await there.add('k', 'there', 60_000)).toBe(false)
    expect(await there.get('k')).toBe('here')
    await here.increment('n', 60_000)
    expect((await there.increment('n', 60_000)).count).toBe(2)
  })

  it('tells the others before it says that it did', async () => {
    const open = owner()
    const [here, there] = [open(), open()]
    const heard: string[] = []
    await there.subscribe('t', (message) => heard.push(message))
    await here.publish('t', 'old')
    await there.get('anything')
    expect(heard).toEqual(['old'])
  })

  it('passes on what goes wrong', async () => {
    const store = owner({ ...createMemoryStore(), add: () => Promise.reject(new Error('full')) })()
    await expect(store.add('k', 'v', 1)).rejects.toThrow('full')
  })

  it('rejects when nobody is there any more', async () => {
    const { store } = createChannelStore(() => false)
    await expect(store.get('k')).rejects.toThrow('gone')
  })
})
