import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import express from 'express'
import WebSocket, { WebSocketServer } from 'ws'
import { type FerryHandler, ferry } from '../express.ts'
import { createSmallApp, runFerry, SMALL_APP, type SmallApp } from './small-app.test-support.ts'

let app: SmallApp
const servers: Server[] = []
const handlers: FerryHandler[] = []

beforeAll(async () => {
  app = createSmallApp({
    ...SMALL_APP,
    'server.ts': `import { WebSocketServer } from 'ws'
export default function configure(app, { server }) {
  app.get('/own', (request, response) => response.send('own ' + request.originalUrl))
  const sockets = new WebSocketServer({ noServer: true })
  server?.on('upgrade', (request, socket, head) => {
    if (request.url !== '/live') return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (client) => client.on('message', (data) => client.send('own ' + data)))
  })
}`,
  })
  const build = runFerry(app.root, ['build'])
  expect(await build.exit, build.output()).toBe(0)
})
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  await Promise.all(handlers.map((handler) => handler.close().catch(() => {})))
  app.remove()
})

async function listen(listener: Parameters<typeof createServer>[1], server = createServer(listener)): Promise<string> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function handlerFor(options: Parameters<typeof ferry>[0]): FerryHandler {
  const handler = ferry(options)
  handlers.push(handler)
  return handler
}

/** Opens a WebSocket, says hello, and resolves to what comes back. */
function exchange(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace('http', 'ws'))
    socket.on('open', () => socket.send('hello'))
    socket.on('message', (data) => {
      resolve(String(data))
      socket.close()
    })
    socket.on('error', reject)
  })
}

describe('server.ts', () => {
  it('gets the server, for upgrades to WebSockets; open ones do not keep it from shutting down', async () => {
    const started = runFerry(app.root, ['start', '-p', '0', '-H', '127.0.0.1'])
    await expect.poll(started.output, { timeout: 15_000 }).toMatch(/listens on http/)
    const { url } = JSON.parse(started.output().split('\n')[0] ?? '') as { url: string }
    expect(await exchange(`${url}/live`)).toBe('own hello')
    await expect(exchange(`${url}/elsewhere`)).rejects.toThrow()
    const open = new WebSocket(`${url.replace('http', 'ws')}/live`)
    await once(open, 'open')
    open.on('error', () => {})
    started.child.kill('SIGTERM')
    expect(await started.exit).toBe(0)
  })
})

describe('ferry/express', () => {
  it('serves the whole app below any path of an Express app', async () => {
    const outer = express()
    outer.get('/shop/mine', (_request, response) => void response.send('mine'))
    outer.use('/shop', handlerFor({ dir: app.root }))
    outer.use((_request, response) => void response.status(418).send('outer'))
    const url = await listen(outer)
    const page = await (await fetch(`${url}/shop`)).text()
    expect(page).toContain('<h1>Hello</h1>')
    const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? ''
    expect(script).toMatch(/^\/shop\/_ferry\/assets\//)
    expect((await fetch(url + script)).headers.get('cache-control')).toContain('immutable')
    expect(await (await fetch(`${url}/shop/hello.txt`)).text()).toBe('hello')
    expect(await (await fetch(`${url}/shop/api/ping`)).json()).toEqual({ pong: true })
    expect(await (await fetch(`${url}/shop/mine`)).text()).toBe('mine')
    expect(await (await fetch(`${url}/shop/own`)).text()).toBe('own /shop/own')
    expect((await fetch(`${url}/shop/nothing`)).status).toBe(404)
    expect((await fetch(`${url}/elsewhere`)).status).toBe(418)
  })

  it('leaves WebSockets to the server around it', async () => {
    const outer = express()
    outer.use('/shop', handlerFor({ dir: app.root }))
    const server = createServer(outer)
    const sockets = new WebSocketServer({ server, path: '/shop/live' })
    sockets.on('connection', (client) => client.on('message', (data) => client.send(`outer ${data}`)))
    const url = await listen(outer, server)
    expect(await exchange(`${url}/shop/live`)).toBe('outer hello')
    expect(await (await fetch(`${url}/shop`)).text()).toContain('<h1>Hello</h1>')
    await expect(exchange(`${url}/shop/other`)).rejects.toThrow('400')
  })

  it('serves it with node:http alone', async () => {
    const handler = handlerFor({ dir: `${app.root}/dist` })
    await handler.ready
    const url = await listen(handler)
    expect(await (await fetch(url)).text()).toContain('<h1>Hello</h1>')
  })

  it('without a build says so when asked, and gives the reason to the next error handler', async () => {
    const handler = handlerFor({ dir: `${app.root}/app` })
    await expect(handler.ready).rejects.toMatchObject({ code: 'FERRY_NOT_BUILT' })
    const outer = express()
    outer.use(handler)
    outer.use((error: { code: string }, _request: unknown, response: express.Response, _next: unknown) => {
      response.status(503).send(error.code)
    })
    const response = await fetch(await listen(outer))
    expect(response.status).toBe(503)
    expect(await response.text()).toBe('FERRY_NOT_BUILT')
  })
})
