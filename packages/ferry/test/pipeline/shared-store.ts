/** A store that speaks one JSON line for each question; the tests' stand-in for Redis. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Store } from '../../src/protocol/store.ts'
import { createMemoryStore } from '../../src/store/memory-store.ts'

export interface SharedProcess {
  readonly server: Server
  readonly port: number
  readonly connections: Set<Socket>
  /** Keys of all values that were set, in their order. */
  readonly written: readonly string[]
}

export async function startSharedStore(): Promise<SharedProcess> {
  const store = createMemoryStore()
  const connections = new Set<Socket>()
  const written: string[] = []
  const write = (socket: Socket, value: object) => socket.write(`${JSON.stringify(value)}\n`)
  const server = createServer((socket) => {
    connections.add(socket)
    socket.on('close', () => connections.delete(socket))
    socket.on('error', () => {})
    let rest = ''
    socket.on('data', async (chunk) => {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const { id, method, args } = JSON.parse(line) as { id: number; method: keyof Store; args: string[] }
        if (method === 'publish') for (const each of connections) write(each, { topic: args[0], message: args[1] })
        const run = store[method] as (...args: unknown[]) => Promise<unknown>
        if (method === 'set') written.push(args[0] ?? '')
        write(socket, { id, value: (method === 'publish' ? null : await run(...args)) ?? null })
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, connections, written, port: (server.address() as AddressInfo).port }
}
