import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createServedFolder, eventually, get, open, type ServedFolder } from '../served-process.test-support.ts'

const BUNDLE = `
const { setTimeout: delay } = require('node:timers/promises')
exports.createApp = async ({ observer }) => ({
  configureExpress: null,
  drain: () => {},
  idle: async () => {},
  async handle({ target }) {
    if (target === '/slow') await delay(300)
    if (target === '/run') observer.functionEnded('app/actions.ts#save', 'value', 12)
    return { status: target === '/missing' ? 404 : 200, headers: [], body: String(process.pid) }
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

async function start(args: readonly string[] = []) {
  served.build('app', BUNDLE, { metricsPath: '/_ferry/metrics' })
  const process = await served.start('app', args)
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`http://127.0.0.1:${process.port}${path}`, {
      ...init,
      headers: { connection: 'close' },
    })
    return answer.text()
  }
  const metric = async (start: string) => {
    const line = (await ask('/_ferry/metrics')).split('\n').find((each) => each.startsWith(start))
    return line === undefined ? null : Number(line.split(' ').at(-1))
  }
  return { ...process, ask, metric }
}

describe('the metrics endpoint', () => {
  it('counts requests by method and status, functions, and what is under way; itself not', async () => {
    const { ask, metric, port } = await start()
    await ask('/')
    await ask('/missing')
    await ask('/run')
    await ask('/_ferry/health')
    await ask('/', { method: 'POST' })
    await ask('/', { method: 'PURGE' })
    const count = 'ferry_request_duration_seconds_count'
    await eventually(() => metric(`${count}{method="GET",status="200"}`)).toBe(2)
    expect(await metric(`${count}{method="GET",status="404"}`)).toBe(1)
    expect(await metric(`${count}{method="POST",status="200"}`)).toBe(1)
    expect(await metric(`${count}{method="other",status="200"}`)).toBe(1)
    expect(await metric('ferry_function_duration_seconds_count{function="app/actions.ts#save",outcome="value"}')).toBe(
      1,
    )
    const slow = await open(port, get('/slow'))
    await eventually(() => metric('ferry_requests_in_flight')).toBe(1)
    slow.socket.destroy()
    await eventually(() => metric(`${count}{method="GET",status="aborted"}`)).toBe(1)
    expect(await metric('ferry_requests_in_flight')).toBe(0)
    expect(await metric('process_resident_memory_bytes')).toBeGreaterThan(10_000_000)
    expect(await metric('process_cpu_seconds_total')).toBeGreaterThan(0)
  })

  it('speaks for all workers, whichever is asked', async () => {
    const { ask, metric } = await start(['--workers', '3'])
    const pids = new Set<string>()
    let asked = 0
    await eventually(async () => {
      asked++
      return pids.add(await ask('/')).size
    }).toBe(3)
    for (let n = 0; n < 6; n++) {
      await eventually(() => metric('ferry_request_duration_seconds_count{method="GET",status="200"}')).toBe(asked)
    }
    const text = await ask('/_ferry/metrics')
    expect([...text.matchAll(/ferry_requests_in_flight\{worker="(\d+)"\}/g)].map(([, pid]) => pid).sort()).toEqual(
      [...pids].sort(),
    )
  })

  it('is not there unless it was asked for', async () => {
    served.build('app', BUNDLE.replace('{ observer }', '{ observer = { functionEnded() {} } }'))
    const { port } = await served.start('app')
    expect(await (await fetch(`http://127.0.0.1:${port}/_ferry/metrics`)).text()).toMatch(/^\d+$/)
  })
})
