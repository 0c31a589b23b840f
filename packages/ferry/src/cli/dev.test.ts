import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import { createSmallApp, type Running, runFerry, SMALL_APP, type SmallApp } from './small-app.test-support.ts'

const PAGE = (text: string) => `export default function Page() {
  return <h1>${text}</h1>
}`

let app: SmallApp
let dev: Running
let url: string

beforeAll(async () => {
  app = createSmallApp({
    ...SMALL_APP,
    'app/crash/route.ts': `export function GET() {
  setTimeout(() => { throw new Error('crashed on purpose') })
  return new Response('crashing')
}`,
    'app/env/route.ts': 'export const GET = () => new Response(process.env.F_DEV)',
    'app/ip/route.ts': 'export const GET = (request) => new Response([...request.headers.keys()].join())',
    'server.ts': `import { WebSocketServer } from 'ws'
export default function configure(_app, { server }) {
  const sockets = new WebSocketServer({ server, path: '/live' })
  sockets.on('connection', (client) => client.on('message', (data) => client.send('own ' + data)))
}`,
    '.env': 'F_DEV=one',
  })
  dev = runFerry(app.root, ['dev', '-p', '0'])
  await vi.waitUntil(() => dev.output().includes('http://'), { timeout: 20_000 })
  url = /http:\/\/localhost:\d+/.exec(dev.output())?.[0] ?? ''
  expect((await fetch(url)).status).toBe(200)
})
afterAll(async () => {
  dev.child.kill('SIGTERM')
  const code = await dev.exit
  app.remove()
  expect(code).toBe(0)
})

const page = async (path = '/') => {
  const response = await fetch(url + path, { headers: { accept: 'text/html' } })
  return { status: response.status, text: await response.text() }
}

/** Waits until the change has been noticed; from then on requests wait for its outcome. */
async function change(files: Readonly<Record<string, string>>): Promise<void> {
  app.write(files)
  await new Promise((resolve) => setTimeout(resolve, 300))
}

async function* events(): AsyncGenerator<Record<string, unknown>> {
  const response = await fetch(`${url}/_ferry/dev/events`)
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString()
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1]
      text = text.slice(end + 2)
      if (data !== undefined) yield JSON.parse(data) as Record<string, unknown>
    }
  }
}

async function next(stream: AsyncGenerator<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const { value } = await stream.next()
  return value as Record<string, unknown>
}

describe('ferry dev', { timeout: 60_000 }, () => {
  it('shows a change: a request made after it sees the new code', async () => {
    await change({ 'app/page.tsx': PAGE('Changed') })
    expect((await page()).text).toContain('<h1>Changed</h1>')
  })

  it('shows an error in place of the page, and the page when it is mended', async () => {
    await change({ 'app/page.tsx': PAGE('{') })
    const broken = await page()
    expect(broken.status).toBe(500)
    expect(broken.text).toContain('app/page.tsx:2')
    expect(broken.text).toContain('&#60;h1&#62;')
    expect(dev.output()).toContain('> 2 |')
    const call = await fetch(url, { method: 'POST' })
    expect(call.status).toBe(500)
    expect(call.headers.get('content-type')).toMatch(/^text\/plain/)
    await change({ 'app/page.tsx': PAGE('Mended') })
    const mended = await page()
    expect(mended.status).toBe(200)
    expect(mended.text).toContain('<h1>Mended</h1>')
  })

  it('tells open pages what is served: the same browser code after a change on the server', async () => {
    const stream = events()
    const first = await next(stream)
    expect(first).toMatchObject({ error: null })
    app.write({ 'app/page.tsx': PAGE('Told') })
    const second = await next(stream)
    expect(second).toMatchObject({ error: null, browser: first.browser })
    expect(second.build).not.toBe(first.build)
    app.write({ 'app/page.tsx': PAGE('{') })
    expect(await next(stream)).toMatchObject({ build: null, error: expect.stringContaining('app/page.tsx:2') })
    app.write({ 'app/page.tsx': PAGE('Told') })
    expect(await next(stream)).toEqual(second)
    await stream.return(undefined)
  })

  it('tells them of new browser code', async () => {
    const stream = events()
    const first = await next(stream)
    app.write({
      'app/button.tsx': "'use client'\nexport const Button = () => <button onClick={() => alert(1)}>Press</button>",
      'app/page.tsx': "import { Button } from './button'\nexport default function Page() {\n  return <Button />\n}",
    })
    let second = await next(stream)
    if (second.browser === first.browser) second = await next(stream)
    expect(second.browser).not.toBe(first.browser)
    await stream.return(undefined)
  })

  it('serves new public files', async () => {
    expect((await fetch(`${url}/new.txt`)).status).toBe(404)
    await change({ 'public/new.txt': 'new' })
    expect(await (await fetch(`${url}/new.txt`)).text()).toBe('new')
  })

  it('reads .env and ferry.config again', async () => {
    expect((await page('/env')).text).toBe('one')
    await change({ '.env': 'F_DEV=two' })
    expect((await page('/env')).text).toBe('two')
    await change({ 'ferry.config.ts': "export default { basePath: '/base' }" })
    expect((await page('/base/env')).text).toBe('two')
    await change({ 'ferry.config.ts': 'export default { bas: 1 }' })
    expect((await page('/base/env')).text).toContain('FERRY_CONFIG_UNKNOWN_KEY')
    rmSync(join(app.root, 'ferry.config.ts'))
    await change({})
    expect((await page('/env')).text).toBe('two')
  })

  it('starts the app again when its process ends', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await page('/crash')
    await expect.poll(dev.output).toContain('crashed on purpose')
    await expect.poll(async () => (await page('/env')).text, { timeout: 10_000 }).toBe('two')
  })

  it('adds nothing to a request that the app can see', async () => {
    expect((await page('/ip')).text).not.toMatch(/ferry|forwarded/)
  })
})

describe('who may ask the dev server', () => {
  const raw = (bytes: string) =>
    new Promise<string>((resolve) => {
      let received = ''
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes))
      socket.on('data', (chunk) => {
        received += String(chunk)
      })
      socket.on('close', () => resolve(received))
    })
  const get = (target: string, headers: Record<string, string>) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    return raw(`GET ${target} HTTP/1.1\r\n${lines.join('')}Connection: close\r\n\r\n`)
  }

  it.each([
    ['H-901', '/', { Host: 'evil.test' }],
    ['H-901', '/', { Host: 'localhost.evil.test' }],
    ['H-901', '/', { Host: 'evil.test:3000' }],
    ['H-901', '/_ferry/dev/events', { Host: 'evil.test' }],
    ['H-902', '/_ferry/assets/x.js', { Host: 'localhost', 'Sec-Fetch-Site': 'cross-site' }],
    ['H-902', '/_ferry/assets/x.js', { Host: 'localhost', 'Sec-Fetch-Site': 'same-site' }],
    ['H-902', '/_ferry/assets/x.js', { Host: 'localhost', Origin: 'null' }],
    ['H-903', '/_ferry/dev/events', { Host: 'localhost', Origin: 'http://evil.test' }],
    ['H-903', '/_ferry/dev/events', { Host: 'localhost', Origin: 'http://localhost:1' }],
    ['H-903', '/_ferry/dev/events', { Host: 'localhost', 'Sec-Fetch-Site': 'cross-site' }],
  ])('%s %s with %j is refused', async (_id, target, headers) => {
    const response = await get(target, headers)
    expect(response).toMatch(/^HTTP\/1\.1 403 /)
    expect(response).not.toMatch(/access-control/i)
  })

  it.each([['localhost:3000'], ['app.localhost'], ['127.0.0.1'], ['[::1]:3000'], ['192.168.1.20:3000']])(
    '%s is answered',
    async (host) => {
      expect(await get('/env', { Host: host })).toMatch(/^HTTP\/1\.1 200 /)
    },
  )

  it('following a link from elsewhere is fine', async () => {
    const headers = { Host: 'localhost', 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }
    expect(await get('/env', headers)).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('the rules of the host hold too', async () => {
    expect(await raw('GET // HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    const twice = 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n'
    expect(await raw(twice)).toMatch(/^HTTP\/1\.1 400 /)
  })

  it('H-906 nobody outside this machine can', async () => {
    expect(dev.output()).not.toContain('Everybody')
  })
})

describe('a port that is taken', () => {
  it('is an error when it was asked for', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const run = runFerry(app.root, ['dev', '-p', String((other.address() as AddressInfo).port)])
    expect(await run.exit).toBe(1)
    expect(run.output()).toContain('FERRY_PORT_IN_USE')
    other.close()
  })
})

describe('WebSockets', () => {
  function hello(target: string, headers: Record<string, string> = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(target, { headers })
      socket.on('open', () => socket.send('hello'))
      socket.on('message', (data) => {
        resolve(String(data))
        socket.close()
      })
      socket.on('error', reject)
    })
  }

  it('reach server.ts, of this host only', async () => {
    await vi.waitUntil(async () => (await fetch(url)).status === 200, { timeout: 15_000 })
    const target = `${url.replace('http', 'ws')}/live`
    expect(await hello(target)).toBe('own hello')
    await expect(hello(target, { host: 'rebound.example' })).rejects.toThrow('403')
    await expect(hello(`${target}/elsewhere`)).rejects.toThrow('400')
  })
})
