/** Who is really on the other end: scheme, host and address of the client, seen through the proxies that are trusted. */
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { RuntimeSettings } from '../protocol/manifest.ts'

export interface Peer {
  readonly scheme: 'http' | 'https'
  /** Lower case. */
  readonly host: string
  readonly ip: string
}

/** Answers null when the Host header, or what a trusted proxy put in its place, is malformed: a 400. */
export type ReadPeer = (request: IncomingMessage) => Peer | null

/** Without `trustProxy` forwarded headers are not looked at. With it, only what the nearest trusted hops wrote counts. */
export function compilePeerReader(trustProxy: RuntimeSettings['trustProxy']): ReadPeer {
  if (trustProxy === false) return readDirect
  const countHops = compileHops(trustProxy)
  return (request) => {
    const direct = readDirect(request)
    if (direct === null) return null
    const chain = [direct.ip, ...listOf(request.headers['x-forwarded-for']).reverse()]
    const hops = countHops(chain)
    if (hops === 0) return direct
    const ip = addressOf(chain[Math.min(hops, chain.length - 1)])
    const scheme = writtenBy(hops, request.headers['x-forwarded-proto'])?.toLowerCase() ?? direct.scheme
    const host = writtenBy(hops, request.headers['x-forwarded-host'])?.toLowerCase() ?? direct.host
    if (ip === null || !isScheme(scheme) || !isHost(host)) return null
    return { scheme, host, ip }
  }
}

/** A host name, an IPv4 address or an IPv6 address in brackets, with or without a port. */
export function isHost(value: string): boolean {
  return value.length <= 260 && /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i.test(value)
}

function readDirect(request: IncomingMessage): Peer | null {
  const host = request.headers.host
  if (host === undefined || !isHost(host)) return null
  const encrypted = 'encrypted' in request.socket && request.socket.encrypted === true
  const address = request.socket.remoteAddress ?? ''
  return {
    scheme: encrypted ? 'https' : 'http',
    host: host.toLowerCase(),
    ip: address.startsWith('::ffff:') ? address.slice(7) : address,
  }
}

/** How many of the chain, nearest first, are proxies that are trusted. */
function compileHops(trustProxy: number | readonly string[]): (chain: readonly string[]) => number {
  if (typeof trustProxy === 'number') return () => trustProxy
  const list = new BlockList()
  for (const entry of trustProxy.flatMap((item) => RANGES[item] ?? [item])) {
    const [address = '', prefix] = entry.split('/')
    if (prefix === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(prefix), familyOf(address))
  }
  return (chain) => {
    const stranger = chain.findIndex((entry) => {
      const address = addressOf(entry)
      return address === null || !list.check(address, familyOf(address))
    })
    return stranger === -1 ? chain.length : stranger
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

const RANGES: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** Each proxy appends to the end: counted from there, the outermost trusted one wrote the entry at its own distance. */
function writtenBy(hops: number, header: string | string[] | undefined): string | undefined {
  const values = listOf(header)
  return values[Math.max(0, values.length - hops)]
}

function listOf(header: string | string[] | undefined): string[] {
  if (header === undefined) return []
  const text = typeof header === 'string' ? header : header.join(',')
  return text.trim() === '' ? [] : text.split(',').map((value) => value.trim())
}

/** Some proxies append the port of the client. */
function addressOf(entry: string | undefined): string | null {
  const bare =
    /^\[([0-9a-f:.]+)\](?::\d+)?$/i.exec(entry ?? '')?.[1] ?? entry?.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  if (bare === undefined || isIP(bare) === 0) return null
  return bare.startsWith('::ffff:') && bare.includes('.') ? bare.slice(7) : bare
}

function isScheme(value: string): value is 'http' | 'https' {
  return value === 'http' || value === 'https'
}
