import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createServedFolder, eventually, get, open, type ServedFolder } from './served-process.test-support.ts'

/** A server bundle by hand: what the host does around it is tested here. */
const BUNDLE = `
const { PassThrough } = require('node:stream')
const { setTimeout: delay } = require('node:timers/promises')
const answer = (body) => ({ status: 200, headers: [['Content-Type', 'text/plain']], body })
let draining = false
let after = Promise.resolve()
exports.createApp = async () => ({
  configureExpress: null,
  drain: () => { draining = true },
  idle: () => after,
  currentRequest: () => ({ request: 'r-1' }),
  async handle({ target, body }) {
    switch (target) {
      case '/stream': {
        const stream = new PassThrough()
        stream.write('begin ')
        setTimeout(() => stream.end('end'), 700)
        return answer({ pipe: (to) => stream.pipe(to), abort: (reason) => stream.destroy() })
      }
      case '/slow': process.stdout.write('begun\\n'); await delay(700); return answer(draining ? 'slow, draining' : 'slow')
      case '/forever': process.stdout.write('begun\\n'); await delay(60_000); return answer('never')
      case '/after': after = delay(500).then(() => console.log('after work done')); return answer('ok')
      case '/body': for await (const _ of body); return answer('body')
      case '/reject': Promise.reject(new Error('forgotten')); return answer('rejected')
      case '/throw': setTimeout(() => { throw new Error('thrown in a timer') }); return answer('thrown')
      default: return answer('hello')
    }
  },
})
`

let served: ServedFolder
let folder: string
beforeAll(() => {
  served = createServedFolder()
  folder = served.folder
  served.build('good', BUNDLE)
  served.build('broken', 'exports.createApp = async () => { throw new Error("no database") }')
  served.build('syntax', 'this is not JavaScript')
  served.build('empty', '')
})
const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  served.killAll()
})
afterAll(() => served.remove())

const launch = (name: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) => served.launch(name, args, env)
const start = (args: string[] = [], env: NodeJS.ProcessEnv = {}) => served.start('good', args, env)

describe('SIGTERM (C-1)', () => {
  it('finishes what has begun, closes what is idle or silent at once, takes nothing new, and ends with 0', async () => {
    const { child, port, exit, output } = await start()
    const streaming = await open(port, get('/stream'))
    const slow = await open(port, get('/slow'))
    const idle = await open(port, get('/'))
    const silent = await open(port, '')
    const halfHead = await open(port, 'GET / HTTP/1.1\r\nHo')
    await expect.poll(streaming.text).toContain('begin')
    await expect.poll(idle.text).toContain('hello')
    await delay(50)
    const began = Date.now()
    child.kill('SIGTERM')
    await Promise.all([idle.closed, silent.closed, halfHead.closed])
    expect(Date.now() - began).toBeLessThan(500)
    const late = connect(port, '127.0.0.1')
    const [refused] = await once(late, 'error')
    expect(refused).toMatchObject({ code: 'ECONNREFUSED' })
    await Promise.all([streaming.closed, slow.closed])
    expect(streaming.text()).toMatch(/begin [\s\S]*end[\s\S]*0\r\n\r\n$/)
    expect(slow.text()).toMatch(/Connection: close\r\n[\s\S]*slow, draining$/)
    expect(await exit).toBe(0)
    expect(output()).not.toMatch(/"level":50/)
  })

  it('C-2 waits for work after answers', async () => {
    const { child, port, exit, output } = await start()
    const connection = await open(port, get('/after'))
    await expect.poll(connection.text).toContain('ok')
    child.kill('SIGTERM')
    expect(await exit).toBe(0)
    expect(output()).toContain('after work done')
  })

  it('a second time ends at once with 1', async () => {
    const { child, port, exit, output } = await start()
    await open(port, get('/forever'))
    await eventually(output).toContain('begun')
    child.kill('SIGTERM')
    await eventually(output).toContain('SIGTERM')
    await delay(400)
    child.kill('SIGTERM')
    expect(await exit).toBe(1)
  })

  it('twice within an instant is one press of Ctrl-C', async () => {
    const { child, port, exit, output } = await start()
    const slow = await open(port, get('/slow'))
    await eventually(output).toContain('begun')
    child.kill('SIGINT')
    await delay(20)
    child.kill('SIGINT')
    await slow.closed
    expect(slow.text()).toContain('slow, draining')
    expect(await exit).toBe(0)
  })

  it('does not wait for ever for half a body', { timeout: 20_000 }, async () => {
    const { child, port, exit, output } = await start()
    await open(port, 'POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc')
    await delay(100)
    const began = Date.now()
    child.kill('SIGTERM')
    expect(await exit).toBe(0)
    expect(Date.now() - began).toBeGreaterThan(9_000)
    expect(Date.now() - began).toBeLessThan(12_000)
    expect(output()).toContain('work unfinished')
  })
})

describe('errors that nobody handles (C-9)', () => {
  it('a rejected promise is logged with its request, and the server goes on', async () => {
    const { port, output } = await start()
    const first = await open(port, get('/reject'))
    await expect.poll(first.text).toContain('rejected')
    await expect.poll(output).toMatch(/"request":"r-1","err":\{"type":"Error","message":"forgotten"/)
    const second = await open(port, get('/'))
    await expect.poll(second.text).toContain('hello')
  })

  it('an exception is logged, what runs is finished, and the process ends with 1', async () => {
    const { port, output, exit } = await start()
    const slow = await open(port, get('/slow'))
    await eventually(output).toContain('begun')
    await open(port, get('/throw'))
    await slow.closed
    expect(slow.text()).toContain('slow, draining')
    expect(await exit).toBe(1)
    expect(output()).toMatch(/thrown in a timer/)
  })
})

describe('a log that nobody reads any more', () => {
  it('stops nothing: requests are answered, errors too, and SIGTERM ends with 0', async () => {
    const { child, port } = await start()
    const exit = once(child, 'exit')
    child.stdout?.destroy()
    child.stderr?.destroy()
    for (const target of ['/reject', '/reject', '/slow']) {
      const { text } = await open(port, get(target))
      await expect.poll(text, { timeout: 3_000 }).toMatch(/200 OK/)
    }
    child.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
  })

  it('nor does one that cannot be written', async () => {
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [join(folder, 'serve.mjs'), join(folder, 'good')], {
      cwd: folder,
      env: { ...process.env, PORT: '4310', HOST: '127.0.0.1', NODE_ENV: 'production' },
      stdio: ['ignore', full, full],
    })
    running.push(child)
    const exit = once(child, 'exit')
    const answered = async (target: string) => (await fetch(`http://127.0.0.1:4310${target}`)).text()
    await expect.poll(() => answered('/').catch(() => ''), { timeout: 15_000 }).toBe('hello')
    expect(await answered('/reject')).toBe('rejected')
    expect(await answered('/')).toBe('hello')
    child.kill('SIGTERM')
    expect(await exit).toEqual([0, null])
    closeSync(full)
  })
})

describe('starting (C-17)', () => {
  it('prints one line', async () => {
    const { output } = await start()
    expect(output().trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(output())).toMatchObject({ level: 30, url: expect.stringMatching(/^http:\/\/127/) })
  })

  it('-p wins over PORT', async () => {
    const { port } = await start(['-p', '4611'], { PORT: '4612' })
    expect(port).toBe(4611)
  })

  it('reads .env of the working directory; the environment wins', async () => {
    writeFileSync(join(folder, '.env'), 'PORT=4613\n')
    try {
      expect((await start([], { PORT: undefined })).port).toBe(4613)
      expect((await start([], { PORT: '4614' })).port).toBe(4614)
    } finally {
      rmSync(join(folder, '.env'))
    }
  })

  it.each([
    ['no build', 'missing', [], 1, 'FERRY_NOT_BUILT'],
    ['an app that does not start', 'broken', [], 1, 'no database'],
    ['a bundle that is damaged', 'syntax', [], 1, 'FERRY_BUILD_BROKEN'],
    ['a bundle that is none', 'empty', [], 1, 'FERRY_BUILD_BROKEN'],
    ['an unknown option', 'good', ['--nope'], 2, 'FERRY_USAGE'],
    ['a port that is none', 'good', ['-p', '70000'], 2, 'FERRY_USAGE'],
    ['an address of another machine', 'good', ['-H', '192.0.2.1'], 1, 'FERRY_LISTEN_FAILED'],
  ])('with %s fails in one line', async (_name, dir, args, code, text) => {
    const { exit, output } = launch(dir, args)
    expect(await exit).toBe(code)
    expect(output().trim().split('\n')).toHaveLength(1)
    expect(output()).toContain(text)
  })

  it('on a port that is taken fails and names it', async () => {
    const { port } = await start()
    const { exit, output } = launch('good', ['-p', String(port)])
    expect(await exit).toBe(1)
    expect(output()).toContain('FERRY_PORT_IN_USE')
    expect(output()).toContain(String(port))
  })
})
