import { setTimeout as wait } from 'node:timers/promises'
import { createElement } from 'react'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { functionId, startFunctionServer } from '../../../test/function-server.ts'
import type { FunctionServer } from '../../../test/function-server.ts'
import { InterruptError } from '../../protocol/interrupt.ts'
import { action, query } from '../shared/action-define.ts'
import { ActionError } from '../shared/action-error.ts'
import { skipRefresh } from '../shared/action-run.ts'
import { currentRequest, RequestContext, runInRequest } from '../shared/request-context.ts'
import type { AppServices } from '../shared/request-context.ts'
import { createMemoryStore } from './memory-store.ts'
import type { OnceStore } from './once-store.ts'

let server: FunctionServer
let runs = 0

const positive = {
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: (value: unknown) =>
      Number(value) > 0 ? { value: Number(value) } : { issues: [{ message: 'Must be positive.' }] },
    types: undefined as { input: number; output: number } | undefined,
  },
} as const

const functions = {
  count: async () => {
    runs++
    await wait(20)
    return { runs, at: new Date(5), map: new Map([[1, 2n]]) }
  },
  throws: async () => {
    runs++
    throw new Error('half-way')
  },
  soldOut: async () => {
    runs++
    throw new ActionError('sold-out', 'Sold out.', { data: { left: 0 } })
  },
  leaves: async () => {
    runs++
    throw new InterruptError({ kind: 'redirect', url: '/thanks', status: 307, type: null })
  },
  quiet: async () => {
    runs++
    skipRefresh()
  },
  streams: async () => {
    runs++
    return new ReadableStream()
  },
  iterates: async () => {
    runs++
    return [1, 2][Symbol.iterator]()
  },
  element: async () => {
    runs++
    return createElement('b', null, 'bold')
  },
  large: async () => {
    runs++
    return 'x'.repeat(300_000)
  },
  many: async () => {
    runs++
    return Array(30_000).fill(0)
  },
  pay: action(positive, async (amount) => {
    runs++
    return amount
  }),
  again: action(async () => runs++, { once: false }),
  read: query(async () => runs++),
  slow: action(
    async () => {
      runs++
      await wait(100)
      return 'done'
    },
    { timeout: 30 },
  ),
}

beforeAll(async () => {
  server = await startFunctionServer(functions)
})
beforeEach(() => {
  runs = 0
})
afterAll(() => server.close())

let keys = 0
const nextKey = () => `test-key-${String(keys++).padStart(16, '0')}`
const call = (name: string, key: string, body = '[]', from = server) => from.call(name, body, { 'ferry-once': key })

async function twice(name: string) {
  const key = nextKey()
  return [(await call(name, key)).outcome, (await call(name, key)).outcome] as const
}

describe('D-1: a call runs once', () => {
  test('100 at the same time: one run, one result', async () => {
    const key = nextKey()
    const answers = await Promise.all(Array.from({ length: 100 }, () => call('count', key)))
    expect(runs).toBe(1)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(answers.filter(({ outcome }) => outcome.kind === 'value' && !outcome.replayed)).toHaveLength(1)
  })

  test('a later arrival gets the same value, of every kind', async () => {
    const [first, second] = await twice('count')
    expect(runs).toBe(1)
    expect(second).toMatchObject({ replayed: true, value: { runs: 1, at: new Date(5), map: new Map([[1, 2n]]) } })
    expect(second.kind === 'value' && first.kind === 'value' && second.value).toEqual(
      first.kind === 'value' && first.value,
    )
  })

  test('other arguments, other keys, no key: other calls', async () => {
    const key = nextKey()
    await call('count', key, '["a"]')
    await call('count', key, '["b"]')
    await call('count', nextKey(), '["a"]')
    await server.call('count', '["a"]')
    await server.call('count', '["a"]')
    expect(runs).toBe(5)
  })

  test('redirects, errors and refusals of the function are kept like results', async () => {
    for (const name of ['leaves', 'throws', 'soldOut', 'quiet', 'element']) {
      runs = 0
      const [first, second] = await twice(name)
      expect([name, runs]).toEqual([name, 1])
      expect(second).toMatchObject({ replayed: true, kind: first.kind })
    }
    const [, second] = await twice('quiet')
    expect(second).toMatchObject({ refresh: false })
    const [thrown, again] = await twice('throws')
    expect(again.kind === 'failure' && again.failure).toEqual(thrown.kind === 'failure' && thrown.failure)
  })

  test.each(['streams', 'iterates', 'large', 'many'])(
    '%s: what cannot be kept is not run again either',
    async (name) => {
      const [first, second] = await twice(name)
      expect(runs).toBe(1)
      expect(first).toMatchObject({ kind: 'value', replayed: false })
      expect(second).toMatchObject({ kind: 'failure', replayed: true, failure: { kind: 'conflict', status: 409 } })
    },
  )

  test('what a schema refused may come again', async () => {
    const key = nextKey()
    expect((await call('pay', key, '[-1]')).status).toBe(422)
    expect((await call('pay', key, '[-1]')).outcome).toMatchObject({ replayed: false })
    expect(runs).toBe(0)
  })

  test('`once: false` and queries run every time', async () => {
    await twice('again')
    await twice('read')
    expect(runs).toBe(4)
  })

  test('after a time-out the function is still the only run, and its end is what counts', async () => {
    const key = nextKey()
    expect((await call('slow', key)).status).toBe(504)
    const second = await call('slow', key)
    expect(second.outcome).toMatchObject({ kind: 'value', value: 'done', replayed: true })
    expect(runs).toBe(1)
  })

  test.each(['short', 'k'.repeat(65), 'with spaces in the key'])('the key %j is 400', async (key) => {
    expect((await call('count', key)).status).toBe(400)
    expect(runs).toBe(0)
  })
})

describe('cookies', () => {
  test('a further arrival gets those of the function, and only those', async () => {
    const contexts: RequestContext[] = []
    const services: AppServices = { log: () => {}, mode: 'production', draftProof: '', keepAlive: () => {} }
    const login = await startFunctionServer(
      {
        login: async () => {
          runs++
          const { cookies } = currentRequest('cookies()')
          cookies.set('session', 'a b', { httpOnly: true, sameSite: 'lax', maxAge: 60, secure: true })
          cookies.delete('guest')
        },
      },
      {
        env: {
          runInFunctionContext: (run) => {
            currentRequest('test').phase = 'function'
            return run()
          },
        },
        around: (incoming, answer) => {
          const context = new RequestContext(incoming, services)
          contexts.push(context)
          return runInRequest(context, async () => {
            context.phase = 'middleware'
            context.cookies.set('visit', String(contexts.length))
            context.phase = 'render'
            return answer()
          })
        },
      },
    )
    const key = nextKey()
    await call('login', key, '[]', login)
    await call('login', key, '[]', login)
    expect(runs).toBe(1)
    const [first = [], second = []] = contexts.map(({ setCookies }) => setCookies)
    expect(first).toHaveLength(3)
    expect(second.slice(1)).toEqual(first.slice(1))
    expect(second[0]).toContain('visit=2')
    expect(contexts[1]?.cookies.get('session')?.value).toBe('a b')
    await login.close()
  })
})

describe('other stores', () => {
  async function withStore(once: OnceStore, test: (server: FunctionServer) => Promise<void>) {
    const other = await startFunctionServer({ count: async () => ++runs }, { env: { once } })
    await test(other)
    await other.close()
  }

  test('running in another process: 409, and when to come back', async () => {
    const elsewhere: OnceStore = { ...createMemoryStore(), reserve: async () => ({ state: 'running' }) }
    await withStore(elsewhere, async (other) => {
      const answer = await call('count', nextKey(), '[]', other)
      expect([answer.status, answer.headers.get('retry-after'), runs]).toEqual([409, '1', 0])
    })
  })

  test('C-12: a store that is down refuses: unsure is not once', async () => {
    const down: OnceStore = { ...createMemoryStore(), reserve: () => Promise.reject(new Error('down')) }
    await withStore(down, async (other) => {
      expect((await call('count', nextKey(), '[]', other)).status).toBe(503)
      expect(runs).toBe(0)
      expect((await other.call('count', '[]')).status).toBe(200)
    })
  })

  test('a store that fails after the run does not change its result', async () => {
    const failing: OnceStore = { ...createMemoryStore(), commit: () => Promise.reject(new Error('down')) }
    await withStore(failing, async (other) => {
      expect((await call('count', nextKey(), '[]', other)).status).toBe(200)
      expect(other.logs.some(({ message }) => message === 'the once-store failed')).toBe(true)
    })
  })

  test('after a release, one of those who waited runs', async () => {
    const memory = createMemoryStore()
    await withStore(memory, async (other) => {
      const key = nextKey()
      const { submissionKey } = await import('./once-key.ts')
      const id = submissionKey(key, functionId('count'), [{ name: '0', value: '[]' }])
      await memory.reserve(id, 10_000)
      const waiting = Promise.all([call('count', key, '[]', other), call('count', key, '[]', other)])
      await wait(50)
      expect(runs).toBe(0)
      await memory.release(id)
      const answers = await waiting
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      expect(runs).toBe(1)
    })
  })
})
