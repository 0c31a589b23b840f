/**
 * `npm run bench [-- --quick] [--only <word>] [--peers]`: CPU time per request of the server process, requests per
 * second and latencies of Ferry beside a bare floor, in one run. The ratios are what to quote; absolute figures depend on the machine.
 */
import { parseArgs } from 'node:util'
import { buildBareServer, buildFerryApp, documentScripts, here, reactFloor } from './build.mjs'
import { load, send } from './load.mjs'
import { cpuTime, startProcess } from './process.mjs'
import { makeScenarios } from './scenarios.mjs'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    peers: { type: 'boolean', default: false },
    slices: { type: 'string', default: '40' },
    'node-flags': { type: 'string', default: '' },
    'skip-build': { type: 'boolean', default: false },
  },
})
const slices = values.quick ? 10 : Number(values.slices)
const nodeArgs = values['node-flags'].split(' ').filter(Boolean)
const scale = values.quick ? 0.25 : 1

if (!values['skip-build']) buildFerryApp()
const bareFile = await buildBareServer()
const ferry = await startProcess(`${here}app/dist/server.js`, { port: 4951, nodeArgs })
const bare = await startProcess(bareFile, { port: 4952, nodeArgs })
const scenarios = (await makeScenarios(ferry.port, bare.port)).filter(
  (scenario) => !values.only || scenario.name.includes(values.only),
)

let failed = false
const rows = []
for (const scenario of scenarios) {
  await scenario.before?.()
  const requests = Math.ceil((scenario.requests * scale) / 10)
  const sides = { ferry: [], bare: [] }
  for (let warmup = 0; warmup < slices / 4; warmup++) {
    await measure(ferry, scenario.ferry, requests)
    await measure(bare, scenario.bare, requests)
  }
  // Slices of a fraction of a second in turn: whatever else the machine does meets both alike.
  for (let slice = 0; slice < slices; slice++) {
    sides.ferry.push(await measure(ferry, scenario.ferry, requests))
    sides.bare.push(await measure(bare, scenario.bare, requests))
  }
  const left = together(sides.ferry)
  const right = together(sides.bare)
  const ratio = left.cpu / right.cpu
  const middle = median(sides.ferry.map(({ cpu }, slice) => cpu / sides.bare[slice].cpu))
  if (scenario.target && ratio > scenario.target) failed = true
  rows.push({
    scenario: scenario.name,
    'ferry ms': left.cpu.toFixed(3),
    'bare ms': right.cpu.toFixed(3),
    ratio: ratio.toFixed(2),
    'median of slices': middle.toFixed(2),
    'to reach': scenario.target ?? '',
    aim: scenario.aim ?? '',
    'req/s': `${left.rate.toFixed(0)} / ${right.rate.toFixed(0)}`,
    'p50 ms': `${left.p50.toFixed(1)} / ${right.p50.toFixed(1)}`,
    'p99 ms': `${left.p99.toFixed(1)} / ${right.p99.toFixed(1)}`,
  })
}
console.log('\nCPU time per request of the server process, Ferry beside bare React on node:http:')
console.table(rows)

if (!values.only) {
  const html = (await send(undefined, ferry.port, { method: 'GET', path: '/' })).text
  const own = documentScripts(html)
  const { bySwc, byOxc } = await reactFloor()
  const floor = Math.min(bySwc, byOxc)
  const over = own.bytes - floor
  if (over > 4096) failed = true
  console.log(
    `JavaScript of the hello page: ${own.bytes} B gzip in ${own.files.length} files; React's own parts ${floor} B (minified by Oxc ${byOxc}, by swc ${bySwc}); Ferry adds ${over} B (to reach: ≤ 4096).`,
  )
}
await ferry.stop()
await bare.stop()
if (values.peers) await (await import('./peers.mjs')).comparePeers({ rounds: values.quick ? 2 : 5, scale })
if (failed) console.log('\nA figure is above what it should reach.')
process.exit(failed ? 1 : 0)

async function measure(server, next, requests) {
  const before = cpuTime(server.pid)
  const result = await load({ port: server.port, connections: 16, requests, next })
  if (result.wrong > 0) throw new Error(`${result.wrong} of ${requests} answers were wrong: ${result.firstWrong}`)
  return {
    cpu: (cpuTime(server.pid) - before) / requests,
    rate: requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
  }
}

function together(slices) {
  const mean = (name) => slices.reduce((sum, slice) => sum + slice[name], 0) / slices.length
  return {
    cpu: mean('cpu'),
    rate: mean('rate'),
    p50: median(slices.map(({ p50 }) => p50)),
    p99: median(slices.map(({ p99 }) => p99)),
  }
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
}
