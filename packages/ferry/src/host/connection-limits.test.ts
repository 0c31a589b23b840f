import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { limitConnections, neighbourhood } from './connection-limits.ts'
import { type Handmade, handmadeApp, serve, text } from './handmade-app.test-support.ts'

vi.setConfig({ testTimeout: 180_000 })

let server: Handmade
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await server?.close()
})

const page = () =>
  handmadeApp(async ({ body }) => {
    for await (const _ of body);
    return text('the page')
  })

/** Resolves when the server has it, or has closed it. */
async function open(bytes = ''): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1')
  socket.on('error', () => {})
  socket.resume()
  sockets.push(socket)
  await Promise.race([once(socket, 'connect'), once(socket, 'close')])
  if (bytes !== '') socket.write(bytes)
  return socket
}

async function crowd(count: number, bytes = ''): Promise<readonly Socket[]> {
  const opened: Socket[] = []
  while (opened.length < count) {
    opened.push(...(await Promise.all(Array.from({ length: Math.min(250, count - opened.length) }, () => open(bytes)))))
  }
  return opened
}

/** How many the server holds. */
const held = () => new Promise<number>((resolve) => server.server.getConnections((_, count) => resolve(count)))
const patiently = (read: () => unknown) => expect.poll(read, { timeout: 60_000 })
const ask = async () => (await fetch(`http://127.0.0.1:${server.port}/`, { headers: { connection: 'close' } })).text()

describe('H-113 a crowd of connections that say little', () => {
  it('without a limit: a thousand that say nothing, a thousand that never finish a body, and pages are served', async () => {
    // None is cut for being slow: here they are all there at once.
    server = await serve(page(), { sweepEvery: 600_000 })
    await crowd(1_000)
    await crowd(1_000, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nx')
    await patiently(held).toBeGreaterThanOrEqual(2_000)
    for (let visit = 0; visit < 5; visit++) expect(await ask()).toBe('the page')
  })

  it('maxConnections: no more than that are held, the log says so once, and when some go there is room', async () => {
    server = await serve(page())
    const lines: unknown[] = []
    limitConnections(server.server, { maxConnections: 20, maxConnectionsPerAddress: 0 }, (...line) => lines.push(line))
    const all = await crowd(60)
    await patiently(() => all.filter(({ destroyed }) => destroyed).length).toBe(40)
    expect(await held()).toBe(20)
    await expect(ask()).rejects.toThrow()
    expect(lines).toEqual([
      ['warn', 'Connections were refused: there are too many.', expect.objectContaining({ maxConnections: 20 })],
    ])
    for (const socket of all) socket.destroy()
    await patiently(held).toBe(0)
    expect(await ask()).toBe('the page')
  })

  it('maxConnectionsPerAddress: one address has only so many, whatever they are busy with', async () => {
    server = await serve(page())
    limitConnections(server.server, { maxConnections: 0, maxConnectionsPerAddress: 5 }, () => {})
    const all = await crowd(12)
    await patiently(() => all.filter(({ destroyed }) => destroyed).length).toBe(7)
    await expect(ask()).rejects.toThrow()
    all.find(({ destroyed }) => !destroyed)?.destroy()
    await patiently(() => ask().catch(() => 'refused')).toBe('the page')
    await patiently(held).toBe(4)
  })
})

describe('H-113 who is counted as one', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::1', '2001:db8:1:2'],
    ['2001:db8::7:0:0:0:1', '2001:db8:0:7'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s: %s', (address, expected) => expect(neighbourhood(address)).toBe(expected))

  it.each([undefined, ''])('nobody on a local socket (%j)', (address) => expect(neighbourhood(address)).toBeNull())
})
