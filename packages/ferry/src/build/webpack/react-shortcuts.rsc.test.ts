import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PassThrough, type Readable, type Writable } from 'node:stream'
import { parse } from 'acorn'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as renderSignal from '../../server/rsc/render-signal.ts'
import * as asyncSlot from '../../server/shared/async-slot.ts'
import * as attachedMap from '../../server/ssr/attached-map.ts'
import { PayloadTap } from '../../server/ssr/payload-tap.ts'
import { shortenDecoder, shortenEncoder } from './react-shortcuts.ts'

type Models = Map<number, unknown>
interface Encoder {
  renderToPipeableStream(model: unknown, manifest: object, options: object): { pipe(to: Writable): unknown }
  decodeReply(body: FormData, manifest: object): Promise<unknown>
}
interface Decoder {
  createFromNodeStream(from: Readable, manifest: object, options: object): Promise<unknown>
}

const require = createRequire(import.meta.url)
const folder = join(dirname(require.resolve('react-server-dom-webpack/package.json')), 'cjs')
const read = (world: string) =>
  readFileSync(join(folder, `react-server-dom-webpack-${world}.node.production.js`), 'utf8')
const sources = { encoder: read('server'), decoder: read('client') }
const modules = {
  renderSignal: '/ferry/render-signal.js',
  asyncSlot: '/ferry/async-slot.js',
  attachedMap: '/ferry/attached-map.js',
}
const stands: Record<string, unknown> = {
  [modules.renderSignal]: renderSignal,
  [modules.asyncSlot]: asyncSlot,
  [modules.attachedMap]: attachedMap,
}
const shortened = {
  encoder: shortenEncoder(sources.encoder, modules, 'server.js'),
  decoder: shortenDecoder(sources.decoder, modules, 'client.js'),
}
const encoder = load(shortened.encoder) as Encoder
const decoder = load(shortened.decoder) as Decoder
const untouched = load(sources.decoder) as Decoder

/** With rows that are handed over, unless there are no `models`. */
async function roundTrip(value: unknown, models?: Models, by: Decoder = decoder): Promise<unknown> {
  const stream = new PassThrough()
  encoder.renderToPipeableStream(value, {}, { models }).pipe(stream)
  return by.createFromNodeStream(stream, { moduleMap: {}, serverModuleMap: {}, moduleLoading: null }, { models })
}

const values = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: false,
  values: [
    fc.string({ unit: 'binary' }),
    fc.constantFrom('$', '$$', '$L1', '@', '\ud800', ' ', '__proto__', -0, Number.NaN, Number.POSITIVE_INFINITY),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
  ],
})

describe('rows that are handed over', () => {
  test('give what rows that were parsed give', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const models: Models = new Map()
        const handedOver = await roundTrip({ value }, models)
        expect(handedOver).toStrictEqual(await roundTrip({ value }, undefined, untouched))
        expect(models.size).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  test('are not parsed', async () => {
    const models: Models = new Map()
    const stream = new PassThrough()
    encoder.renderToPipeableStream({ text: 'written' }, {}, { models }).pipe(stream)
    await new Promise((resolve) => stream.once('readable', resolve))
    ;(models.get(0) as { text: string }).text = 'handed over'
    const manifest = { moduleMap: {}, serverModuleMap: {}, moduleLoading: null }
    expect(await decoder.createFromNodeStream(stream, manifest, { models })).toEqual({ text: 'handed over' })
  })

  test('are read once: a second decoder parses', async () => {
    const models: Models = new Map()
    const bytes: Buffer[] = []
    const stream = new PassThrough().on('data', (chunk: Buffer) => bytes.push(chunk))
    encoder.renderToPipeableStream({ list: [1, { deep: true }] }, {}, { models }).pipe(stream)
    await new Promise((resolve) => stream.once('end', resolve))
    const manifest = { moduleMap: {}, serverModuleMap: {}, moduleLoading: null }
    const decode = async () => {
      const source = new PassThrough()
      const decoded = decoder.createFromNodeStream(source, manifest, { models })
      source.end(Buffer.concat(bytes))
      return decoded
    }
    const first = await decode()
    expect(first).toEqual({ list: [1, { deep: true }] })
    expect(await decode()).toEqual(first)
  })

  test('leave promises, streams and iterables as they are', async () => {
    async function* count() {
      yield { row: 1 }
      yield { row: 2 }
    }
    const value = {
      later: new Promise((resolve) => setTimeout(() => resolve({ at: 'last' }), 5)),
      iterable: count(),
      stream: new ReadableStream({
        start(controller) {
          controller.enqueue({ chunk: 'a' })
          controller.enqueue('b')
          controller.close()
        },
      }),
    }
    const back = (await roundTrip(value, new Map())) as typeof value
    const rows: unknown[] = []
    for await (const row of back.iterable) rows.push(row)
    const chunks: unknown[] = []
    for await (const chunk of back.stream) chunks.push(chunk)
    expect(await back.later).toEqual({ at: 'last' })
    expect(rows).toEqual([{ row: 1 }, { row: 2 }])
    expect(chunks).toEqual([{ chunk: 'a' }, 'b'])
  })
})

describe('rows that stay text', () => {
  const manifest = { moduleMap: {}, serverModuleMap: {}, moduleLoading: null }

  /** Through the destination that documents have. */
  function throughTap(value: unknown): Promise<unknown> {
    const tap = new PayloadTap({ onStart() {}, onRows() {}, onEnd() {}, hasRoom: () => true })
    encoder.renderToPipeableStream(value, {}, {}).pipe(tap as unknown as Writable)
    return decoder.createFromNodeStream(tap.rows() as Readable, manifest, {})
  }

  async function written(value: unknown, takesText: boolean): Promise<Buffer> {
    const chunks: (string | Uint8Array)[] = []
    const out = new PassThrough()
    const ended = new Promise((resolve) => out.on('end', resolve))
    out.on('data', (chunk: Buffer) => void (takesText || chunks.push(chunk)))
    if (takesText) {
      const write = (chunk: string | Uint8Array) => chunks.push(chunk) > 0
      Object.assign(out, { takesText, write })
    }
    encoder.renderToPipeableStream(value, {}, {}).pipe(out)
    await ended
    if (takesText) expect(chunks.some((chunk) => typeof chunk === 'string')).toBe(true)
    return Buffer.concat(chunks.map((chunk) => Buffer.from(chunk as string)))
  }

  test('are the bytes that any other destination gets', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const own = await written({ value }, true)
        expect(own).toEqual(await written({ value }, false))
      }),
      { numRuns: 200 },
    )
  })

  test('are decoded to what rows of bytes are decoded to', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        expect(await throughTap({ value })).toStrictEqual(await roundTrip({ value }, undefined, untouched))
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['text long enough for a row of its own', 'é,'.repeat(2000)],
    ['that ends like a row', `${'x'.repeat(2000)}\n`],
    ['that looks like the head of one', `${'1:T'.repeat(800)},`],
    ['no bytes', new Uint8Array(0)],
    ['few bytes', Uint8Array.of(10, 44, 0)],
    ['many bytes', new Uint8Array(9000).fill(10)],
    ['other numbers', Float64Array.of(0.5, -1)],
  ])('%s, between other rows', async (_name, value) => {
    const around = () => Promise.resolve({ deep: true })
    const back = (await throughTap([around(), value, around(), value])) as unknown[]
    expect(await Promise.all(back)).toEqual([{ deep: true }, value, { deep: true }, value])
  })

  test('a stream of bytes, with nothing in some of its chunks', async () => {
    const source = [Uint8Array.of(1), new Uint8Array(5000).fill(44), Uint8Array.of(10)]
    const stream = new ReadableStream({
      type: 'bytes',
      start(controller) {
        for (const chunk of source) controller.enqueue(chunk.slice())
        controller.close()
      },
    })
    const back = (await throughTap({ stream, after: 'x' })) as { stream: ReadableStream; after: string }
    expect(Buffer.from(await new Response(back.stream).arrayBuffer())).toEqual(Buffer.concat(source))
    expect(back.after).toBe('x')
  })

  test('bytes that change after they were written are sent as they were', async () => {
    const bytes = Uint8Array.of(1, 2, 3)
    const pieces: Uint8Array[] = []
    const keep = (chunk: string | Uint8Array) => typeof chunk === 'string' || pieces.push(chunk) > 0
    const out = Object.assign(new PassThrough(), { takesText: true, write: keep })
    encoder.renderToPipeableStream({ bytes }, {}, {}).pipe(out)
    await new Promise((resolve) => out.on('finish', resolve))
    bytes.fill(9)
    expect(pieces.map((piece) => [...piece])).toEqual([[1, 2, 3]])
  })
})

describe('the encoder', () => {
  test('is JavaScript afterwards', () => {
    parse(shortened.encoder, { ecmaVersion: 'latest', sourceType: 'script' })
  })

  test.each([
    'new AbortController',
    'This render completed',
    'Connection closed.',
    'response._closedReason)',
    'new async_hooks.AsyncLocalStorage',
    'request.destination.end()',
    'stringify(value)',
    'function writeChunk(',
    'currentView = new Uint8Array(4096);',
    'startWork(request)',
  ])('is refused when “%s” is not where it was', (text) => {
    const changed = sources.encoder.replaceAll(text, 'changed')
    expect(() => shortenEncoder(changed, modules, 'x.js')).toThrowError(
      expect.objectContaining({ code: 'FERRY_REACT_CHANGED' }),
    )
  })
})

describe('arguments whose end is missing', () => {
  const reply = (...rows: readonly [string, string][]) => {
    const form = new FormData()
    for (const [name, value] of rows) form.append(name, value)
    return form
  }

  test('are decoded where nothing is missing', async () => {
    expect(await encoder.decodeReply(reply(['0', '["$@1"]'], ['1', '"whole"']), {})).toEqual([expect.anything()])
  })

  test('reject what waits for them, each request with an error of its own', async () => {
    const missing = async () => {
      const [promise] = (await encoder.decodeReply(reply(['0', '["$@1"]']), {})) as [Promise<unknown>]
      return Promise.resolve(promise).catch((error: unknown) => error)
    }
    const [first, second] = [await missing(), await missing()]
    expect(first).toBeInstanceOf(Error)
    expect((first as Error).message).toBe('Connection closed.')
    expect(second).not.toBe(first)
  })
})

describe('the decoder', () => {
  test('is JavaScript afterwards', () => {
    parse(shortened.decoder, { ecmaVersion: 'latest', sourceType: 'script' })
  })

  test.each([
    'startReadingFromStream(',
    'resolveModelChunk(response, tag, row)',
    'JSON.parse(json)',
    'knownServerReferences = new WeakMap',
    'boundCache = new WeakMap',
  ])('is refused when “%s” is not where it was', (text) => {
    expect(() => shortenDecoder(sources.decoder.replaceAll(text, 'changed'), modules, 'x.js')).toThrowError(
      expect.objectContaining({ code: 'FERRY_REACT_CHANGED' }),
    )
  })
})

function load(code: string): unknown {
  const module = { exports: {} }
  const load = (name: string) => stands[name] ?? require(name)
  new Function('module', 'exports', 'require', '__webpack_require__', code)(module, module.exports, load, {
    u: () => '',
  })
  return module.exports
}
