import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { PassThrough, type Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { brotliDecompressSync, createBrotliDecompress, createGunzip, gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { Answer, AnswerStream, Incoming } from '../protocol/incoming.ts'
import { type Handmade, type HandmadeOptions, handmadeApp, serve, statusOf, text } from './handmade-app.test-support.ts'

let server: Handmade | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

async function start(
  handle: (incoming: Incoming) => Answer | Promise<Answer>,
  options?: HandmadeOptions,
): Promise<Handmade> {
  server = await serve(handmadeApp(handle), options)
  return server
}

/** A stream as React gives it: piped by the host, told when the client has gone. */
class Source implements AnswerStream {
  readonly through = new PassThrough()
  aborted: unknown = null
  pipe<D extends Writable>(destination: D): D {
    return this.through.pipe(destination)
  }
  abort(reason?: unknown): void {
    this.aborted = reason
    this.through.destroy()
  }
}

function open(port: number, headers: Record<string, string> = {}, method = 'GET'): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest({ port, host: '127.0.0.1', path: '/', method, headers, agent: false }, resolve)
      .on('error', reject)
      .end()
  })
}

async function read(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const LONG = 'many words of text, '.repeat(500)

describe('an answer', () => {
  it('keeps every header, also the ones of one name', async () => {
    const { port } = await start(() =>
      text('hi', 201, [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['X-One', '1'],
      ]),
    )
    const response = await open(port)
    expect(response.statusCode).toBe(201)
    expect(response.headers['set-cookie']).toEqual(['a=1', 'b=2'])
    expect(response.headers['content-length']).toBe('2')
    expect(response.headers['x-powered-by']).toBeUndefined()
    expect(String(await read(response))).toBe('hi')
  })

  it('with a length of its own is not given a second one', async () => {
    const { port } = await start(() => text('hi', 200, [['content-length', '2']]))
    const response = await open(port)
    expect(response.rawHeaders.filter((name) => /^content-length$/i.test(name))).toHaveLength(1)
  })

  it.each([204, 304])('with status %i has neither body nor length', async (status) => {
    const { port } = await start(() => ({ status, headers: [], body: null }))
    const response = await open(port)
    expect(response.headers['content-length']).toBeUndefined()
    expect(await read(response)).toHaveLength(0)
  })

  it('to HEAD has the head of the GET and no body, and its stream is not started', async () => {
    const source = new Source()
    const { port } = await start(({ target }) => (target === '/' ? { ...text(''), body: source } : text('four')))
    const streamed = await open(port, {}, 'HEAD')
    expect(streamed.statusCode).toBe(200)
    expect(await read(streamed)).toHaveLength(0)
    expect(source.aborted).toMatchObject({ name: 'AbortError' })
    const plain = await server?.raw('HEAD /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    expect(plain).toMatch(/Content-Length: 4\r\n/)
    expect(plain).toMatch(/\r\n\r\n$/)
  })

  it('that fails is a bare 500, and the log has the reason', async () => {
    const { port, logged } = await start(() => Promise.reject(new Error('secret')))
    const response = await open(port)
    expect(response.statusCode).toBe(500)
    expect(String(await read(response))).toBe('500 Internal Server Error\n')
    expect(logged).toMatchObject([{ level: 'error', fields: { error: { message: 'secret' } } }])
  })

  it('H-511 with a line break in a header is a 500 and not a second header', async () => {
    const { port, logged } = await start(() => text('hi', 200, [['X-Name', 'a\r\nSet-Cookie: evil=1']]))
    const response = await open(port)
    expect(response.statusCode).toBe(500)
    expect(response.headers['set-cookie']).toBeUndefined()
    expect(logged).toHaveLength(1)
  })
})

describe('a streamed answer', () => {
  it('arrives as it is produced', async () => {
    const source = new Source()
    const { port } = await start(() => ({ ...text(''), body: source }))
    source.through.write('first')
    const response = await open(port)
    expect(String((await once(response, 'data'))[0])).toBe('first')
    source.through.write('second')
    expect(String((await once(response, 'data'))[0])).toBe('second')
    source.through.end()
    await once(response, 'end')
    expect(source.aborted).toBeNull()
  })

  it('C-3 is aborted when the client goes away, and so is the signal', async () => {
    const source = new Source()
    let signal: AbortSignal | null = null
    const { port, logged } = await start((incoming) => {
      signal = incoming.signal
      return { ...text(''), body: source }
    })
    source.through.write('first')
    const response = await open(port)
    await once(response, 'data')
    response.destroy()
    await expect.poll(() => signal?.aborted).toBe(true)
    expect(source.aborted).toMatchObject({ name: 'AbortError' })
    expect(logged).toEqual([])
  })

  it('C-3 whose client has gone before there was an answer never starts', async () => {
    const source = new Source()
    let asked: (() => void) | undefined
    const { port } = await start(async (incoming) => {
      asked?.()
      await new Promise((resolve) => incoming.signal.addEventListener('abort', resolve))
      return { ...text(''), body: source }
    })
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve
    })
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'))
    await isAsked
    socket.destroy()
    await expect.poll(() => source.aborted).toMatchObject({ name: 'AbortError' })
  })

  it('C-4 waits for a client that reads slowly', async () => {
    const source = new Source()
    const { port } = await start(() => ({ ...text(''), body: source }))
    source.through.write('first')
    const response = await open(port)
    response.pause()
    let written = 0
    while (written < 64 * 1024 ** 2) {
      written += 64 * 1024
      if (source.through.write(Buffer.alloc(64 * 1024))) continue
      const drained = await Promise.race([once(source.through, 'drain').then(() => true), delay(300, false)])
      if (!drained) break
    }
    expect(written).toBeLessThan(32 * 1024 ** 2)
  })
})

describe('compression', () => {
  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip', 'br;q=0, gzip;q=0.5', gunzipSync],
    ['br', '*', brotliDecompressSync],
  ])('a long text comes as %s when the client says %s', async (encoding, accepts, decompress) => {
    const { port } = await start(() => text(LONG, 200, [['ETag', '"1"']]), { compress: true })
    const response = await open(port, { 'accept-encoding': accepts })
    expect(response.headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding', etag: 'W/"1"' })
    const body = await read(response)
    expect(Number(response.headers['content-length'])).toBe(body.length)
    expect(String(decompress(body))).toBe(LONG)
  })

  it.each<[string, Answer, string, boolean]>([
    ['a short text', text('hi'), 'br', true],
    ['a picture', { ...text(LONG), headers: [['Content-Type', 'image/png']] }, 'br', true],
    ['what is compressed already', text(LONG, 200, [['Content-Encoding', 'gzip']]), 'br', true],
    ['what must not be transformed', text(LONG, 200, [['Cache-Control', 'no-transform']]), 'br', true],
    ['server-sent events', { ...text(LONG), headers: [['Content-Type', 'text/event-stream']] }, 'br', true],
    ['for a client that takes none', text(LONG), 'identity', true],
    ['when it is switched off', text(LONG), 'br', false],
  ])('%s is left as it is', async (_name, answer, accepts, compress) => {
    const { port } = await start(() => answer, { compress })
    const response = await open(port, { 'accept-encoding': accepts })
    expect(String(await read(response))).toBe(answer.body)
  })

  it.each([
    ['br', createBrotliDecompress],
    ['gzip', createGunzip],
  ])('%s holds nothing of a stream back', async (encoding, createDecompress) => {
    const source = new Source()
    const { port } = await start(() => ({ ...text(''), body: source }), { compress: true })
    source.through.write('first')
    const response = await open(port, { 'accept-encoding': encoding })
    expect(response.headers['content-encoding']).toBe(encoding)
    const plain = response.pipe(createDecompress())
    expect(String((await once(plain, 'data'))[0])).toBe('first')
    source.through.write('second')
    expect(String((await once(plain, 'data'))[0])).toBe('second')
    source.through.end('third')
    let rest = ''
    for await (const chunk of plain) rest += String(chunk)
    expect(rest).toBe('third')
  })

  it('of a stream ends with the client', async () => {
    const source = new Source()
    const { port, logged } = await start(() => ({ ...text(''), body: source }), { compress: true })
    source.through.write('first')
    const response = await open(port, { 'accept-encoding': 'br' })
    await once(response, 'data')
    response.destroy()
    await expect.poll(() => source.aborted).toMatchObject({ name: 'AbortError' })
    expect(logged).toEqual([])
  })
})

describe('a request with a body that nobody reads', () => {
  it('H-115 is answered, then the connection is closed; the client can read the answer', async () => {
    const { raw } = await start(() => text('too large', 413))
    const response = await raw(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n${'x'.repeat(200_000)}`)
    expect(statusOf(response)).toBe(413)
    expect(response).toMatch(/Connection: close/i)
    expect(response).toContain('too large')
  })

  it('H-108 with Expect: 100-continue is never asked for the body', async () => {
    const { raw } = await start(() => text('too large', 413))
    const response = await raw('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n')
    expect(response).not.toContain('100 Continue')
    expect(statusOf(response)).toBe(413)
  })

  it('with Expect: 100-continue is asked for it when it is read', async () => {
    const { port } = await start(async ({ body }) => text(String(await read(body as IncomingMessage))))
    const socket = connect(port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n')
    expect(String((await once(socket, 'data'))[0])).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    socket.write('hello')
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*hello$/)
  })
})
