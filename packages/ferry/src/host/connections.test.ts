import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { PassThrough, type Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { type Handmade, handmadeApp, serve, text } from './handmade-app.test-support.ts'

let server: Handmade | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

async function open(port: number, bytes: string): Promise<Socket & { text: () => string; gone: Promise<unknown> }> {
  const socket = connect(port, '127.0.0.1')
  let received = ''
  socket.on('data', (chunk) => {
    received += String(chunk)
  })
  socket.on('error', () => {})
  const gone = once(socket, 'close')
  await once(socket, 'connect')
  socket.write(bytes)
  return Object.assign(socket, { text: () => received, gone })
}

const readAll = async (body: AsyncIterable<unknown>) => {
  let length = 0
  for await (const chunk of body) length += (chunk as Buffer).length
  return text(String(length))
}

describe('what has come to a standstill is ended', () => {
  it('H-112 a head that does not arrive: 408', async () => {
    server = await serve(
      handmadeApp(() => text('hi')),
      { headersTimeout: 300 },
    )
    const socket = await open(server.port, 'GET / HTTP/1.1\r\nHost: a\r\n')
    await socket.gone
    expect(socket.text()).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('V-19 a body that does not arrive: 408', async () => {
    let aborted = false
    server = await serve(
      handmadeApp(({ body, signal }) => {
        signal.addEventListener('abort', () => (aborted = true))
        return readAll(body)
      }),
      { sweepEvery: 100 },
    )
    const socket = await open(server.port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc')
    await socket.gone
    expect(socket.text()).toMatch(/^HTTP\/1\.1 408 /)
    await expect.poll(() => aborted).toBe(true)
  })

  it('a body that arrives slowly but steadily is waited for', async () => {
    server = await serve(
      handmadeApp(({ body }) => readAll(body)),
      { sweepEvery: 100 },
    )
    const socket = await open(
      server.port,
      'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3000\r\n\r\n',
    )
    for (let sent = 0; sent < 3000; sent += 300) {
      socket.write('x'.repeat(300))
      await delay(60)
    }
    await socket.gone
    expect(socket.text()).toMatch(/^HTTP\/1\.1 200 [\s\S]*3000$/)
  })

  it('a body that the app does not read yet is not the client’s fault', async () => {
    server = await serve(
      handmadeApp(async ({ body }) => {
        await delay(700)
        return readAll(body)
      }),
      { sweepEvery: 100 },
    )
    const socket = await open(
      server.port,
      `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n${'x'.repeat(500)}`,
    )
    await delay(650)
    socket.write('x'.repeat(500))
    await socket.gone
    expect(socket.text()).toMatch(/^HTTP\/1\.1 200 [\s\S]*1000$/)
  })

  it('C-4 an answer that nobody takes is cut', async () => {
    let aborted = false
    const source = new PassThrough()
    server = await serve(
      handmadeApp(() => ({
        ...text(''),
        body: {
          pipe: <D extends Writable>(destination: D) => source.pipe(destination),
          abort: () => {
            aborted = true
            source.destroy()
          },
        },
      })),
      { sweepEvery: 100, writeStall: 300 },
    )
    const socket = await open(server.port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    socket.pause()
    for (let written = 0; written < 32; written++) source.write(Buffer.alloc(1024 ** 2))
    await expect.poll(() => aborted, { timeout: 5_000 }).toBe(true)
    socket.destroy()
  })

  it('a streamed answer that is silent for a while is not', async () => {
    const source = new PassThrough()
    server = await serve(
      handmadeApp(() => ({
        ...text(''),
        body: { pipe: <D extends Writable>(destination: D) => source.pipe(destination), abort: () => source.destroy() },
      })),
      { sweepEvery: 50, writeStall: 100 },
    )
    const socket = await open(server.port, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    source.write('first')
    await delay(500)
    source.end('last')
    await socket.gone
    expect(socket.text()).toContain('last')
  })
})

describe('a broken request', () => {
  it('behind a good one on the same connection does not disturb its answer', async () => {
    const source = new PassThrough()
    server = await serve(
      handmadeApp(() => ({
        ...text(''),
        body: { pipe: <D extends Writable>(destination: D) => source.pipe(destination), abort: () => source.destroy() },
      })),
    )
    source.write('first')
    const socket = await open(server.port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    await once(socket, 'data')
    socket.write('garbage\r\n\r\n')
    await socket.gone
    expect(socket.text().match(/HTTP\/1\.1/g)).toHaveLength(1)
  })
})
