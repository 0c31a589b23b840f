import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFunctionId } from '../build/function-id.ts'
import { createSmallApp, type Running, runFerry, SMALL_APP, type SmallApp } from './small-app.test-support.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let app: SmallApp
let dev: Running
let url: string

beforeAll(async () => {
  app = createSmallApp({
    ...SMALL_APP,
    'app/page.tsx': `import { save } from './actions'
import { check } from '../lib/check'
export default function Page() {
  return <form action={save}><h1>Hello {check()}</h1><button>Save</button></form>
}`,
    'app/actions.ts': `'use server'
import { wipe } from '../lib/wipe'
export async function save(text) { return 'saved ' + text }
export async function unused() { return wipe() }`,
    'app/client/page.tsx': `'use client'
import { save } from '../actions'
export default function Page() { return <button onClick={() => save('x')}>Save</button> }`,
    'lib/wipe.ts': `export async function wipe() { return 'canary: it ran' }`,
    'lib/check.ts': `export async function check() { return 'canary: it ran' }`,
    'lib/forgotten.ts': `'use server'
export async function forgotten() { return 'canary: it ran' }`,
    '.env': 'SECRET=canary-of-the-environment',
  })
  dev = runFerry(app.root, ['dev', '-p', '0'])
  await vi.waitUntil(() => dev.output().includes('http://'), { timeout: 60_000 })
  url = /http:\/\/localhost:\d+/.exec(dev.output())?.[0] ?? ''
  expect((await fetch(url)).status).toBe(200)
})
afterAll(async () => {
  dev.child.kill('SIGTERM')
  await dev.exit
  app.remove()
})

const idOf = createFunctionId('small-app')

function call(id: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/_ferry/action/${id}`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'text/plain', 'ferry-protocol': '1', ...headers },
    body: '["x"]',
  })
}

/** The target as it is: fetch() would put it in order. */
function get(target: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  return new Promise((resolve) => {
    let received = ''
    const lines = Object.entries({ Host: 'localhost', Connection: 'close', ...headers })
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
      socket.write(`GET ${target} HTTP/1.1\r\n${lines.map((line) => `${line.join(': ')}\r\n`).join('')}\r\n`),
    )
    socket.on('data', (chunk) => {
      received += String(chunk)
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(received))
  })
}

describe('H-907 a call while developing', () => {
  it('of a function that the app uses runs it, compiled or not yet', async () => {
    const answer = await call(idOf('app/actions.ts', 'save'))
    expect([answer.status, (await answer.text()).includes('saved x')]).toEqual([200, true])
  })

  it.each([
    ['a function that nothing uses, in a module that is used', idOf('app/actions.ts', 'unused')],
    ['a function in a module that nothing imports', idOf('lib/forgotten.ts', 'forgotten')],
    ['a function that is no server function', idOf('lib/wipe.ts', 'wipe')],
    ['one that a page uses', idOf('lib/check.ts', 'check')],
    ['a default export of a page', idOf('app/page.tsx', 'default')],
    ['something of a package', idOf('node_modules/react/index.js', 'createElement')],
    ['something of Node', idOf('node:child_process', 'execSync')],
    ['a file and a name', encodeURIComponent('lib/wipe.ts#wipe')],
    ['an absolute path', encodeURIComponent('/lib/wipe.ts#wipe')],
    ['a path out of the app', encodeURIComponent('../../etc/passwd#default')],
    ['a URL', encodeURIComponent('file:///etc/passwd#default')],
    ['a module of the dev server', encodeURIComponent('ferry:dev-app#openEditor')],
    ['a data URL', encodeURIComponent('data:text/javascript,export const f = () => 1#f')],
    ['a query of a loader', encodeURIComponent('lib/wipe.ts?$$use-server-inline#wipe')],
  ])('of %s is 404, and nothing runs', async (_, id) => {
    for (const from of ['', '/', '/client']) {
      const answer = await call(id, from === '' ? {} : { 'ferry-page': from, 'ferry-url': from })
      expect([answer.status, answer.headers.get('ferry-action-not-found')]).toEqual([404, '1'])
      expect(await answer.text()).not.toContain('canary')
    }
  })
})

describe('H-904 files and source maps', () => {
  it.each([
    '/_ferry/assets/../../../.env',
    '/_ferry/assets/%2e%2e/%2e%2e/%2e%2e/.env',
    '/_ferry/assets/..%2f..%2f..%2f.env',
    '/_ferry/assets/..%5c..%5c..%5c.env',
    '/_ferry/assets/%252e%252e/.env',
    '/_ferry/assets//etc/passwd',
    '/_ferry/assets/%2fetc%2fpasswd',
    '/_ferry/assets/%5c%5cevil.test%5cshare%5cx.js',
    '/_ferry/assets/file:///etc/passwd',
    '/_ferry/assets/..%2fserver%2findex.js.map',
    '/_ferry/assets/../server/index.js.map',
    '/_ferry/assets/.env',
    '/_ferry/assets/x.js%00.map',
    '/_ferry/assets/',
    '/.env',
    '/%2eenv',
    '/lib/wipe.ts',
    '/..%2f.env',
    '/@fs/etc/passwd',
  ])('%s is not there', async (target) => {
    const answer = await get(target)
    expect(answer).toMatch(/^HTTP\/1\.1 40[034] /)
    expect(answer).not.toMatch(/canary|root:x:|"sources"/)
  })
})

describe('H-905 the paths of the dev server, hidden', () => {
  const foreign = { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://evil.test' }

  it.each([
    '/?/_ferry/dev/events',
    '/?x=/_ferry/assets/main.js',
    '/_FERRY/dev/events',
    '/_ferry/DEV/events',
    '/%5fferry/dev/events',
    '/_ferry%2fdev%2fevents',
    '/x/../_ferry/dev/events',
    '//_ferry/dev/events',
  ])('%s is none of them: neither events nor a script', async (target) => {
    const answer = await get(target, foreign)
    expect(answer).not.toMatch(/text\/event-stream|application\/javascript|text\/javascript/)
  })

  it('no other site reads the scripts under another spelling of their address', async () => {
    const script = /\/_ferry\/assets\/[^"\\]+\.js/.exec(await (await fetch(url)).text())?.[0] as string
    expect(await get(script)).toMatch(/^HTTP\/1\.1 200 /)
    for (const target of [script, script.replace('_', '%5f'), `/.${script}`, `/x/..${script}`, `/${script}`]) {
      const answer = await get(target, foreign)
      expect(answer, target).toMatch(/^HTTP\/1\.1 (?:30[0-9]|40[034]) /)
      expect(answer, target).not.toContain('javascript')
    }
  })
})
