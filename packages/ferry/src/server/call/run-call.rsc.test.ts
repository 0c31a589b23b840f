import { createServerReference, encodeReply } from 'react-server-dom-webpack/client'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { functionId, startFunctionServer } from '../../../test/function-server.ts'
import type { FunctionServer } from '../../../test/function-server.ts'
import { ACTION_PATH } from '../../protocol/names.ts'
import { InterruptError } from '../../protocol/interrupt.ts'
import { action, query } from '../shared/action-define.ts'
import { ActionError } from '../shared/action-error.ts'
import { skipRefresh } from '../shared/action-run.ts'

let server: FunctionServer
const seen: unknown[][] = []

const functions = {
  echo: async (...args: unknown[]) => {
    seen.push(args)
    return args[0]
  },
  second: async () => 'second',
  nothing: async () => {},
  throws: async () => {
    throw new Error('password=hunter2')
  },
  throwsOdd: async () => {
    throw { toString: () => 'odd' }
  },
  throwsAtOnce: () => {
    throw new Error('not even async')
  },
  soldOut: async () => {
    throw new ActionError('sold-out', 'Sold out.', { data: { left: 0 }, status: 409 })
  },
  leaves: async () => {
    throw new InterruptError({ kind: 'redirect', url: '/thanks', status: 307, type: null })
  },
  quiet: async () => skipRefresh(),
  read: query(async (term: string) => term.toUpperCase()),
  slow: action(async () => wait(2_000, 'late', { ref: false }), { timeout: 50 }),
  large: action(async (text: string) => text.length, { bodySizeLimit: 3 * 1024 * 1024 }),
  small: action(async (text: string) => text.length, { bodySizeLimit: 100 }),
}

beforeAll(async () => {
  server = await startFunctionServer(functions)
})
afterEach(() => {
  seen.length = 0
})
afterAll(() => server.close())

async function call(name: keyof typeof functions, ...args: unknown[]) {
  return server.call(name, await encodeReply(args))
}

async function all(values: AsyncIterable<unknown>): Promise<unknown[]> {
  const list: unknown[] = []
  for await (const value of values) list.push(value)
  return list
}

describe('arguments', () => {
  const shared = { shared: true }
  test.each<[name: string, value: unknown]>([
    ['text', 'héllo $dollar'],
    ['text that looks like a reference', '$1'],
    ['numbers', [1.5, -0, Number.NaN, Infinity, -Infinity]],
    ['booleans and null', [true, false, null]],
    ['undefined', undefined],
    ['bigint', 123456789012345678901234567890n],
    ['date', new Date('2026-01-02T03:04:05.678Z')],
    ['map and set', new Map([['a', new Set([1, 2])]])],
    ['nested objects', { a: [{ b: { c: 'd' } }] }],
    ['shared references', [shared, shared]],
    ['typed arrays', [new Uint8Array([1, 2, 3]), new Float64Array([0.5]), new BigInt64Array([5n])]],
    ['array buffer and view', [new Uint8Array([9]).buffer, new DataView(new ArrayBuffer(4))]],
  ])('A-201, A-206: %s arrive as they were', async (_name, value) => {
    const answer = await call('echo', value)
    expect(answer.status).toBe(200)
    expect(seen).toEqual([[value]])
  })

  test('A-201: a shared object is still shared', async () => {
    await call('echo', [shared, shared])
    const [[first, second]] = seen[0] as [[unknown, unknown]]
    expect(first).toBe(second)
  })

  test('A-314: FormData arrives with its order, equal keys, files and names', async () => {
    const form = new FormData()
    form.append('a', '1')
    form.append('file', new File(['x'], 'é漢.txt', { type: 'text/plain' }))
    form.append('a', '2')
    form.append('empty', new File([], ''))
    await call('echo', form)
    const received = seen[0]?.[0] as FormData
    expect([...received.keys()]).toEqual(['a', 'file', 'a', 'empty'])
    expect(received.getAll('a')).toEqual(['1', '2'])
    const file = received.get('file') as File
    expect([file.name, file.type, await file.text()]).toEqual(['é漢.txt', 'text/plain', 'x'])
  })

  test('several forms arrive complete, however many values are sent before them', async () => {
    const forms = Array.from({ length: 15 }, (_, index) => {
      const form = new FormData()
      form.append('index', String(index))
      return form
    })
    await call('echo', forms, { last: forms[14] })
    const received = seen[0]?.[0] as FormData[]
    expect(received.map((form) => form.get('index'))).toEqual(forms.map((form) => form.get('index')))
  })

  test('A-308: no $ACTION_ field reaches a function, in whichever argument it hides', async () => {
    const form = new FormData()
    form.append('$ACTION_ID_x', '')
    form.append('kept', 'yes')
    form.append('$ACTION_ONCE', 'k'.repeat(22))
    await call('echo', { deep: [new Map([['form', form]])] })
    const [argument] = seen[0] as [{ deep: [Map<string, FormData>] }]
    expect([...(argument.deep[0].get('form')?.keys() ?? [])]).toEqual(['kept'])
  })

  test('A-202: a server function arrives as the function, with its bound arguments', async () => {
    const reference = createServerReference(functionId('echo'))
    await call('echo', reference, reference.bind(null, 'bound'))
    const [plain, bound] = seen[0] as [
      (...args: unknown[]) => Promise<unknown>,
      (...args: unknown[]) => Promise<unknown>,
    ]
    expect(plain).toBe(functions.echo)
    await bound('more')
    expect(seen[1]).toEqual(['bound', 'more'])
  })

  test('promises, streams and iterators arrive alive', async () => {
    async function* numbers() {
      yield 1
      yield 2
    }
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue('chunk')
        controller.close()
      },
    })
    await call('echo', Promise.resolve('later'), numbers(), stream, [1, 2].values())
    const [promise, iterable, received, iterator] = seen[0] as [
      Promise<string>,
      AsyncIterable<number>,
      ReadableStream<string>,
      Iterable<number>,
    ]
    expect(await promise).toBe('later')
    expect(await all(iterable)).toEqual([1, 2])
    expect(await all(received)).toEqual(['chunk'])
    expect([...iterator]).toEqual([1, 2])
  })

  test('A-211: what was not sent any more rejects in the function, and nowhere else', async () => {
    const reply = await encodeReply(['x', new Promise(() => {})], { signal: AbortSignal.timeout(20) })
    expect((await server.call('echo', reply)).status).toBe(200)
    await expect((seen[0] as unknown[])[1]).rejects.toThrow()
  })
})

describe('outcomes', () => {
  test('a void function has an undefined value', async () => {
    expect((await call('nothing')).outcome).toMatchObject({ kind: 'value', value: undefined, refresh: true })
  })

  test('the outcome tells which function ran, and for how long', async () => {
    const { outcome } = await call('nothing')
    expect(outcome).toMatchObject({ ran: { id: functionId('nothing'), entry: { source: 'app/functions.ts#nothing' } } })
  })

  test('A-207, H-805: an error is masked, and logged with the function under the same digest', async () => {
    const answer = await call('throws')
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('hunter2')
    const { digest } = JSON.parse(answer.text)
    const line = server.logs.find(({ fields }) => fields.digest === digest)
    expect(line).toMatchObject({ level: 'error', fields: { function: 'app/functions.ts#throws' } })
    expect(String(line?.fields.error)).toContain('hunter2')
  })

  test.each(['throwsOdd', 'throwsAtOnce'] as const)('%s: whatever is thrown becomes a digest', async (name) => {
    expect((await call(name)).outcome).toMatchObject({ kind: 'failure', failure: { kind: 'threw', status: 500 } })
  })

  test('D-6: an ActionError crosses with code, message, data and status', async () => {
    const answer = await call('soldOut')
    expect(answer.status).toBe(409)
    expect(JSON.parse(answer.text)).toEqual({
      kind: 'expected',
      status: 409,
      code: 'sold-out',
      message: 'Sold out.',
      data: { left: 0 },
    })
  })

  test('redirect() is an interrupt, not an error', async () => {
    const { outcome } = await call('leaves')
    expect(outcome).toMatchObject({ kind: 'interrupt', interrupt: { kind: 'redirect', url: '/thanks' } })
    expect(server.logs.filter(({ fields }) => fields.id === functionId('leaves'))).toEqual([])
  })

  test('skipRefresh() and query() keep the page as it is', async () => {
    expect((await call('quiet')).outcome).toMatchObject({ refresh: false })
    expect((await call('read', 'x')).outcome).toMatchObject({ refresh: false, value: 'X' })
  })

  test('D-2: a function that takes too long is answered 504, and its signal fires', async () => {
    const answer = await call('slow')
    expect(answer.status).toBe(504)
    expect(server.signals.at(-1)?.aborted).toBe(true)
    expect(server.signals.at(-1)?.reason).toMatchObject({ name: 'TimeoutError' })
  })

  test('D-2: when the client goes away, the signal of its function fires', async () => {
    const controller = new AbortController()
    const slow = startFunctionServer({ waits: async () => wait(300) })
    const other = await slow
    const reply = await encodeReply([])
    const sent = fetch(`${other.origin}${ACTION_PATH}${functionId('waits')}`, {
      method: 'POST',
      body: reply,
      headers: { origin: other.origin },
      signal: controller.signal,
    })
    await wait(100)
    controller.abort()
    await expect(sent).rejects.toThrow()
    await wait(100)
    expect(other.signals[0]?.aborted).toBe(true)
    await other.close()
  })
})

describe('limits', () => {
  test('V-20: the limit is per function', async () => {
    const text = 'x'.repeat(2 * 1024 * 1024)
    expect((await call('large', text)).status).toBe(200)
    expect((await call('echo', text)).status).toBe(413)
    expect((await call('small', 'x'.repeat(101))).status).toBe(413)
    expect((await call('small', 'x')).status).toBe(200)
  })

  test('development shows the message', async () => {
    const dev = await startFunctionServer(
      { fails: async () => Promise.reject(new Error('because')) },
      { mode: 'development' },
    )
    expect(JSON.parse((await dev.call('fails', '[]')).text)).toMatchObject({ message: 'because' })
    await dev.close()
  })

  test('C-1: while draining nothing is started', async () => {
    const draining = await startFunctionServer({ echo: async () => 1 }, { env: { draining: () => true } })
    const answer = await draining.call('echo', '[]')
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('connection')]).toEqual([
      503,
      '5',
      'close',
    ])
    await draining.close()
  })
})

describe('order of the checks', () => {
  // Each request is wrong in one more way than the next; the first check that fails decides.
  const wrong = {
    origin: 'https://evil.example',
    'ferry-protocol': '99',
    'content-type': 'application/json',
    'content-encoding': 'gzip',
  }
  const unknown = ACTION_PATH + functionId('nobody')
  const known = ACTION_PATH + functionId('echo')
  const right = (...names: (keyof typeof wrong)[]) => {
    const headers: Record<string, string> = { ...wrong }
    for (const name of names) delete headers[name]
    return headers
  }
  test('method, origin, id, protocol, type, encoding, size, body', async () => {
    const big = 'x'.repeat(2 * 1024 * 1024)
    const put = await fetch(server.origin + unknown, { method: 'PUT', body: big, headers: wrong })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'POST'])
    expect((await server.post(unknown, big, wrong)).status).toBe(403)
    const missing = await server.post(unknown, big, right('origin'))
    expect([missing.status, missing.headers.get('ferry-action-not-found')]).toEqual([404, '1'])
    expect((await server.post(known, big, right('origin'))).status).toBe(400)
    expect((await server.post(known, big, right('origin', 'ferry-protocol'))).status).toBe(415)
    expect((await server.post(known, big, right('origin', 'ferry-protocol', 'content-type'))).status).toBe(415)
    const rest = right('origin', 'ferry-protocol', 'content-type', 'content-encoding')
    expect((await server.post(known, big, rest)).status).toBe(413)
    expect((await server.post(known, '{"not":"a list"}', rest)).status).toBe(400)
    expect(seen).toEqual([])
  })

  test('an unknown id is logged once', async () => {
    await server.post(`${ACTION_PATH}${'0'.repeat(40)}`, '[]')
    await server.post(`${ACTION_PATH}${'0'.repeat(40)}`, '[]')
    expect(server.logs.filter(({ fields }) => fields.function === `"${'0'.repeat(40)}"`)).toHaveLength(1)
  })
})
