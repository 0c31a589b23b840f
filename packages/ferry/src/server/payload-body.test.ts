import { PassThrough, Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { AnswerStream } from '../protocol/incoming.ts'
import { PayloadBody } from './payload-body.ts'

/** An encoder that is written by hand. */
class Source implements AnswerStream {
  readonly aborts: unknown[] = []
  destination!: Writable & { flush?(): void }

  pipe<D extends Writable>(destination: D): D {
    this.destination = destination
    return destination
  }

  abort(reason?: unknown): void {
    this.aborts.push(reason)
  }

  batch(text: string): boolean {
    const flowing = this.destination.write(Buffer.from(text))
    this.destination.flush?.()
    return flowing
  }
}

/** Piped, its first rows not written yet. */
async function open() {
  const source = new Source()
  const closes: true[] = []
  const body = new PayloadBody(source, () => void closes.push(true))
  const started = body.start()
  await null
  return { source, body, closes, started }
}

async function collect(body: PayloadBody): Promise<() => string> {
  const out = new PassThrough()
  let text = ''
  out.on('data', (chunk) => {
    text += chunk
  })
  body.pipe(out)
  await new Promise(setImmediate)
  return () => text
}

describe('payload answer', () => {
  test('complete at once: one piece', async () => {
    const { source, body, closes, started } = await open()
    source.batch('0:1\n')
    source.destination.end()
    await started
    expect(String(body.body())).toBe('0:1\n')
    expect(closes).toEqual([true])
  })

  test('otherwise a stream, each batch as it comes', async () => {
    const { source, body, closes, started } = await open()
    source.batch('0:"$@1"\n')
    await started
    expect(body.body()).toBe(body)
    const text = await collect(body)
    expect(text()).toBe('0:"$@1"\n')
    source.batch('1:2\n')
    await new Promise(setImmediate)
    expect(text()).toBe('0:"$@1"\n1:2\n')
    expect(closes).toEqual([])
    source.destination.end()
    expect(closes).toEqual([true])
  })

  test('ended between the first batch and the reader', async () => {
    const { source, body, closes, started } = await open()
    source.batch('a')
    await started
    expect(body.body()).toBe(body)
    source.batch('b')
    source.destination.end()
    expect((await collect(body))()).toBe('ab')
    expect(closes).toEqual([true])
  })

  test('C-4 a reader that is behind stops the encoder, and starts it again', async () => {
    const { source, body } = await open()
    let resumed = 0
    source.destination.on('drain', () => {
      resumed += 1
    })
    const releases: (() => void)[] = []
    body.pipe(new Writable({ highWaterMark: 5, write: (_chunk, _encoding, done) => void releases.push(done) }))
    const before = resumed
    source.batch('0123456789')
    expect(source.batch('x')).toBe(false)
    for (let i = 0; i < 2; i++) {
      releases.shift()?.()
      await new Promise(setImmediate)
    }
    expect(resumed).toBe(before + 1)
  })

  test('C-3 when the reader goes away the encoder is stopped, once', async () => {
    const { source, body, closes } = await open()
    source.batch('a')
    const out = new PassThrough()
    body.pipe(out)
    out.destroy()
    await new Promise(setImmediate)
    body.abort()
    expect(source.aborts).toHaveLength(1)
    expect(closes).toEqual([true])
  })

  test('an encoder that breaks down breaks the stream off', async () => {
    const { source, body } = await open()
    source.batch('a')
    const out = new PassThrough()
    const errors: unknown[] = []
    out.on('error', (error) => errors.push(error))
    body.pipe(out)
    source.destination.destroy(new Error('encoder'))
    await new Promise(setImmediate)
    expect(out.destroyed).toBe(true)
    expect(errors).toEqual([expect.objectContaining({ message: 'encoder' })])
  })
})

test('a payload that breaks down before anybody reads it breaks off for its reader too', async () => {
  const { source, body, started } = await openForReading()
  source.batch('rows')
  await started
  source.destination.destroy(new Error('broken'))
  const reader = new PassThrough().resume()
  const broken = new Promise((resolve) => reader.on('error', resolve))
  ;(body.body() as AnswerStream).pipe(reader)
  expect(await broken).toEqual(new Error('broken'))
})

async function openForReading() {
  const source = new Source()
  const body = new PayloadBody(source, () => {})
  const started = body.start()
  await null
  return { source, body, started }
}
