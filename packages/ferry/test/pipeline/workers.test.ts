/** What holds across processes, in a really built app: workers of one machine, and instances with a store of their own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildApp, type BuiltApp } from './built-app.ts'
import { type ServedApp, serveApp } from './served-app.ts'
import { type SharedProcess, startSharedStore } from './shared-store.ts'
import { ownStore, workersApp } from './workers-app.ts'

const folder = mkdtempSync(join(tmpdir(), 'ferry-workers-'))
const files = { RUNS_FILE: join(folder, 'runs'), NOTES_FILE: join(folder, 'notes') }
const runs = () => readFileSync(files.RUNS_FILE, 'utf8').trim().split('\n').filter(Boolean)
const open: ServedApp[] = []

async function serve(app: BuiltApp, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ServedApp> {
  const served = await serveApp(app, { args, env: { ...files, ...env } })
  open.push(served)
  return served
}

beforeAll(() => {
  writeFileSync(files.RUNS_FILE, '')
  writeFileSync(files.NOTES_FILE, 'first')
})
afterEach(() => {
  for (const { child } of open.splice(0)) child.kill('SIGKILL')
  writeFileSync(files.RUNS_FILE, '')
  writeFileSync(files.NOTES_FILE, 'first')
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Pages of `count` processes, each asked until it has answered. */
async function pages(ask: () => Promise<Response>, count: number): Promise<Map<string, string>> {
  const byProcess = new Map<string, string>()
  await expect
    .poll(
      async () => {
        const text = await (await ask()).text()
        const read = (name: string) => new RegExp(`${name}=(?:<!-- -->)?(.*?)(?:<!-- -->)?;`).exec(text)?.[1] ?? ''
        byProcess.set(read('pid'), read('notes'))
        return byProcess.size
      },
      { timeout: 15_000, interval: 10 },
    )
    .toBe(count)
  return byProcess
}

async function submitEverywhere(send: (n: number) => Promise<Response>): Promise<void> {
  const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => send(n)))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  for (const answer of answers) expect(await answer.text()).toContain('paid 7')
  expect(answers.filter(({ headers }) => headers.get('ferry-once-replayed') === '1')).toHaveLength(11)
  expect(runs()).toHaveLength(1)
}

describe('workers of one machine', () => {
  let app: BuiltApp
  beforeAll(async () => {
    app = await buildApp(workersApp)
  }, 120_000)
  afterAll(() => app.remove())

  it('the same submission to different workers runs once, and everybody gets its result', async () => {
    const served = await serve(app, ['--workers', '3'])
    await pages(() => served.fetch('/'), 3)
    await submitEverywhere(() => served.call('pay', '[7]', { 'ferry-once': 'one-key-for-all-0123' }))
    await served.call('pay', '[7]', { 'ferry-once': 'another-key-of-01234' })
    expect(runs()).toHaveLength(2)
  }, 40_000)

  it('a rate limit counts in all of them: 429 with Retry-After, as JSON for the caller', async () => {
    const served = await serve(app, ['--workers', '3'])
    await pages(() => served.fetch('/'), 3)
    const statuses: number[] = []
    for (let n = 0; n < 9; n++) statuses.push((await served.call('limited', '[]')).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429, 429, 429, 429])
    const refused = await served.call('limited', '[]')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(30)
    expect(await refused.json()).toMatchObject({ kind: 'rate-limited', status: 429, retryAfter: expect.any(Number) })
  }, 40_000)

  it('a tag that one makes old is old in all of them', async () => {
    const served = await serve(app, ['--workers', '3'])
    const values = async () => [...new Set((await pages(() => served.fetch('/'), 3)).values())]
    expect(await values()).toEqual(['first'])
    await served.call('rename', '["second"]')
    expect(await values()).toEqual(['second'])
    await served.call('soon', '["third"]')
    await expect.poll(values, { timeout: 10_000 }).toEqual(['third'])
  }, 40_000)
})

describe('instances with a store of their own', () => {
  let app: BuiltApp
  let shared: SharedProcess
  beforeAll(async () => {
    shared = await startSharedStore()
    app = await buildApp(ownStore)
  }, 120_000)
  afterAll(() => {
    app.remove()
    shared.server.close()
  })
  const env = () => ({ STORE_PORT: String(shared.port) })

  it('share submissions, limits and tags', async () => {
    const instances = [await serve(app, [], env()), await serve(app, [], env())]
    const at = (n: number) => instances[n % 2] as ServedApp
    await submitEverywhere((n) => at(n).call('pay', '[7]', { 'ferry-once': 'across-instances-0123' }))
    const statuses: number[] = []
    for (let n = 0; n < 4; n++) statuses.push((await at(n).call('limited', '[]')).status)
    expect(statuses).toEqual([200, 200, 200, 429])
    let turn = 0
    expect([...(await pages(() => at(turn++).fetch('/'), 2)).values()]).toEqual(['first', 'first'])
    await at(0).call('rename', '["second"]')
    await expect
      .poll(async () => [...(await pages(() => at(turn++).fetch('/'), 2)).values()], { timeout: 10_000 })
      .toEqual(['second', 'second'])
    for (const { child } of instances) child.kill('SIGTERM')
    expect(await Promise.all(instances.map(({ exit }) => exit))).toEqual([0, 0])
    expect(shared.connections.size).toBe(0)
  }, 40_000)
})

it('a module that is no store stops the start, and says what is missing', async () => {
  const app = await buildApp({
    ...workersApp,
    'ferry.config.mjs': ownStore['ferry.config.mjs'],
    'store.js': 'export default { get() {}, set() {} }',
  })
  await expect(serve(app, [])).rejects.toThrow(/FERRY_STORE_INVALID.*no add\(\), no delete\(\)/s)
  app.remove()
}, 60_000)
