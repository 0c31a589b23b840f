/** HTTP as hostile clients speak it: any method, any header twice, bodies cut short. */
import { connect } from 'node:net'

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface RawRequest {
  readonly method?: string
  readonly path: string
  /** Sent as they are, in this order; Host is added unless it is here. */
  readonly headers?: readonly (readonly [string, string])[]
  readonly body?: string | Uint8Array
  /** Sends this much of the body, then stops without closing. */
  readonly stall?: boolean
}

/** Sends one request over a socket of its own and resolves with its answer; status 0 when there was none. */
export function raw(base: string, request: RawRequest): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(base)
  const headers = [...(request.headers ?? [])]
  const has = (name: string) => headers.some(([key]) => key.toLowerCase() === name)
  if (!has('host')) headers.unshift(['Host', host])
  const body = Buffer.from(request.body ?? '')
  if (request.body !== undefined && !has('content-length') && !has('transfer-encoding')) {
    headers.push(['Content-Length', String(body.length)])
  }
  headers.push(['Connection', 'close'])
  const head = `${request.method ?? 'POST'} ${request.path} HTTP/1.1\r\n${headers.map((pair) => pair.join(': ')).join('\r\n')}\r\n\r\n`

  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let received = Buffer.alloc(0)
    const done = () => {
      clearTimeout(patience)
      socket.destroy()
      resolve(parse(received.toString('utf8')))
    }
    const patience = setTimeout(done, 8_000)
    socket.on('connect', () => socket.write(Buffer.concat([Buffer.from(head), body])))
    socket.on('data', (chunk) => (received = Buffer.concat([received, chunk])))
    socket.on('end', done)
    socket.on('error', done)
    socket.on('close', done)
  })
}

function parse(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = text.slice(0, Math.max(end, 0)).split('\r\n')
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const colon = line.indexOf(':')
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim()
  }
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: text.slice(end + 4) }
}

export interface Part {
  readonly name: string
  readonly value: string
  readonly filename?: string
  readonly headers?: string
}

export const boundary = 'ferry-test-boundary'

export function multipart(parts: readonly Part[]): string {
  const text = parts.map(
    ({ name, value, filename, headers }) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"\r\nContent-Type: application/octet-stream`}${headers ? `\r\n${headers}` : ''}\r\n\r\n${value}\r\n`,
  )
  return `${text.join('')}--${boundary}--\r\n`
}

export const multipartType = `multipart/form-data; boundary=${boundary}`
