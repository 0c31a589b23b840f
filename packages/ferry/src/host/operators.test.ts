import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createServedFolder, eventually, get, open, type ServedFolder } from './served-process.test-support.ts'

const BUNDLE = `
const { setTimeout: delay } = require('node:timers/promises')
const answer = (body, status = 200) => ({ status, headers: [['Content-Type', 'text/plain']], body })
let draining = false
exports.createApp = async () => ({
  configureExpress: process.env.EXPRESS ? (app) => { app.use((request, response) => response.status(418).send('everything')) } : null,
  drain: () => { draining = true },
  idle: async () => {},
  async handle({ target }) {
    if (target === '/slow') { console.log('begun'); await delay(3_000); return answer('slow') }
    if (target === '/block') { console.log('begun'); const end = Date.now() + 2_000; while (Date.now() < end); return answer('blocked') }
    return answer(draining ? 'draining' : 'the app', target === '/' ? 200 : 404)
  },
})
`
vi.setConfig({ testTimeout: 180_000 })

let served: ServedFolder
beforeAll(() => {
  served = createServedFolder()
})
afterEach(() => served.killAll())
afterAll(() => served.remove())

async function start(server: Parameters<ServedFolder['build']>[2], env: NodeJS.ProcessEnv = {}) {
  served.build('app', BUNDLE, server)
  const process = await served.start('app', [], env)
  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${process.port}${path}`, init)
  return { ...process, ask }
}

const HEALTH = '/_ferry/health'
const READY = '/_ferry/ready'

describe('health and readiness', () => {
  it('answer 200 as JSON that no cache keeps, to GET and HEAD, whatever the query', async () => {
    const { ask } = await start({})
    for (const path of [HEALTH, READY, `${READY}?probe=1`]) {
      const answer = await ask(path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(await answer.json()).toEqual({ status: path === HEALTH ? 'ok' : 'ready' })
      expect((await ask(path, { method: 'HEAD' })).status).toBe(200)
    }
  })

  it('have the paths of the configuration, or none, and are no pages of the app', async () => {
    const { ask } = await start({ healthPath: '/healthz', readyPath: null })
    expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok' })
    for (const path of [HEALTH, READY, '/healthz/', '/healthzz']) expect((await ask(path)).status).toBe(404)
    expect(await (await ask('/healthz', { method: 'POST' })).text()).toBe('the app')
  })

  it('come before the middleware of server.ts', async () => {
    const { ask } = await start({}, { EXPRESS: '1' })
    expect((await ask('/')).status).toBe(418)
    expect((await ask(HEALTH)).status).toBe(200)
  })

  it('after SIGTERM with a shutdownDelay the server is not ready, alive, and serves on; then it ends', async () => {
    const { ask, child, exit, port } = await start({ shutdownDelay: 6_000 })
    const idle = await open(port, get('/'))
    await eventually(idle.text).toContain('the app')
    child.kill('SIGTERM')
    await eventually(async () => (await ask(READY)).status).toBe(503)
    expect(await (await ask(READY)).json()).toEqual({ status: 'not ready', reason: 'shutting down' })
    expect((await ask(HEALTH)).status).toBe(200)
    const answer = await ask('/')
    expect(await answer.text()).toBe('the app')
    expect(answer.headers.get('connection')).toBe('close')
    expect(await exit).toBe(0)
    await idle.closed
  })

  it('an exception does not wait for the delay', async () => {
    served.build(
      'throws',
      BUNDLE.replace(
        "if (target === '/slow')",
        "if (target === '/throw') setTimeout(() => { throw new Error('late') })\n    if (target === '/slow')",
      ),
      { shutdownDelay: 60_000 },
    )
    const { port, exit } = await served.start('throws')
    await open(port, get('/throw'))
    expect(await exit).toBe(1)
  })
})

describe('too much at once', () => {
  it('is turned away with 503 and Retry-After, while what has begun is answered', async () => {
    const { ask, output } = await start({ maxRequests: 2 })
    const slow = [ask('/slow'), ask('/slow')]
    await eventually(() => output().match(/begun/g)?.length).toBe(2)
    const refused = await ask('/')
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(refused.headers.get('cache-control')).toBe('no-store')
    expect(await refused.text()).toContain('busy')
    expect((await ask(READY)).status).toBe(503)
    expect((await ask(HEALTH)).status).toBe(200)
    for (const answer of await Promise.all(slow)) expect(await answer.text()).toBe('slow')
    expect((await ask('/')).status).toBe(200)
    expect((await ask(READY)).status).toBe(200)
  })

  it('gives a caller the typed failure, and the connection is not left with an unread body', async () => {
    const { ask, port, output } = await start({ maxRequests: 1 })
    const slow = ask('/slow')
    await eventually(output).toContain('begun')
    const refused = await ask(`/_ferry/action/${'a'.repeat(40)}`, { method: 'POST', body: '[]' })
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ kind: 'unavailable', status: 503, retryAfter: 1 })
    const large = await open(port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\nabc')
    await large.closed
    expect(large.text()).toMatch(/^HTTP\/1\.1 503 /)
    expect(large.text()).toMatch(/connection: close/i)
    await slow
  })

  it('a client that goes away leaves room for others', async () => {
    const { ask, port, output } = await start({ maxRequests: 1 })
    for (let n = 1; n <= 5; n++) {
      const gone = await open(port, get('/slow'))
      await eventually(() => output().match(/begun/g)?.length).toBe(n)
      gone.socket.destroy()
      await once(gone.socket, 'close')
      await eventually(async () => (await ask('/')).status).toBe(200)
    }
  })
})

it('a process that is late turns away what comes, until it has caught up', async () => {
  const { ask, port, output } = await start({ maxDelay: 1_000 })
  await eventually(async () => (await ask('/')).status).toBe(200)
  const blocking = await open(port, get('/block'))
  await eventually(output).toContain('begun')
  expect((await Promise.all([ask('/'), ask(READY)])).map(({ status }) => status)).toEqual([503, 503])
  await eventually(async () => (await ask('/')).status).toBe(200)
  blocking.socket.destroy()
})
