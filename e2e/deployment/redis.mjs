/** The store that docs/operations.md writes for Redis: two processes of one app, which share nothing else. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { answers, get, pause, send } from './exchange.mjs'
import { APP_PORT, cleanEnvironment, DOCS, start, work } from './work.mjs'

const REDIS_PORT = APP_PORT + 2
const PORTS = [APP_PORT, APP_PORT + 1]
const GUIDE = join(DOCS, '../operations.md')

const files = {
  'package.json': '{ "name": "shared-app", "private": true, "type": "module" }',
  'ferry.config.mjs': `export default { store: './store.ts', serverExternalPackages: ['redis'] }`,
  'app/layout.jsx': `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }`,
  'app/page.jsx': `
import { forget, limited, pay } from './actions'
import { Button } from './button'
export const dynamic = 'force-dynamic'
export default function Page() { return <Button all={[forget, limited, pay]} /> }`,
  'app/button.jsx': `'use client'
export function Button({ all }) { return <button onClick={() => all[0]()}>call</button> }`,
  'app/actions.js': `'use server'
import { appendFileSync } from 'node:fs'
import { action } from 'ferry/action'
import { updateTag } from 'ferry/cache'
export async function pay(amount) {
  appendFileSync(process.env.LEDGER, process.pid + ' ' + amount + '\\n')
  await new Promise((resolve) => setTimeout(resolve, 500))
  return 'paid ' + amount
}
export const limited = action(async () => 'ok', { rateLimit: { requests: 2, per: 60_000 } })
export async function forget() { updateTag('notes') }`,
  'app/notes/route.js': `
import { readFileSync } from 'node:fs'
import { cache } from 'ferry/cache'
const notes = cache(async () => readFileSync(process.env.NOTES, 'utf8'), { tags: ['notes'] })
export async function GET() { return new Response(await notes()) }`,
}

export async function redis() {
  if (spawnSync('redis-server', ['--version']).error) return 'skipped: redis-server is not installed'
  const dir = buildApp()
  const [ledger, notes] = ['ledger', 'notes'].map((name) => join(work, name))
  writeFileSync(ledger, '')
  writeFileSync(notes, 'old')
  let server = await startRedis()
  const env = cleanEnvironment({
    HOST: '127.0.0.1',
    NODE_ENV: 'production',
    REDIS_URL: `redis://127.0.0.1:${REDIS_PORT}`,
    LEDGER: ledger,
    NOTES: notes,
  })
  const apps = PORTS.map((port) =>
    start(process.execPath, ['dist/server.js'], { cwd: dir, env: { ...env, PORT: String(port) } }),
  )
  await Promise.all(PORTS.map((port) => answers(port)))
  const { functions } = JSON.parse(readFileSync(join(dir, 'dist/manifest.json'), 'utf8'))
  const call = (port, name, args, headers = {}) => {
    const [id] = Object.entries(functions).find(([, { source }]) => source.endsWith(`#${name}`))
    const host = `127.0.0.1:${port}`
    return send(port, `/_ferry/action/${id}`, JSON.stringify(args), {
      host,
      origin: `http://${host}`,
      'content-type': 'text/plain',
      'ferry-protocol': '1',
      ...headers,
    })
  }
  const paid = () => readFileSync(ledger, 'utf8').trim().split('\n').filter(Boolean)

  // A submission that reaches both at once, and one of them again, runs once.
  const once = { 'ferry-once': 'a-key-of-the-proof-0123' }
  const twice = await Promise.all(PORTS.map((port) => call(port, 'pay', [7], once)))
  for (const { status, body } of [...twice, await call(PORTS[1], 'pay', [7], once)]) {
    assert.equal(status, 200)
    assert.match(body, /paid 7/)
  }
  assert.equal(paid().length, 1)

  // A limit counts in both, and ends.
  const statuses = []
  for (const port of [...PORTS, ...PORTS]) statuses.push((await call(port, 'limited', [])).status)
  assert.deepEqual(statuses, [200, 200, 429, 429])
  const refused = await call(PORTS[0], 'limited', [])
  const wait = Number(refused.headers['retry-after'])
  assert.ok(wait > 0 && wait <= 60, `Retry-After: ${wait}`)

  // What one of them makes old is old in the other.
  const read = async (port) => (await get(port, '/notes')).body
  assert.deepEqual(await Promise.all(PORTS.map(read)), ['old', 'old'])
  writeFileSync(notes, 'new')
  assert.deepEqual(await Promise.all(PORTS.map(read)), ['old', 'old'])
  assert.equal((await call(PORTS[0], 'forget', [])).status, 200)
  await pause(200)
  assert.deepEqual(await Promise.all(PORTS.map(read)), ['new', 'new'])

  // Without Redis nobody is sure of anything: refused at once, and no process ends of it.
  server.child.kill('SIGKILL')
  await server.exit
  const unsure = await call(PORTS[0], 'pay', [8], { 'ferry-once': 'another-key-of-the-proof' })
  assert.equal(unsure.status, 503)
  assert.equal((await call(PORTS[1], 'limited', [])).status, 503)
  assert.equal((await get(PORTS[0], '/')).status, 200)
  assert.equal(paid().length, 1)

  // And with it again everything works, news between the processes too.
  server = await startRedis()
  await reconnected(() => call(PORTS[0], 'pay', [9], { 'ferry-once': 'a-third-key-of-the-proof' }))
  assert.deepEqual(paid().length, 2)
  await reconnected(() => call(PORTS[1], 'limited', []))
  writeFileSync(notes, 'newer')
  assert.equal((await call(PORTS[1], 'forget', [])).status, 200)
  await pause(200)
  assert.deepEqual(await Promise.all(PORTS.map(read)), ['newer', 'newer'])

  for (const { child } of apps) child.kill('SIGTERM')
  assert.deepEqual(await Promise.all(apps.map(({ exit }) => exit)), [0, 0])
  server.child.kill('SIGTERM')
  await server.exit
  return 'submissions that run once, limits, news between processes, an outage and its end'
}

function buildApp() {
  const dir = join(work, 'shared')
  const [, store] = /```ts\n(\/\/ store\.ts[\s\S]*?)```/.exec(readFileSync(GUIDE, 'utf8'))
  for (const [name, text] of Object.entries({ ...files, 'store.ts': store })) {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    writeFileSync(join(dir, name), text)
  }
  mkdirSync(join(dir, 'node_modules'))
  const require = createRequire(import.meta.url)
  for (const name of ['ferry', 'redis']) {
    symlinkSync(dirname(require.resolve(`${name}/package.json`)), join(dir, 'node_modules', name))
  }
  const ferry = join(dir, 'node_modules/ferry/bin/ferry.js')
  execFileSync(process.execPath, [ferry, 'build'], { cwd: dir, env: cleanEnvironment({}), stdio: 'pipe' })
  return dir
}

async function startRedis() {
  const args = ['--port', String(REDIS_PORT), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const server = start('redis-server', args, { cwd: work })
  for (let attempt = 0; !server.output().includes('Ready to accept'); attempt++) {
    assert.ok(attempt < 200, `redis-server does not start:\n${server.output()}`)
    await pause(50)
  }
  return server
}

/** Clients wait longer from one attempt to the next. */
async function reconnected(attempt) {
  for (let tries = 0; tries < 100; tries++) {
    const { status } = await attempt()
    if (status === 200) return
    assert.equal(status, 503)
    await pause(100)
  }
  assert.fail('The processes never found Redis again.')
}
