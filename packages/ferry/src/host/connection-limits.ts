/** How many connections a process holds, in all and from one address: what comes on top is closed before it says anything. */
import type { Server } from 'node:http'
import type { Log } from '../protocol/incoming.ts'
import type { ServerSettings } from '../protocol/manifest.ts'

type Limits = Pick<ServerSettings, 'maxConnections' | 'maxConnectionsPerAddress'>

/** Between two lines in the log. ms */
const LOG_EVERY = 60_000

export function limitConnections(server: Server, limits: Limits, log: Log): void {
  const { maxConnections, maxConnectionsPerAddress } = limits
  const refused = createRefusalLog(limits, log)
  if (maxConnections > 0) {
    server.maxConnections = maxConnections
    server.on('drop', refused)
  }
  if (maxConnectionsPerAddress === 0) return
  const counts = new Map<string, number>()
  server.on('connection', (socket) => {
    const neighbours = neighbourhood(socket.remoteAddress)
    if (neighbours === null) return
    const count = (counts.get(neighbours) ?? 0) + 1
    counts.set(neighbours, count)
    socket.on('close', () => {
      const left = (counts.get(neighbours) ?? 0) - 1
      if (left > 0) counts.set(neighbours, left)
      else counts.delete(neighbours)
    })
    if (count <= maxConnectionsPerAddress) return
    refused()
    socket.destroy()
  })
}

/**
 * Who is counted as one: an IPv4 address, or the 64 bits of IPv6 that a household is given. null: a local socket.
 * Example: `2001:db8:0:7` of `2001:db8::7:0:0:0:1`
 */
export function neighbourhood(address: string | undefined): string | null {
  if (address === undefined || address === '') return null
  const inner = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (inner !== undefined || !address.includes(':')) return inner ?? address
  const [start = '', end] = address.split('%', 1)[0]?.split('::') ?? []
  const [before, after] = [groupsOf(start), groupsOf(end ?? '')]
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':').toLowerCase()
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':')
}

/** A flood must not become one of the log. */
function createRefusalLog(limits: Limits, log: Log): () => void {
  let count = 0
  let last = Number.NEGATIVE_INFINITY
  return () => {
    count++
    if (performance.now() - last < LOG_EVERY) return
    log('warn', 'Connections were refused: there are too many.', { refused: count, ...limits })
    last = performance.now()
    count = 0
  }
}
