import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  createServedFolder,
  eventually,
  get,
  open,
  type Served,
  type ServedFolder,
} from '../served-process.test-support.ts'

/** Answers with its version and its process; `/crash` ends it as a bug would, `/spin` blocks it for good. */
const bundle = (version: string) => `
const { PassThrough } = require('node:stream')
const { setTimeout: delay } = require('node:timers/promises')
const answer = (body) => ({ status: 200, headers: [['Content-Type', 'text/plain']], body })
exports.createApp = async ({ store }) => ({
  configureExpress: null,
  drain: () => {},
  idle: async () => {},
  async handle({ target }) {
    const url = new URL(target, 'http://a')
    switch (url.pathname) {
      case '/crash': setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50); return answer('bye')
      case '/spin': setTimeout(() => { process.stdout.write('spinning', () => { for (;;); }) }, 50); return answer('bye')
      case '/slow': console.log('begun'); await delay(Number(url.searchParams.get('ms'))); return answer('slow ${version} ' + process.pid)
      case '/stream': {
        const stream = new PassThrough()
        stream.write('begin ')
        setTimeout(() => stream.end('end'), 4_000)
        return answer({ pipe: (to) => stream.pipe(to), abort: () => stream.destroy() })
      }
      case '/claim': return answer(String(await store.add('claimed', 'x', 60_000)))
      case '/semi': return answer(process.execArgv.join(' '))
      default: return answer('${version} ' + process.pid)
    }
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

async function start(count: number, name = 'app', version = 'one', settings = {}): Promise<Served> {
  served.build(name, bundle(version), settings)
  return served.start(name, ['--workers', String(count)])
}

/** On a connection of its own. */
async function ask(port: number, target = '/'): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}${target}`, {
    headers: { connection: 'close' },
    signal: AbortSignal.timeout(60_000),
  })
  return response.text()
}

const pidIn = (text: string) => Number(text.split(' ').at(-1))

async function pids(port: number, count: number): Promise<Set<number>> {
  const seen = new Set<number>()
  await eventually(async () => seen.add(pidIn(await ask(port).catch(() => ''))).size).toBeGreaterThanOrEqual(count)
  return seen
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('--workers', () => {
  it('serves one port from several processes, and says so in one line', async () => {
    const { port, output, child } = await start(3)
    expect([...(await pids(port, 3))]).not.toContain(child.pid)
    expect(output().trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(output())).toMatchObject({ level: 30, workers: 3, url: `http://127.0.0.1:${port}` })
  })

  it('gives them one store', async () => {
    const { port } = await start(2)
    const claims = await Promise.all(Array.from({ length: 20 }, () => ask(port, '/claim')))
    expect(claims.filter((claim) => claim === 'true')).toHaveLength(1)
  })

  it('an app that does not start ends it, once, with the reason', async () => {
    served.build('broken', 'exports.createApp = async () => { throw new Error("no database") }')
    const { exit, output } = served.launch('broken', ['--workers', '3'])
    expect(await exit).toBe(1)
    const [own = '', last = '', ...rest] = output().trim().split('\n')
    expect(JSON.parse(own)).toMatchObject({ code: 'FERRY_BUILD_BROKEN', msg: expect.stringContaining('no database') })
    expect(JSON.parse(last)).toMatchObject({ code: 'FERRY_WORKER_FAILED' })
    expect(rest).toEqual([])
  })

  it('a port that is taken ends it', async () => {
    const { port } = await start(1)
    const { exit, output } = served.launch('app', ['--workers', '2', '-p', String(port)])
    expect(await exit).toBe(1)
    expect(output()).toContain('FERRY_PORT_IN_USE')
  })

  it.each(['0', 'many', '-1'])('a number like “%s” is wrong usage', async (count) => {
    served.build('app', bundle('one'))
    const { exit, output } = served.launch('app', [`--workers=${count}`])
    expect(await exit).toBe(2)
    expect(output()).toContain('FERRY_USAGE')
  })
})

describe('a worker that dies', () => {
  it('is replaced, while the others serve on', async () => {
    const { port, output } = await start(2)
    const before = await pids(port, 2)
    await ask(port, '/crash').catch(() => '')
    await eventually(output).toMatch(/A worker ended \(SIGKILL\)/)
    const seen = new Set<number>()
    await eventually(async () => {
      seen.add(pidIn(await ask(port)))
      return [...seen].filter((pid) => isAlive(pid)).length
    }).toBe(2)
    expect([...seen].some((pid) => !before.has(pid))).toBe(true)
  })

  it('again and again is waited for longer and longer', async () => {
    served.build('app', bundle('one'))
    const { port, output } = await served.start('app', ['--workers', '1', '-p', '5017'])
    for (let deaths = 1; deaths <= 3; deaths++) {
      await eventually(() => ask(port, '/crash').catch(() => '')).toBe('bye')
      await eventually(() => output().match(/A worker ended/g)?.length).toBe(deaths)
    }
    const waits = [...output().matchAll(/"wait":(\d+)/g)].map(([, wait]) => Number(wait))
    expect(waits).toEqual([0, 100, 200])
  })
})

describe('SIGHUP', () => {
  it('brings up what is on disk now, under load, and loses no request', async () => {
    const { port, child, output } = await start(2)
    await pids(port, 2)
    const load = startLoad(port, 8)
    await eventually(() => load.answers.length).toBeGreaterThan(50)
    for (const version of ['two', 'three']) {
      served.build('app', bundle(version))
      child.kill('SIGHUP')
      await eventually(() => load.answers.at(-1)).toMatch(version)
      await eventually(() => output().match(/Reloaded/g)?.length).toBe(version === 'two' ? 1 : 2)
    }
    await eventually(() => load.answers.slice(-50).every((answer) => answer.startsWith('three'))).toBe(true)
    await load.stop()
    expect(load.failures).toEqual([])
    expect(load.answers.some((answer) => answer.startsWith('one'))).toBe(true)
  })

  it('finishes in the old worker what has begun there, and what comes on its connections', async () => {
    const { port, child, output } = await start(1)
    const streaming = await open(port, get('/stream'))
    const idle = await open(port, get('/'))
    await eventually(streaming.text).toContain('begin')
    await eventually(idle.text).toContain('one')
    const old = pidIn(idle.text())
    served.build('app', bundle('two'))
    child.kill('SIGHUP')
    await eventually(output).toContain('Reloaded')
    idle.socket.write(get('/again'))
    await idle.closed
    expect(idle.text()).toMatch(new RegExp(`Connection: close[\\s\\S]*one ${old}$`))
    await streaming.closed
    expect(streaming.text()).toMatch(/begin [\s\S]*end/)
    expect(await ask(port)).toMatch(/^two/)
    await eventually(() => isAlive(old)).toBe(false)
  })

  it('a build that does not start is not taken: those from before go on, and the next SIGHUP may bring a good one', async () => {
    const { port, child, output } = await start(2)
    served.build('app', 'exports.createApp = async () => { throw new Error("no database") }')
    child.kill('SIGHUP')
    await eventually(output).toContain('those from before go on')
    expect(await ask(port)).toMatch(/^one/)
    served.build('app', bundle('two'))
    child.kill('SIGHUP')
    await eventually(() => ask(port)).toMatch(/^two/)
  })
})

describe('SIGTERM', () => {
  it('lets every worker finish what it has begun, takes nothing new, and ends with 0', async () => {
    const { port, child, exit, output } = await start(2)
    const workers = await pids(port, 2)
    const slow = await Promise.all([open(port, get('/slow?ms=800')), open(port, get('/slow?ms=800'))])
    await eventually(() => output().match(/begun/g)?.length).toBe(2)
    child.kill('SIGTERM')
    await Promise.all(slow.map(({ closed }) => closed))
    for (const { text } of slow) expect(text()).toMatch(/slow one \d+$/)
    expect(await exit).toBe(0)
    expect([...workers].some(isAlive)).toBe(false)
    const [refused] = await once(connect(port, '127.0.0.1'), 'error')
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' })
    expect(output()).not.toContain('A worker ended')
  })

  it('ends a worker that does not listen any more by force', async () => {
    const { port, child, exit, output } = await start(1, 'spinning', 'one', { shutdownTimeout: 200 })
    const pid = pidIn(await ask(port))
    await ask(port, '/spin')
    await eventually(output).toContain('spinning')
    const began = Date.now()
    child.kill('SIGTERM')
    expect(await exit).toBe(0)
    expect(Date.now() - began).toBeLessThan(30_000)
    expect(isAlive(pid)).toBe(false)
  })

  it('a second one ends everything at once', async () => {
    const { port, child, exit, output } = await start(1)
    const pid = pidIn(await ask(port))
    await open(port, get('/slow?ms=60000'))
    await eventually(output).toContain('begun')
    child.kill('SIGTERM')
    await eventually(output).toContain('SIGTERM')
    // Sooner it would be the same press of a key.
    await delay(400)
    child.kill('SIGTERM')
    expect(await exit).toBe(1)
    await eventually(() => isAlive(pid)).toBe(false)
  })

  it('workers do not outlive the first process, and finish what they have begun', async () => {
    const { port, child, output } = await start(1)
    const pid = pidIn(await ask(port))
    const slow = await open(port, get('/slow?ms=500'))
    await eventually(output).toContain('begun')
    child.kill('SIGKILL')
    await slow.closed
    expect(slow.text()).toMatch(/slow one \d+$/)
    await eventually(() => isAlive(pid)).toBe(false)
  })
})

/** Clients with connections that they keep, one request after the other. */
function startLoad(port: number, clients: number) {
  const answers: string[] = []
  const failures: string[] = []
  let stopped = false
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const one = () =>
    new Promise<void>((resolve) => {
      const sent = request({ port, host: '127.0.0.1', path: '/', agent }, async (response) => {
        let text = ''
        for await (const chunk of response) text += String(chunk)
        answers.push(text)
        resolve()
      })
      sent.on('error', (error) => {
        failures.push(String(error))
        resolve()
      })
      sent.end()
    })
  const client = async () => {
    while (!stopped) await one()
  }
  const running = Array.from({ length: clients }, client)
  return {
    answers,
    failures,
    async stop() {
      stopped = true
      await Promise.all(running)
      agent.destroy()
    },
  }
}
