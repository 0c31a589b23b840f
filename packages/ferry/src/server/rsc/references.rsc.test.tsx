import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Suspense } from 'react'
import type { ReactElement } from 'react'
import { renderToPipeableStream } from 'react-server-dom-webpack/server'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  clientModuleProxy,
  clientReference,
  inlineReference,
  registerServerReference,
  sealedReference,
} from './references.ts'
import { installSealingKeys } from './sealing-keys.ts'

const ID = 'a'.repeat(40)
const OTHER = 'b'.repeat(40)
const PLAIN = 'c'.repeat(40)

const SERVER = Symbol.for('react.server.reference')

type Fn = (...args: unknown[]) => Promise<unknown>
interface Reference extends Fn {
  readonly $$typeof: symbol
  readonly $$id: string
  readonly $$bound: unknown
}

beforeEach(() => installSealingKeys('first key', 'generated'))

/** The endpoint returns what it was given; `capture` is what stands in the user's code. */
function pair(capture: () => unknown[], names: string[] = capture().map((_, n) => `value${n}`), id = ID) {
  const body = async (captured: unknown[], ...args: unknown[]) => [captured, args]
  return {
    endpoint: sealedReference(id, body) as unknown as Fn,
    inline: inlineReference(id, body, capture, names) as unknown as Reference,
  }
}

async function boundOf(reference: Reference): Promise<unknown[]> {
  return (await reference.$$bound) as unknown[]
}

/** Leaves the server and comes back. */
async function roundTrip(...values: unknown[]): Promise<unknown[]> {
  const { endpoint, inline } = pair(() => values)
  const [captured] = (await endpoint(...(await boundOf(inline)))) as [unknown[]]
  return captured
}

describe('registered functions', () => {
  test('A-101: the function itself, marked', async () => {
    const fn = async () => 'result'
    const reference = registerServerReference(fn, PLAIN) as unknown as Reference
    expect(reference).toBe(fn)
    expect([reference.$$typeof, reference.$$id, reference.$$bound]).toEqual([SERVER, PLAIN, null])
    expect(await reference()).toBe('result')
  })

  test('A-109: a function under a second id keeps the first, and what carries the second does the same', async () => {
    const fn = async (value: unknown) => [value]
    const first = registerServerReference(fn, PLAIN) as unknown as Reference
    const second = registerServerReference(fn, OTHER) as unknown as Reference
    expect([first.$$id, second.$$id, second.$$bound]).toEqual([PLAIN, OTHER, null])
    expect(second.name).toBe('fn')
    expect(await second('x')).toEqual(['x'])
    expect(registerServerReference(fn, PLAIN)).toBe(fn)
  })

  test.each([[null], [5], [{}], [undefined]])('A-105: %j is not a function', (value) => {
    expect(() => registerServerReference(value, PLAIN)).toThrow(
      expect.objectContaining({ code: 'FERRY_REFERENCE_NOT_FUNCTION' }),
    )
  })
})

describe('inline functions that capture', () => {
  test('called on the server they run with the variables as they are', async () => {
    let count = 1
    const { inline } = pair(() => [count])
    count = 2
    expect(await inline('argument')).toEqual([[2], ['argument']])
  })

  test('A-113: a captured variable has the value it holds when the reference is serialised', async () => {
    let count = 1
    const { endpoint, inline } = pair(() => [count])
    count = 2
    const bound = await boundOf(inline)
    count = 3
    expect(await endpoint(...bound, 'argument')).toEqual([[2], ['argument']])
    expect(await endpoint(...(await boundOf(inline)))).toEqual([[3], []])
  })

  test('A-203: bind adds arguments, stays lazy, and can be repeated', async () => {
    let count = 1
    const { endpoint, inline } = pair(() => [count])
    const twice = (inline.bind(null, 'one') as Reference).bind(null, 'two', 'three') as Reference
    count = 2
    expect([twice.$$typeof, twice.$$id]).toEqual([SERVER, ID])
    expect(await twice('four')).toEqual([[2], ['one', 'two', 'three', 'four']])
    expect(await endpoint(...(await boundOf(twice)), 'four')).toEqual([[2], ['one', 'two', 'three', 'four']])
  })

  test('bind waits where the captured value has to be waited for', async () => {
    const { endpoint, inline } = pair(() => [Promise.resolve('later')])
    const [captured, args] = (await endpoint(...(await boundOf(inline.bind(null, 'one') as Reference)))) as [
      [Promise<string>],
      unknown[],
    ]
    expect([await captured[0], args]).toEqual(['later', ['one']])
  })

  test('one that captures itself says so, at once and when a promise has to be waited for', async () => {
    let save: unknown
    const { inline } = pair(() => [save], ['save'])
    save = inline.bind(null, 1)
    expect(() => inline.$$bound).toThrow(expect.objectContaining({ code: 'FERRY_CAPTURE_CYCLE' }))
    save = Promise.resolve({ inside: inline })
    await expect(inline.$$bound).rejects.toMatchObject({ code: 'FERRY_CAPTURE_CYCLE' })
  })

  test('so do two that capture each other; the same one in two variables is no cycle', async () => {
    let other: unknown
    const { inline: one } = pair(() => [other], ['other'])
    const { inline: two } = pair(() => [one, one], ['one', 'again'])
    other = 'not yet a cycle'
    expect(await boundOf(two)).toHaveLength(1)
    other = two
    expect(() => one.$$bound).toThrow(expect.objectContaining({ code: 'FERRY_CAPTURE_CYCLE' }))
  })

  test('the name of the function is that of its body, and its source is hidden', () => {
    async function saveNote() {}
    const inline = inlineReference(ID, saveNote, () => [], [])
    expect(inline.name).toBe('saveNote')
    expect(sealedReference(ID, saveNote).name).toBe('saveNote')
    expect((inline.bind(null) as Reference).name).toBe('saveNote')
    expect(`${inline}${inline.bind(null)}${sealedReference(ID, saveNote)}`).not.toContain('saveNote')
  })

  test("React's encoder sends the id and a sealed text, and no captured value", async () => {
    const { inline } = pair(() => ['S3CRET'])
    const stream = renderToPipeableStream({ action: inline, again: inline.bind(null, 1) }, {})
    const payload = await text(stream.pipe(new PassThrough()))
    expect(payload).toContain(`"id":"${ID}"`)
    expect(payload).not.toContain('S3CRET')
  })
})

describe('captured values', () => {
  const shared = { shared: true }
  const cyclic: { self?: unknown } = {}
  cyclic.self = cyclic
  test.each<[string, unknown]>([
    ['texts', 'héllo "</script>" \u2028 \ud800'],
    ['numbers', [1, -0, Number.NaN, Infinity, -Infinity, 0.1]],
    ['undefined and null', [undefined, null]],
    ['booleans', [true, false]],
    ['bigint', 2n ** 2000n],
    ['dates', [new Date(5), new Date(Number.NaN)]],
    ['maps and sets', [new Map([[{ a: 1 }, new Set([1])]])]],
    ['lists with holes', Object.assign(Array(3), { 0: 1, 2: 3 })],
    ['an own __proto__ is not needed, but constructor may be a key', { constructor: 1 }],
    ['objects without prototype', Object.assign(Object.create(null), { a: 1 })],
    ['shared objects', [shared, shared]],
    ['cycles', cyclic],
    ['global symbols', Symbol.for('ferry.test')],
    ['regular expressions and URLs', [/a"b/gi, new URL('https://a.example/?b=c')]],
    ['typed arrays', [new Uint8Array([1, 2]), new Float32Array([0.5]), new BigUint64Array([7n])]],
    ['array buffers and views', [new Uint8Array([1, 2]).buffer, new DataView(new Uint8Array([3, 4]).buffer)]],
    ['a value with our own tag', ['$', '["$",1]', { $: 1, is: 'client' }]],
  ])('%s come back as they were', async (_name, value) => {
    expect(await roundTrip(value)).toEqual([value])
  })

  test('identity is kept among all captured variables', async () => {
    const [first, second] = (await roundTrip(shared, { inside: shared })) as [object, { inside: object }]
    expect(second.inside).toBe(first)
  })

  test('a piece of a pooled Buffer travels without the rest of the pool', async () => {
    const pool = Buffer.from('SECRET of somebody else, and mine')
    const [buffer, view] = (await roundTrip(pool.subarray(-4), new Uint16Array(pool.buffer.slice(0, 8), 2, 2))) as [
      Buffer,
      Uint16Array,
    ]
    expect(buffer.toString()).toBe('mine')
    expect(Buffer.isBuffer(buffer)).toBe(true)
    expect(buffer.buffer.byteLength).toBeLessThan(pool.length)
    expect([view.constructor.name, view.length, view.buffer.byteLength]).toEqual(['Uint16Array', 2, 4])
  })

  test('promises come back as promises', async () => {
    const [promise, nested] = (await roundTrip(Promise.resolve({ a: 1 }), [
      Promise.resolve(Promise.resolve(new Map([[1, Promise.resolve(2)]]))),
    ])) as [Promise<unknown>, [Promise<Map<number, Promise<number>>>]]
    expect(promise).toBeInstanceOf(Promise)
    expect(await promise).toEqual({ a: 1 })
    expect(await (await nested[0]).get(1)).toBe(2)
  })

  test('files, blobs and forms come back with their bytes and names', async () => {
    const form = new FormData()
    form.append('a', '1')
    form.append('f', new File(['x'], 'f.txt'))
    const [blob, file, received] = (await roundTrip(
      new Blob(['b'], { type: 'text/b' }),
      new File(['c'], 'c.txt', { type: 'text/c', lastModified: 5 }),
      form,
    )) as [Blob, File, FormData]
    expect([blob.type, await blob.text()]).toEqual(['text/b', 'b'])
    expect([file.name, file.type, file.lastModified, await file.text()]).toEqual(['c.txt', 'text/c', 5, 'c'])
    expect([received.get('a'), (received.get('f') as File).name]).toEqual(['1', 'f.txt'])
  })

  test('streams and iterators come back whole, each time the reference leaves', async () => {
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue('chunk')
        controller.close()
      },
    })
    const generator = (async function* () {
      yield 1
    })()
    const { endpoint, inline } = pair(() => [stream, generator, [2].values()])
    for (let time = 0; time < 2; time++) {
      const [captured] = (await endpoint(...(await boundOf(inline)))) as [
        [ReadableStream, AsyncIterable<number>, Iterable<number>],
      ]
      const chunks: unknown[] = []
      for await (const chunk of captured[0]) chunks.push(chunk)
      for await (const value of captured[1]) chunks.push(value)
      expect([...chunks, ...captured[2]]).toEqual(['chunk', 1, 2])
    }
  })

  test('server functions come back as the same functions, bound and capturing ones too', async () => {
    const plain = async (...args: unknown[]) => args
    registerServerReference(plain, PLAIN)
    const { inline } = pair(() => ['inner', Promise.resolve(1)], ['a', 'b'], OTHER)
    const [same, bound, capturing] = (await roundTrip(plain, plain.bind(null, 1), inline.bind(null, 'bound'))) as [
      Fn,
      Fn,
      Fn,
    ]
    expect(same).toBe(plain)
    expect(await bound(2)).toEqual([1, 2])
    const [captured, args] = (await capturing('call')) as [[string, Promise<number>], unknown[]]
    expect([captured[0], await captured[1], args]).toEqual(['inner', 1, ['bound', 'call']])
  })

  test('elements come back with client components, fragments and children', async () => {
    const Button = clientReference('button.tsx', 'Button') as unknown as (props: {
      onPress: unknown
      children: ReactElement
    }) => null
    const plain = registerServerReference(async () => {}, PLAIN)
    const element = (
      <Suspense key="k" fallback="…">
        <Button onPress={plain}>
          <b title="x">bold</b>
        </Button>
      </Suspense>
    )
    const [received] = (await roundTrip(element)) as [
      ReactElement<{ children: ReactElement<{ onPress: unknown; children: ReactElement }> }>,
    ]
    expect(received.type).toBe(Suspense)
    expect(received.key).toBe('k')
    expect(received.props.children.type).toBe(Button)
    expect(received.props.children.props.onPress).toBe(plain)
    expect(received.props.children.props.children.props).toEqual({ title: 'x', children: 'bold' })
  })

  test('client references come back, also those of CommonJS modules and of modules that are not loaded here', async () => {
    const proxy = clientModuleProxy('module.cjs') as { Menu: { $$id: string } }
    const [menu] = (await roundTrip(proxy.Menu)) as [{ $$id: string }]
    expect(menu).toBe(proxy.Menu)
    const elsewhere = Object.defineProperties(() => {}, {
      $$typeof: { value: Symbol.for('react.client.reference') },
      $$id: { value: 'elsewhere.tsx#Chart' },
    })
    const [chart] = (await roundTrip(elsewhere)) as [{ $$id: string; $$typeof: symbol }]
    expect([chart.$$typeof, chart.$$id]).toEqual([Symbol.for('react.client.reference'), 'elsewhere.tsx#Chart'])
    const [whole] = (await roundTrip(proxy)) as [{ $$id: string }]
    expect(whole.$$id).toBe('module.cjs')
  })

  test('A-111: a client component cannot be called on the server', () => {
    expect(() => (clientReference('button.tsx', 'Button') as () => void)()).toThrow(
      /Button\(\) was called on the server/,
    )
  })
})

function Server() {
  return null
}

describe('A-114: what cannot travel is named', () => {
  class Money {}
  test.each<[string, unknown, RegExp]>([
    ['a class instance', new Money(), /"note\.price", which is an instance of Money/],
    ['an ordinary function', function helper() {}, /"note\.price", which is an ordinary function \(helper\)/],
    ['a class', Money, /"note\.price", which is a class \(Money\)/],
    ['an anonymous function', (() => () => {})(), /"note\.price", which is an ordinary function\./],
    ['a symbol', Symbol('own'), /"note\.price", which is the symbol Symbol\(own\)/],
    ['something inside', { list: [1, new Money()] }, /"note\.price\.list\[1\]", which is an instance of Money/],
    ['an error', new Error('x'), /"note\.price", which is an instance of Error/],
    ['a weak map', new WeakMap(), /"note\.price", which is an instance of WeakMap/],
    [
      'an element of a server component',
      <Server key="x" />,
      /"note\.price\.type", which is an ordinary function \(Server\)/,
    ],
    ['an object with symbol keys', { [Symbol('a')]: 1 }, /"note\.price", which is an object with symbol keys/],
  ])('%s', (_name, value, message) => {
    const { inline } = pair(() => ['fine', value], ['title', 'note.price'])
    expect(() => inline.$$bound).toThrow(message)
    expect(() => inline.$$bound).toThrow(expect.objectContaining({ code: 'FERRY_CAPTURE_NOT_SERIALIZABLE' }))
    expect(() => (inline.bind(null, 1) as Reference).$$bound).toThrow(message)
  })

  test.each<[string, () => unknown, RegExp]>([
    [
      'a promise that rejects',
      () => Promise.reject(new Error('no')),
      /"later", which is an instance of Promise that failed/,
    ],
    [
      'a promise of what cannot travel',
      () => Promise.resolve(new Money()),
      /"later\.value", which is an instance of Money/,
    ],
    [
      'a promise inside',
      () => ({ deep: [Promise.reject(new Error('no'))] }),
      /"later", which is an instance of Promise that failed/,
    ],
    [
      'a stream that fails',
      () => new ReadableStream({ start: (controller) => controller.error(new Error('no')) }),
      /"later", which is an instance of ReadableStream that failed/,
    ],
    [
      'a stream without end',
      () =>
        (async function* () {
          for (;;) yield 1
        })(),
      /"later".* that failed/,
    ],
  ])('%s', async (_name, make, message) => {
    const value = make()
    const { inline } = pair(() => ['fine', value], ['title', 'later'])
    await expect(inline.$$bound).rejects.toThrow(message)
    await expect(inline.$$bound).rejects.toMatchObject({ code: 'FERRY_CAPTURE_NOT_SERIALIZABLE' })
  })
})

describe('H-319: sealed values', () => {
  const invalid = expect.objectContaining({ code: 'FERRY_SEAL_INVALID' })
  const sealed = () => (pair(() => ['owner', 42]).inline.$$bound as [string])[0]
  const open = (value: unknown, id = ID) => pair(() => [], [], id).endpoint(value)

  test('every bit counts', () => {
    const bytes = Buffer.from(sealed(), 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => open(changed.toString('base64url')), `bit ${bit}`).toThrow(invalid)
    }
  })

  test('every shorter and every longer text is refused', () => {
    const text = sealed()
    for (let length = 0; length < text.length; length++) expect(() => open(text.slice(0, length))).toThrow(invalid)
    for (const more of ['A', '=', '\n', ' ', text]) expect(() => open(text + more)).toThrow(invalid)
  })

  test.each([undefined, null, 5, {}, [], '', 'not base64 at all!', 'A'.repeat(1000)])('%j is refused', (value) => {
    expect(() => open(value)).toThrow(invalid)
  })

  test('another spelling of the same bytes is refused', () => {
    const text = Array.from({ length: 50 }, sealed).find((candidate) => candidate.length % 4 !== 0)
    if (text === undefined) return
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const other = text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1) ?? '') ^ 1]
    expect(Buffer.from(other, 'base64url')).toEqual(Buffer.from(text, 'base64url'))
    expect(() => open(other)).toThrow(invalid)
  })

  test('what was sealed for one function opens for no other', () => {
    expect(() => open(sealed(), OTHER)).toThrow(invalid)
  })

  test('the same values are sealed differently each time', () => {
    expect(new Set(Array.from({ length: 20 }, sealed)).size).toBe(20)
  })

  test('keys rotate: the first seals, all open', async () => {
    installSealingKeys('old', 'generated')
    const before = sealed()
    installSealingKeys('new, old', 'generated')
    expect(await open(before)).toEqual([['owner', 42], []])
    const after = sealed()
    installSealingKeys('new', 'generated')
    expect(await open(after)).toEqual([['owner', 42], []])
    expect(() => open(before)).toThrow(invalid)
  })

  test('without FERRY_ENCRYPTION_KEY the key of the build is used, with it never', async () => {
    installSealingKeys(undefined, 'generated')
    const text = sealed()
    expect(await open(text)).toEqual([['owner', 42], []])
    installSealingKeys('own', 'generated')
    expect(() => open(text)).toThrow(invalid)
  })

  test.each(['', ' , '])('FERRY_ENCRYPTION_KEY=%j is a mistake', (value) => {
    expect(() => installSealingKeys(value, 'generated')).toThrow(
      expect.objectContaining({ code: 'FERRY_SEAL_KEY_MISSING' }),
    )
  })

  test('a captured function that this build does not have any more refuses the call', async () => {
    const gone = Object.defineProperties(async () => {}, {
      $$typeof: { value: Symbol.for('react.server.reference') },
      $$id: { value: 'd'.repeat(40) },
      $$bound: { value: null },
    })
    const { endpoint, inline } = pair(() => [gone])
    const [text] = inline.$$bound as [string]
    expect(() => endpoint(text)).toThrow(invalid)
  })
})
