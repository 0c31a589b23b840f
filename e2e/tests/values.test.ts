/** Every kind of value, as an argument and as a result (A-201, A-202, A-206 and the type tables of A2). */
import type { Page } from '@playwright/test'
import { browserValues } from '../helpers/browser-values.ts'
import { expect, test } from '../helpers/test.ts'

/** Evaluates source text with the page's functions as `kitchen`; not subject to the page's content security policy. */
async function run(page: Page, source: string): Promise<unknown> {
  return page.evaluate(`(async () => (${source}))()`)
}

test.beforeEach(async ({ page, open }) => {
  await page.addInitScript(browserValues)
  await open('/calls')
  await page.waitForFunction(() => 'kitchen' in globalThis)
})

/** [what, its source, how the server sees it] : goes there and comes back the same. */
const bothWays: readonly (readonly [string, string, string])[] = [
  ['string', `'text'`, `'text'`],
  ['string with a dollar', `'$1 $$ $F1 $undefined'`, `'$1 $$ $F1 $undefined'`],
  ['string of any script', `'é漢😀\\u2028\\u0000</script>'`, `'é漢😀\u2028\\x00</script>'`],
  ['empty string', `''`, `''`],
  ['true', 'true', 'true'],
  ['null', 'null', 'null'],
  ['undefined', 'undefined', 'undefined'],
  ['number', '1.5e300', '1.5e+300'],
  ['minus zero', '-0', '-0'],
  ['NaN', 'NaN', 'NaN'],
  ['infinity', 'Infinity', 'Infinity'],
  ['minus infinity', '-Infinity', '-Infinity'],
  ['bigint', '12345678901234567890n', '12345678901234567890n'],
  ['bigint of 300 digits', `BigInt('9'.repeat(300))`, `${'9'.repeat(300)}n`],
  ['date with milliseconds', 'new Date(1234567890123)', '2009-02-13T23:31:30.123Z'],
  ['array', '[1, [2, []]]', '[ 1, [ 2, [] ] ]'],
  ['undefined in an array', '[1, undefined]', '[ 1, undefined ]'],
  ['object', `({ a: { b: 'c' } })`, `{ a: { b: 'c' } }`],
  ['map with object keys', `new Map([[{ key: 1 }, 'value']])`, `Map(1) { { key: 1 } => 'value' }`],
  ['set with object members', `new Set([{ a: 1 }, 2])`, 'Set(2) { { a: 1 }, 2 }'],
  ['ArrayBuffer', 'new Uint8Array([1, 2, 255]).buffer', 'ArrayBuffer { [Uint8Contents]: <01 02 ff>, byteLength: 3 }'],
  ['Int8Array', 'new Int8Array([-1, 2])', 'Int8Array(2) [ -1, 2 ]'],
  ['Uint8Array', 'new Uint8Array([1, 255])', 'Uint8Array(2) [ 1, 255 ]'],
  ['Uint8ClampedArray', 'new Uint8ClampedArray([300])', 'Uint8ClampedArray(1) [ 255 ]'],
  ['Int16Array', 'new Int16Array([-300])', 'Int16Array(1) [ -300 ]'],
  ['Uint16Array', 'new Uint16Array([300])', 'Uint16Array(1) [ 300 ]'],
  ['Int32Array', 'new Int32Array([-70000])', 'Int32Array(1) [ -70000 ]'],
  ['Uint32Array', 'new Uint32Array([70000])', 'Uint32Array(1) [ 70000 ]'],
  ['Float32Array', 'new Float32Array([1.5])', 'Float32Array(1) [ 1.5 ]'],
  ['Float64Array', 'new Float64Array([0.1])', 'Float64Array(1) [ 0.1 ]'],
  ['BigInt64Array', 'new BigInt64Array([-1n])', 'BigInt64Array(1) [ -1n ]'],
  ['BigUint64Array', 'new BigUint64Array([1n])', 'BigUint64Array(1) [ 1n ]'],
  ['typed array in a map', `new Map([['a', new Uint8Array([1])]])`, `Map(1) { 'a' => Uint8Array(1) [ 1 ] }`],
]

test('values go there and come back the same', async ({ page }) => {
  for (const [what, source, seen] of bothWays) {
    await test.step(what, async () => {
      expect(await run(page, `kitchen.describe(${source})`), what).toBe(`[ ${seen} ]`)
      expect(await run(page, `same(${source}, await kitchen.echo(${source}))`), what).toBe(true)
    })
  }
})

test('arguments keep their number and order; further ones arrive too (A-206)', async ({ page }) => {
  expect(await run(page, 'kitchen.describe()')).toBe('[]')
  expect(await run(page, `kitchen.describe(1, undefined, 'three')`)).toBe(`[ 1, undefined, 'three' ]`)
})

test('a Blob keeps type and bytes; on the server it is a File, which is a Blob', async ({ page }) => {
  const made = `new Blob(['bytes'], { type: 'x/y' })`
  expect(await run(page, `kitchen.describe(${made})`)).toMatch(/^\[ (Blob|File) \{ size: 5, type: 'x\/y'/)
  expect(await run(page, `same(${made}, await kitchen.echo(${made}))`)).toBe(true)
})

test('shared references keep their identity', async ({ page }) => {
  expect(await run(page, '(() => { const twin = {}; return kitchen.isShared({ twins: [twin, twin] }) })()')).toBe(true)
})

test('H-306 a cycle is refused before the function sees it', async ({ page, problems }) => {
  problems.allow(/status of 400/)
  const made = '(() => { const value = {}; value.self = value; return value })()'
  expect(await run(page, `kitchen.echo(${made}).then(() => 'came', (error) => error.kind)`)).toBe('bad-request')
})

test('a property that is undefined vanishes on the way there, an invalid date becomes null', async ({ page }) => {
  expect(await run(page, 'kitchen.describe({ gone: undefined, stays: 1 })')).toBe('[ { stays: 1 } ]')
  expect(await run(page, 'kitchen.describe(new Date(NaN))')).toBe('[ null ]')
})

test('iterables arrive as arrays, iterators as iterators', async ({ page }) => {
  expect(await run(page, 'kitchen.drain((function* () { yield 1; yield 2 })())')).toEqual([1, 2])
  expect(await run(page, 'kitchen.describe({ [Symbol.iterator]: function* () { yield 1 } })')).toBe('[ [ 1 ] ]')
})

test('files keep name, type and bytes; FormData keeps order, repeated keys and files', async ({ page }) => {
  expect(await run(page, `kitchen.readFile(new File(['inside'], 'é漢.txt', { type: 'text/x-y' }))`)).toEqual({
    name: 'é漢.txt',
    type: 'text/x-y',
    size: 6,
    text: 'inside',
  })
  const seen = await run(
    page,
    `(() => {
      const first = new FormData()
      first.append('key', 'text')
      first.append('key', new File(['one'], '1.txt'))
      first.append('other', 'between')
      first.append('key', new File(['two'], '2.txt'))
      const second = new FormData()
      second.append('key', 'of the second')
      return kitchen.readForms(first, second)
    })()`,
  )
  expect(seen).toEqual([
    [
      ['key', 'text'],
      ['key', ['1.txt', 'one']],
      ['other', 'between'],
      ['key', ['2.txt', 'two']],
    ],
    [['key', 'of the second']],
  ])
})

test('promises, streams and async iterables go to the server', async ({ page }) => {
  expect(await run(page, `kitchen.awaited(new Promise((resolve) => setTimeout(resolve, 50, 'settled')))`)).toEqual({
    was: true,
    value: 'settled',
  })
  expect(await run(page, `kitchen.drain((async function* () { yield { a: 1 }; yield 'b' })())`)).toEqual([
    { a: 1 },
    'b',
  ])
  const objects = `new ReadableStream({ start(c) { c.enqueue({ n: 1 }); c.enqueue(new Uint8Array([7])); c.close() } })`
  expect(await run(page, `kitchen.drain(${objects})`)).toEqual([{ n: 1 }, [7]])
  const bytes = `new ReadableStream({ type: 'bytes', start(c) { c.enqueue(new Uint8Array([1, 2, 3])); c.close() } })`
  expect(((await run(page, `kitchen.drain(${bytes})`)) as number[][]).flat()).toEqual([1, 2, 3])
})

test('server functions go to the server and are functions there: imported, received, bound, in a map (A-202)', async ({
  page,
}) => {
  const applied = (result: string) => ({ type: 'function', result })
  expect(await run(page, `kitchen.apply(kitchen.greet, 'you')`)).toEqual(applied('Hello you'))
  expect(await run(page, `kitchen.apply(kitchen.received.greet, 'you')`)).toEqual(applied('Hello you'))
  expect(await run(page, `kitchen.apply(kitchen.greet.bind(null, 'a').bind(null, 'b'), 'c')`)).toEqual(
    applied('Hello a b c'),
  )
  expect(await run(page, `kitchen.apply(kitchen.received.bound, 'two')`)).toEqual(applied('Hello one two'))
  expect(await run(page, `kitchen.fromMap(new Map([['greet', kitchen.greet]]))`)).toBe('Hello from a map')
  expect(await run(page, `kitchen.apply(kitchen.received.closure, 'more')`)).toEqual({
    type: 'function',
    result: ['canary-captured', 5, true, 'more'],
  })
})

for (const [what, source] of [
  ['symbol', `Symbol.for('x')`],
  ['class instance', '(() => { class Point {} return new Point() })()'],
  ['null prototype', 'Object.create(null)'],
  ['function', '() => 1'],
  ['weak map', 'new WeakMap()'],
  ['bigint of 301 digits', `BigInt('9'.repeat(301))`],
] as const) {
  test(`${what} as an argument: refused, or given back as it was, never garbage`, async ({ page, problems }) => {
    problems.allow(/status of 400/)
    const outcome = await run(
      page,
      `(async () => {
        const value = ${source}
        try { return (await kitchen.giveBack(value)).again === value ? 'the same' : 'garbage' } catch { return 'refused' }
      })()`,
    )
    expect(['the same', 'refused']).toContain(outcome)
    expect(await run(page, `kitchen.greet('still there')`)).toBe('Hello still there')
  })
}

test('elements and functions come back as they were (A-210)', async ({ page }) => {
  const made = `(() => { const value = { run: () => 'here' }; return value })()`
  expect(
    await run(
      page,
      `(async () => { const v = ${made}; const { again } = await kitchen.giveBack(v); return again.run === v.run })()`,
    ),
  ).toBe(true)
})

test('a returned element renders, and can be sent back (A-210)', async ({ page }) => {
  await run(page, `kitchen.returnElement().then((element) => { globalThis.element = element; kitchen.show(element) })`)
  await expect(page.getByTestId('shown').locator('b')).toHaveText('Hello')
  await run(
    page,
    `kitchen.giveBack(globalThis.element).then(({ again }) => kitchen.show([globalThis.element, again].map((e, i) => ({ ...e, key: String(i) }))))`,
  )
  await expect(page.getByTestId('shown')).toHaveText('HelloHello')
})

test('results: a symbol of the registry, a file without its name, void as undefined', async ({ page }) => {
  expect(await run(page, `(await kitchen.returnSymbol()) === Symbol.for('kitchen')`)).toBe(true)
  expect(
    await run(page, `kitchen.returnFile().then(async (b) => [b instanceof Blob, b.type, await b.text()])`),
  ).toEqual([true, 'text/plain', 'of the server'])
  expect(await run(page, `(await kitchen.nothing()) === undefined`)).toBe(true)
})

for (const kind of ['class instance', 'function', 'regexp', 'weakmap', 'local symbol', 'null prototype']) {
  test(`results: a ${kind} rejects the call, and the page lives`, async ({ page, problems }) => {
    problems.allow(/./)
    expect(await run(page, `kitchen.returnUnserialisable('${kind}').then(() => 'came', () => 'rejected')`)).toBe(
      'rejected',
    )
    expect(await run(page, `kitchen.greet('still there')`)).toBe('Hello still there')
  })
}

test('streams arrive as they are produced: async generator, bytes, nested promise', async ({ page }) => {
  // What has not been seen is not followed by anything: an answer that was held back would never end.
  const ticks = await run(
    page,
    `(async () => {
      const seen = [], name = crypto.randomUUID()
      for await (const tick of await kitchen.ticks(4, name)) {
        seen.push(tick)
        await kitchen.goOn(name)
      }
      return seen
    })()`,
  )
  expect(ticks).toEqual([0, 1, 2, 3])

  const bytes = (await run(
    page,
    `(async () => {
      const reader = (await kitchen.byteStream(3, 150)).getReader(), seen = [], start = performance.now()
      for (;;) {
        const { value, done } = await reader.read()
        if (done) return { seen, took: performance.now() - start }
        seen.push(...value)
      }
    })()`,
  )) as { seen: number[]; took: number }
  expect(bytes.seen).toEqual([0, 255, 1, 254, 2, 253])

  const nested = await run(
    page,
    `(async () => {
      const name = crypto.randomUUID()
      const result = await kitchen.later(name)
      const before = await Promise.race([result.later, Promise.resolve('nothing yet')])
      await kitchen.goOn(name)
      return [result.now, before, await result.later]
    })()`,
  )
  expect(nested).toEqual(['now', 'nothing yet', 'later'])
})

test('a stream that fails later: what came stays, the failure is masked', async ({ page, problems }) => {
  problems.allow(/./)
  const seen = (await run(
    page,
    `(async () => {
      const seen = []
      try { for await (const chunk of await kitchen.failingStream()) seen.push(chunk) } catch (error) { seen.push(String(error), typeof error.digest) }
      return seen
    })()`,
  )) as string[]
  expect(seen[0]).toBe('first')
  expect(seen[2]).toBe('string')
  expect(seen.join()).not.toContain('canary')
})
