import { encodeReply } from 'react-server-dom-webpack/client'
import { afterEach, describe, expect, test } from 'vitest'
import { type FunctionServer, startFunctionServer } from '../../../test/function-server.ts'
import { HEADER } from '../../protocol/headers.ts'
import type { Store } from '../../protocol/store.ts'
import { createMemoryStore } from '../../store/memory-store.ts'
import { action } from '../shared/action-define.ts'

const open: FunctionServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

let runs = 0
let caller = 'anna'
let finish: (() => void)[] = []
const functions = () => ({
  logIn: action(async () => ++runs, { rateLimit: { requests: 2, per: 60_000 } }),
  other: action(async () => ++runs, { rateLimit: { requests: 2, per: 60_000 } }),
  mine: action(async () => ++runs, { rateLimit: { requests: 1, per: 60_000, by: async () => caller } }),
  brief: action(async () => ++runs, { rateLimit: { requests: 1, per: 30 } }),
  narrow: action(async () => new Promise<void>((resolve) => finish.push(resolve)), { maxConcurrent: 2 }),
})

async function start(store?: Store): Promise<FunctionServer> {
  const server = await startFunctionServer(functions(), store === undefined ? {} : { store })
  open.push(server)
  return server
}

const none = await encodeReply([])

describe('a rate limit', () => {
  test('lets through what it allows, then answers 429 with the time to wait, and the function does not run', async () => {
    const server = await start()
    runs = 0
    const statuses = []
    for (let n = 0; n < 4; n++) statuses.push((await server.call('logIn', none)).status)
    expect(statuses).toEqual([200, 200, 429, 429])
    expect(runs).toBe(2)
    const refused = await server.call('logIn', none)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50)
    expect(refused.outcome).toMatchObject({
      kind: 'failure',
      failure: { kind: 'rate-limited', status: 429 },
      ran: null,
    })
  })

  test('is one for each function, and for whom `by` names', async () => {
    const server = await start()
    await server.call('logIn', none)
    await server.call('logIn', none)
    expect((await server.call('other', none)).status).toBe(200)
    caller = 'anna'
    expect((await server.call('mine', none)).status).toBe(200)
    expect((await server.call('mine', none)).status).toBe(429)
    caller = 'bert'
    expect((await server.call('mine', none)).status).toBe(200)
  })

  test('ends with its time', async () => {
    const server = await start()
    expect((await server.call('brief', none)).status).toBe(200)
    await expect.poll(async () => (await server.call('brief', none)).status, { timeout: 5_000, interval: 60 }).toBe(200)
  })

  test('counts in all processes that share a store', async () => {
    const store = createMemoryStore()
    const [here, there] = [await start(store), await start(store)]
    const statuses = []
    for (const server of [here, there, here, there]) statuses.push((await server.call('logIn', none)).status)
    expect(statuses).toEqual([200, 200, 429, 429])
  })

  test('refuses when it cannot count', async () => {
    const server = await start({ ...createMemoryStore(), increment: () => Promise.reject(new Error('store is down')) })
    runs = 0
    expect((await server.call('logIn', none)).status).toBe(503)
    expect(runs).toBe(0)
    expect(server.logs).toContainEqual(expect.objectContaining({ level: 'error' }))
  })
})

describe('maxConcurrent', () => {
  test('answers 503 to what comes on top, and takes the next one when one has ended', async () => {
    const server = await start()
    finish = []
    const two = [server.call('narrow', none), server.call('narrow', none)]
    await expect.poll(() => finish.length).toBe(2)
    const refused = await server.call('narrow', none)
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('1')
    for (const end of finish.splice(0)) end()
    expect((await Promise.all(two)).map(({ status }) => status)).toEqual([200, 200])
    const next = server.call('narrow', none)
    await expect.poll(() => finish.length).toBe(1)
    finish[0]?.()
    expect((await next).status).toBe(200)
  })

  test('what was refused is no submission that ran: the same one may come again', async () => {
    const server = await start(createMemoryStore())
    finish = []
    const two = [server.call('narrow', none), server.call('narrow', none)]
    await expect.poll(() => finish.length).toBe(2)
    const key = { [HEADER.once]: 'once-key-0123456789' }
    expect((await server.call('narrow', none, key)).status).toBe(503)
    for (const end of finish.splice(0)) end()
    await Promise.all(two)
    const again = server.call('narrow', none, key)
    await expect.poll(() => finish.length).toBe(1)
    finish[0]?.()
    expect((await again).status).toBe(200)
  })
})

test('the same submission to two processes that share a store runs once', async () => {
  const store = createMemoryStore()
  let count = 0
  const pay = async () => {
    count++
    return new Promise<string>((resolve) => setTimeout(resolve, 60, `paid ${count}`))
  }
  const servers = [await startFunctionServer({ pay }, { store }), await startFunctionServer({ pay }, { store })]
  open.push(...servers)
  const key = { [HEADER.once]: 'once-key-9876543210' }
  const answers = await Promise.all([0, 1, 0, 1, 1].map((n) => servers[n]?.call('pay', none, key)))
  expect(count).toBe(1)
  for (const answer of answers) expect(answer?.outcome).toMatchObject({ kind: 'value', value: 'paid 1' })
  expect(answers.filter((answer) => answer?.outcome.kind === 'value' && answer.outcome.replayed)).toHaveLength(4)
})
