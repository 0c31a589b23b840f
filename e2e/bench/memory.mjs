/** `npm run bench:memory`: the heap after 100,000 mixed requests, aborted ones included, against the heap after 10,000. */
import http from 'node:http'
import { parseArgs } from 'node:util'
import { buildFerryApp, here } from './build.mjs'
import { load } from './load.mjs'
import { startProcess } from './process.mjs'
import { makeScenarios } from './scenarios.mjs'

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '100000' }, 'skip-build': { type: 'boolean', default: false } },
})
const total = Number(values.requests)
const LIMIT = 5 * 1024 * 1024

if (!values['skip-build']) buildFerryApp()
const server = await startProcess(`${here}memory-server.cjs`, {
  port: 4953,
  nodeArgs: ['--expose-gc'],
  env: { SERVER_FILE: `${here}app/dist/server.js`, NO_COLOR: '1' },
  ipc: true,
})
const scenarios = await makeScenarios(server.port, server.port).catch((error) => {
  throw error
})
const mix = scenarios.map((scenario) => scenario.ferry)
const missing = () => ({ method: 'GET', path: '/no/such/page', expect: '', status: 404 })

let done = 0
let reference
while (done < total) {
  const batch = Math.min(10_000, total - done)
  const aborts = Math.floor(batch / 10)
  const plain = batch - aborts
  const result = await load({
    port: server.port,
    connections: 16,
    requests: plain,
    next: (index) => (index % 20 === 0 ? missing() : mix[index % mix.length](done + index)),
  })
  if (result.wrong > 0) throw new Error(`${result.wrong} wrong answers: ${result.firstWrong}`)
  await abortMany(aborts)
  done += batch
  const usage = await heap()
  reference ??= usage.heapUsed
  console.log(`${done} requests: heap ${megabytes(usage.heapUsed)} MB, rss ${megabytes(usage.rss)} MB`)
  if (done >= total) {
    const grown = usage.heapUsed - reference
    console.log(`grown since the first 10,000: ${megabytes(grown)} MB (to reach: ≤ 5)`)
    await server.stop()
    process.exit(grown <= LIMIT ? 0 : 1)
  }
}

function heap() {
  return new Promise((resolve) => {
    setTimeout(() => {
      server.child.once('message', resolve)
      server.child.send('heap')
    }, 500)
  })
}

/** Clients that go away: at once, after the first byte, in the middle of a streamed page. */
async function abortMany(count) {
  let started = 0
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (started < count) await abortOne(started++)
    }),
  )
}

function abortOne(index) {
  return new Promise((resolve) => {
    const path = index % 2 === 0 ? '/stream' : '/table'
    const request = http.get({ port: server.port, host: '127.0.0.1', path, agent: false }, (response) => {
      response.on('error', () => {})
      response.once('data', () => request.destroy())
      response.on('close', resolve)
    })
    request.on('error', resolve)
    if (index % 3 === 0) setTimeout(() => request.destroy(), index % 4)
  })
}

function megabytes(bytes) {
  return (bytes / 1024 / 1024).toFixed(1)
}
