import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { createFromNodeStream } from 'react-server-dom-webpack/client'
import { afterEach, describe, expect, it } from 'vitest'
import type { CallPayload } from '../protocol/payload.ts'
import type { CallRequest } from './call-request.ts'
import { exchange } from './exchange.ts'

type Respond = (request: IncomingMessage, response: ServerResponse) => void

let stop: () => void = () => {}
afterEach(() => stop())

/** Answers the first request with the first function, and so on; the last one answers the rest. */
async function serve(...responds: Respond[]): Promise<{ url: string; keys: unknown[] }> {
  const keys: unknown[] = []
  const server = createServer((request, response) => {
    keys.push(request.headers['ferry-once'])
    request.resume()
    request.on('end', () => responds[Math.min(keys.length, responds.length) - 1]?.(request, response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, keys }
}

const payload =
  (rows: string): Respond =>
  (_, response) =>
    response.writeHead(200, { 'content-type': 'text/x-component; charset=utf-8' }).end(rows)
const breakOff: Respond = (request) => request.socket.destroy()

// The Flight client that Node resolves wants a manifest; the answers here hold no client components.
const decoding = (body: ReadableStream<Uint8Array>) =>
  createFromNodeStream<CallPayload>(Readable.fromWeb(body as WebStream), {
    moduleMap: {},
    serverModuleMap: null,
    moduleLoading: null,
  })
const request = (url: string, signal?: AbortSignal): CallRequest => ({
  url,
  headers: { 'Ferry-Once': 'key-0123456789abcdef' },
  body: '[]',
  signal,
  onProgress: undefined,
})

describe('exchange', () => {
  it('gives the frame of the answer; the result is a promise in it', async () => {
    const { url } = await serve(payload('0:{"result":"$@1"}\n1:"done"\n'))
    const answer = await exchange(request(url), decoding)
    expect(await answer.result).toBe('done')
  })

  it('a void function resolves to undefined', async () => {
    const { url } = await serve(payload('0:{"result":"$@1"}\n1:"$undefined"\n'))
    expect(await (await exchange(request(url), decoding)).result).toBeUndefined()
  })

  it('a function that threw answers 500 with a payload whose result rejects', async () => {
    const { url } = await serve((_, response) =>
      response
        .writeHead(500, { 'content-type': 'text/x-component' })
        .end(
          '0:{"result":"$@1"}\n1:E{"digest":"d","name":"Error","message":"m","stack":[],"env":"Server","owner":null}\n',
        ),
    )
    const { result } = await exchange(request(url), decoding)
    await expect(Promise.resolve(result)).rejects.toMatchObject({ digest: 'd' })
  })

  it('a connection that breaks before the answer is tried once more, with the same key', async () => {
    const { url, keys } = await serve(breakOff, payload('0:{"result":"$@1"}\n1:2\n'))
    expect(await (await exchange(request(url), decoding)).result).toBe(2)
    expect(keys).toEqual(['key-0123456789abcdef', 'key-0123456789abcdef'])
  })

  it('a connection that breaks in the frame of the answer is tried once more', async () => {
    const half: Respond = (incoming, response) => {
      response.writeHead(200, { 'content-type': 'text/x-component' })
      response.write('0:{"res', () => incoming.socket.destroy())
    }
    const { url, keys } = await serve(half, payload('0:{"result":"$@1"}\n1:2\n'))
    expect(await (await exchange(request(url), decoding)).result).toBe(2)
    expect(keys).toHaveLength(2)
  })

  it('after the second time the caller is told that nobody answered', async () => {
    const { url, keys } = await serve(breakOff)
    await expect(exchange(request(url), decoding)).rejects.toMatchObject({
      name: 'CallError',
      kind: 'connection',
      status: 0,
    })
    expect(keys).toHaveLength(2)
  })

  it('a refusal is an answer: it is not tried again', async () => {
    const failure = { kind: 'bad-request', status: 400, message: 'No.' }
    const { url, keys } = await serve((_, response) => response.writeHead(400).end(JSON.stringify(failure)))
    await expect(exchange(request(url), decoding)).rejects.toMatchObject(failure)
    expect(keys).toHaveLength(1)
  })

  it("looks at the type before decoding: a proxy's error page is a typed error", async () => {
    const { url } = await serve((_, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<p>'))
    await expect(exchange(request(url), decoding)).rejects.toMatchObject({ kind: 'answer', status: 502 })
  })

  it("D-2: aborting rejects with the signal's reason and is not tried again", async () => {
    const { url, keys } = await serve(() => {})
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 50)
    await expect(exchange(request(url, controller.signal), decoding)).rejects.toMatchObject({ name: 'AbortError' })
    expect(keys).toHaveLength(1)
  })

  it('a timeout is told from an abort', async () => {
    const { url } = await serve(() => {})
    await expect(exchange(request(url, AbortSignal.timeout(50)), decoding)).rejects.toMatchObject({
      name: 'TimeoutError',
    })
  })
})
