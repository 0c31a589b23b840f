import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { functionId, startFunctionServer } from '../../../test/function-server.ts'
import type { FunctionServer } from '../../../test/function-server.ts'
import { inlineReference, sealedReference } from '../rsc/references.ts'
import { decodeArguments } from './decode-arguments.ts'
import { Refusal } from './refusal.ts'

let server: FunctionServer
let ran: unknown[][] = []
const unhandled: unknown[] = []
const onUnhandled = (error: unknown) => unhandled.push(error)

const canary = globalThis as { polluted?: unknown }

beforeAll(async () => {
  process.on('unhandledRejection', onUnhandled)
  server = await startFunctionServer(
    {
      echo: async (...args: unknown[]) => {
        ran.push(args)
      },
      delegate: async (fn: () => Promise<unknown>) => fn(),
      sealed: sealedReference(functionId('sealed'), async () => {
        ran.push(['sealed ran'])
      }),
    },
    { captures: ['sealed'] },
  )
})
afterEach(() => {
  ran = []
  expect(unhandled).toEqual([])
  expect(canary.polluted).toBe(undefined)
  expect(Object.keys(Object.prototype)).toEqual([])
})
afterAll(async () => {
  await server.close()
  process.off('unhandledRejection', onUnhandled)
})

type Rows = Readonly<Record<string, string | File>>

function reply(rows: Rows): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(rows)) form.append(name, value)
  return form
}

async function send(rows: Rows | string): Promise<{ status: number }> {
  return server.call('echo', typeof rows === 'string' ? rows : reply(rows))
}

const nested = (depth: number, open: string, close: string) => `[${open.repeat(depth)}1${close.repeat(depth)}]`

/** Row n refers twice to row n+1: 2^rows values. */
function bomb(rows: number, write: (next: string) => string): Rows {
  const entries = Array.from({ length: rows }, (_, n) => [
    String(n + 1),
    n + 1 === rows ? '"x"' : write((n + 2).toString(16)),
  ])
  return { ...Object.fromEntries(entries), 0: '["$1"]' }
}

const echo = functionId('echo')

describe('refused with 400, at once, and without a run', () => {
  test.each<[string, Rows | string]>([
    ['H-301: not JSON', 'nonsense'],
    ['H-301: empty', ''],
    ['H-301: a number', '5'],
    ['H-301: an object', '{"a":1}'],
    ['H-301: a text', '"text"'],
    ['H-301: null', 'null'],
    ['H-301: a reference instead of the list', { 0: '"$1"', 1: '[]' }],
    ['H-301: no row 0', { 1: '[]' }],
    ['H-302: 65 arguments', JSON.stringify(Array(65).fill(0))],
    ['H-302: 10,000 arguments', JSON.stringify(Array(10_000).fill(0))],
    ['H-302: more values than a body of this size may have', JSON.stringify([Array(110_000).fill(0)])],
    ['H-303: objects nested 65 deep', nested(65, '{"a":', '}')],
    ['H-303: objects nested 100,000 deep', nested(100_000, '{"a":', '}')],
    ['H-304: lists nested 65 deep', nested(65, '[', ']')],
    ['H-304: lists nested 100,000 deep', nested(100_000, '[', ']')],
    ['H-305: 2^40 objects', bomb(40, (next) => `{"a":"$${next}","b":"$${next}"}`)],
    ['H-305: 2^40 lists', bomb(40, (next) => `["$${next}","$${next}"]`)],
    ['H-305: 2^40 promises', bomb(40, (next) => `["$@${next}","$@${next}"]`)],
    ['H-305: 2^40 values of maps', bomb(40, (next) => `[["a","$Q${next}"],["b","$Q${next}"]]`)],
    ['H-305: 2^40 values of sets', bomb(40, (next) => `["$W${next}","$W${next}"]`)],
    ['H-305: 2^40 values of iterators', bomb(40, (next) => `["$i${next}","$i${next}"]`)],
    [
      'H-305: 2^40 through paths',
      { 0: `[${JSON.stringify({ a: 1 })}${Array.from({ length: 40 }, (_, n) => `,["$0:${n}","$0:${n}"]`).join('')}]` },
    ],
    ['H-305: a long text, shared 100 times', { 0: `["$1"]`, 1: `["${'x'.repeat(100_000)}"${',"$1:0"'.repeat(100)}]` }],
    ['H-306: a cycle', '["$0"]'],
    ['H-306: a cycle through an object', '[{"self":"$0:0"}]'],
    ['H-306: a cycle through rows', { 0: '["$1"]', 1: '{"a":"$2"}', 2: '{"b":"$1"}' }],
    ['V-05: a map that contains itself', { 0: '["$Q1"]', 1: '[["a","$Q1"]]' }],
    ['V-05: a set that contains itself', { 0: '["$W1"]', 1: '["$W1"]' }],
    ['V-05: an iterator that contains itself', { 0: '["$i1"]', 1: '["$i1"]' }],
    ['H-307, V-02: a promise that is itself', { 0: '["$@1"]', 1: '"$@1"' }],
    ['H-307, V-02: two promises of each other', { 0: '["$@1"]', 1: '"$@2"', 2: '"$@1"' }],
    ['H-307, V-02: a promise of the arguments', '["$@0"]'],
    [
      'H-307: 900 promises in a circle',
      Object.fromEntries([
        ['0', '["$@1"]'],
        ...Array.from({ length: 900 }, (_, n) => [String(n + 1), `"$@${(((n + 1) % 900) + 1).toString(16)}"`]),
      ]),
    ],
    ['a stream that contains itself', { 0: '["$R1"]', S1: '"$R1"' }],
    ['H-308: an unknown tag', '["$z1"]'],
    ['H-308: a row that is missing', '["$5"]'],
    ['H-308: a row number beyond all', '["$ffffffffffff"]'],
    ['H-308: a negative row', '["$-1x","$Q-1"]'],
    ['H-308: a row that is no number', '["$Qxyz"]'],
    ['H-308: a map that is missing', '["$Q5"]'],
    ['V-01: a path through __proto__', { 0: '["$1:__proto__:then"]', 1: '{}' }],
    ['V-01: a path through constructor', { 0: '["$1:constructor:constructor"]', 1: '{}' }],
    ['V-01: a path into a text', { 0: '["$1:length"]', 1: '"x"' }],
    [
      'V-01: the chunk that describes itself',
      { 0: '["$1"]', 1: '{"status":"resolved_model","reason":-1,"_response":{"_prefix":"x"},"then":"$1:then"}' },
    ],
    ['H-314: an id with an export', { 0: '["$h1"]', 1: '{"id":5}' }],
    ['H-315: a reference without an id', { 0: '["$h1"]', 1: '{}' }],
    ['H-315: a reference to null', { 0: '["$h1"]', 1: 'null' }],
    ['H-315: a reference to a list', { 0: '["$h1"]', 1: '[]' }],
    [
      'H-317: 65 bound values',
      { 0: '["$h1"]', 1: `{"id":"${echo}","bound":"$@2"}`, 2: JSON.stringify(Array(65).fill(0)) },
    ],
    ['H-317: bound values in an object', { 0: '["$h1"]', 1: `{"id":"${echo}","bound":"$@2"}`, 2: '{"length":5}' }],
    ['H-317: bound values that are not a promise', { 0: '["$h1"]', 1: `{"id":"${echo}","bound":["x"]}` }],
    [
      'H-320: a function without its captured variables',
      { 0: '["$h1"]', 1: `{"id":"${functionId('sealed')}","bound":null}` },
    ],
    [
      'H-320: captured variables that are not a text',
      { 0: '["$h1"]', 1: `{"id":"${functionId('sealed')}","bound":"$@2"}`, 2: '[{"admin":true}]' },
    ],
    ['a function bound to itself', { 0: '["$h1"]', 1: `{"id":"${echo}","bound":"$@2"}`, 2: '["$h1"]' }],
    ['H-321, V-04: a bigint of 301 digits', `["$n${'9'.repeat(301)}"]`],
    ['H-321: a bigint of letters', '["$nabc"]'],
    ['H-321: a date that is none', '["$Dgarbage"]'],
    ['H-321: a typed array that is misaligned', { 0: '["$g1"]', 1: new File(['1234567'], 'f') }],
    ['H-321: bytes that are missing', '["$o5"]'],
    ['H-321: bytes that are a text', { 0: '["$B1"]', 1: 'text' }],
    ['V-04: a map used twice', { 0: '["$Q1","$Q1"]', 1: '[]' }],
    ['a map of what is no list', { 0: '["$Q1"]', 1: '{"a":1}' }],
    ['a map of what are no pairs', { 0: '["$Q1"]', 1: '[1,2]' }],
    ['V-06: a stream as a row', { 0: '["$R1","$1"]', 1: '"x"', S1: 'C' }],
    ['a stream without a chunk', '["$R1"]'],
    ['a chunk that is not JSON', { 0: '["$R1"]', S1: 'nonsense' }],
    ['the form of another prefix', { 0: '[]', _x_name: '1' }],
  ])('%s', async (_name, rows) => {
    const { status } = await send(rows)
    expect(status).toBe(400)
    expect(ran).toEqual([])
  })
})

describe('H-319: sealed variables over the wire', () => {
  const seal = () =>
    (
      inlineReference(
        functionId('sealed'),
        async () => {},
        () => ['owner'],
        ['owner'],
      ) as unknown as { $$bound: [string] }
    ).$$bound[0]
  const call = (sealed: unknown) => server.call('sealed', JSON.stringify([sealed]))

  test('genuine ones run the function', async () => {
    expect((await call(seal())).status).toBe(200)
    expect(ran).toEqual([['sealed ran']])
  })

  test('any other is 400, and says nothing about why', async () => {
    const genuine = seal()
    const flipped = `${genuine.slice(0, -5)}${genuine.at(-5) === 'A' ? 'B' : 'A'}${genuine.slice(-4)}`
    const foreign = (
      inlineReference(
        echo,
        async () => {},
        () => [],
        [],
      ) as unknown as { $$bound: [string] }
    ).$$bound[0]
    const answers = await Promise.all([flipped, foreign, genuine.slice(4), '', 'x', `A${genuine}`].map(call))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(400)
    expect(ran).toEqual([])
    expect(server.logs.some(({ level, fields }) => level === 'warn' && fields.code === 'FERRY_SEAL_INVALID')).toBe(true)
  })

  test.each([[undefined], [null], [5], [['x']], [{ length: 1 }]])('%j in their place is 400', async (sealed) => {
    expect((await call(sealed)).status).toBe(400)
    expect(ran).toEqual([])
  })

  test('a nested call with forged ones fails with 400, too, when the function lets it', async () => {
    const { status } = await server.call(
      'delegate',
      reply({ 0: '["$h1"]', 1: `{"id":"${functionId('sealed')}","bound":"$@2"}`, 2: '["forged"]' }),
    )
    expect(status).toBe(400)
    expect(ran).toEqual([])
  })
})

test('H-808: an id of any characters is logged in ASCII', async () => {
  await send({ 0: '["$h1"]', 1: JSON.stringify({ id: '漢\u2028\u202e', bound: null }) })
  expect(server.logs.findLast(({ message }) => message === 'unknown server function')?.fields.function).toBe(
    '"\\u6f22\\u2028\\u202e"',
  )
})

describe('H10: what hostile arguments cost', () => {
  const partsOf = (rows: Rows) => Object.entries(rows).map(([name, value]) => ({ name, value }))
  test.each<[string, Rows]>([
    ['a bomb of 900 rows', bomb(900, (next) => `["$${next}","$${next}"]`)],
    ['20,000 references to one row', { 0: `["$1"]`, 1: `[${Array(20_000).fill('"$2"').join(',')}]`, 2: '{}' }],
    ['V-06: 8,000 references to forms', { 0: `["$1"]`, 1: `[${Array(8_000).fill('"$K2"').join(',')}]`, _2_a: '1' }],
    ['V-04: a map referenced 2,000 times', { 0: `[${Array(60).fill('"$Q1"').join(',')}]`, 1: '[]' }],
    ['900 KB of nested lists', { 0: nested(450_000, '[', ']') }],
    ['900 KB of numbers', { 0: `[[${Array(450_000).fill(1).join(',')}]]` }],
  ])('%s: below 250 ms of CPU', async (_name, rows) => {
    const before = process.cpuUsage()
    await decodeArguments(partsOf(rows), 1024 * 1024, server.env).catch(() => {})
    const { user } = process.cpuUsage(before)
    expect(user / 1_000).toBeLessThan(250)
  })
})

describe('functions inside the arguments', () => {
  test.each(['x', 'constructor', '__proto__', `${echo}#echo`, `module#${echo}`, 'f'.repeat(40)])(
    'H-310…H-312: the id %s is 404',
    async (id) => {
      expect((await send({ 0: '["$h1"]', 1: JSON.stringify({ id, bound: null }) })).status).toBe(404)
      expect(ran).toEqual([])
    },
  )

  test('V-03: the source of a function is nowhere to be had', async () => {
    await send({
      0: '["$h1","$h2"]',
      1: `{"id":"${echo}","bound":null}`,
      2: `{"id":"${functionId('sealed')}","bound":"$@3"}`,
      3: '["x"]',
    })
    const [plain, bound] = ran[0] as [() => unknown, () => unknown]
    expect(`${plain}${String(plain)}`).not.toContain('ran.push')
    expect(JSON.stringify({ plain, bound })).toBe('{}')
  })

  test('H-316, H-319: a nested function with forged variables refuses to run', async () => {
    await send({ 0: '["$h1"]', 1: `{"id":"${functionId('sealed')}","bound":"$@2"}`, 2: '["forged"]' })
    const [[forged]] = ran as [[() => Promise<unknown>]]
    await expect((async () => forged())()).rejects.toMatchObject({ code: 'FERRY_SEAL_INVALID' })
    expect(ran).toHaveLength(1)
  })
})

describe('admitted as data', () => {
  test('H-309: keys that mean something elsewhere', async () => {
    await send('[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"then":"text"}]')
    const [[value]] = ran as [[Record<string, unknown>]]
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.keys(value)).toEqual(['constructor', 'then'])
    expect(await value).toBe(value)
  })

  test('H-309: a `then` that would be called', async () => {
    await send({ 0: '[{"then":"$h1"}]', 1: `{"id":"${echo}","bound":null}` })
    const [[value]] = ran as [[{ then: unknown }]]
    expect(value.then).toBe(null)
  })

  test('H-322: a stream that was never closed ends with an error', async () => {
    await send({ 0: '["$R1"]', S1: '"x"' })
    const [[stream]] = ran as [[ReadableStream]]
    const reader = stream.getReader()
    await expect(reader.read().then(() => reader.read())).rejects.toThrow()
  })

  test('H-322: the same for an async iterable', async () => {
    await send({ 0: '["$X1"]', S1: '"x"' })
    const [[iterable]] = ran as [[AsyncIterable<unknown>]]
    const iterator = iterable[Symbol.asyncIterator]()
    expect((await iterator.next()).value).toBe('x')
    await expect(iterator.next()).rejects.toThrow()
  })

  test('H-323: a promise that nobody waits for rejects unheard', async () => {
    expect((await send('["$@5"]')).status).toBe(200)
  })

  test('V-06: forms share no fields', async () => {
    await send({ 0: '["$K1","$K1"]', _1_a: '1' })
    const [[first]] = ran as [[FormData]]
    expect([...first.keys()]).toEqual(['a'])
  })

  test('a value may be 64 deep, and 100,000 values wide', async () => {
    expect((await send(nested(63, '{"a":', '}'))).status).toBe(200)
    expect((await send(JSON.stringify([Array(99_990).fill(0)]))).status).toBe(200)
  })
})

describe('fuzzing the decoder', () => {
  const reference = fc
    .tuple(
      fc.constantFrom(
        '',
        '@',
        'h',
        'Q',
        'W',
        'i',
        'K',
        'R',
        'r',
        'X',
        'x',
        'B',
        'A',
        'o',
        'g',
        'D',
        'n',
        'T',
        'u',
        '$',
        'Z',
      ),
      fc.constantFrom('0', '1', '2', '3', '1:a', '2:0', '0:0:a', 'zz', ''),
    )
    .map(([tag, target]) => `$${tag}${target}`)
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      reference,
      fc.constantFrom('text', echo, 1, null, true),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'id', 'bound', 'then', '__proto__'), tie('value'), { maxKeys: 3 }),
    ),
  })).value
  const rows = fc.dictionary(
    fc.constantFrom('1', '2', '3', 'S1', 'S2', '_1_a', '_2_b'),
    fc.oneof(
      json.map((value) => JSON.stringify(value)),
      fc.constantFrom('C', 'C1', '', 'x'),
    ),
    { maxKeys: 6 },
  )
  const files = fc.dictionary(fc.constantFrom('1', '2', '3'), fc.constantFrom(8, 7, 0), { maxKeys: 2 })

  test('H-323: whatever the rows say, it decodes or is refused, soon and quietly', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(json, { maxLength: 3 }), rows, files, async (args, others, sizes) => {
        const parts = [
          { name: '0', value: JSON.stringify(args) },
          ...Object.entries(sizes).map(([name, size]) => ({ name, value: new File(['x'.repeat(size)], 'f') })),
          ...Object.entries(others).map(([name, value]) => ({ name, value })),
        ]
        const decoded = decodeArguments(parts, 10_000, server.env).catch((error: unknown) => error)
        const result = await Promise.race([decoded, new Promise((resolve) => setTimeout(resolve, 2_000, 'hangs'))])
        if (result instanceof Refusal) return
        expect(result).not.toBeInstanceOf(Error)
        expect(result).toMatchObject({ args: expect.any(Array) })
      }),
      { numRuns: 1_000 },
    )
  }, 60_000)
})
