/**
 * `npm run bench:dev [-- --quick] [--only ferry,edits,…] [--no-peers] [--routes 10,200]`: how long developers wait. Time to
 * the first page with a cold and a warm cache, and from writing a file to its new text on screen in real Chromium, for
 * Ferry, Next.js and @vitejs/plugin-rsc on the same generated apps in one run. The ratios are what to quote.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeApp } from './dev-apps.mjs'
import { measureEdits } from './dev-edits.mjs'
import { SERVERS } from './dev-peers.mjs'
import { startDev } from './dev-process.mjs'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    /** Names of servers, `start`, or kinds of edits; all by default. */
    only: { type: 'string', default: '' },
    'no-peers': { type: 'boolean', default: false },
    routes: { type: 'string' },
    port: { type: 'string', default: '4870' },
  },
})
const only = values.only.split(',').filter(Boolean)
const counts = (values.routes ?? (values.quick ? '10,1000' : '10,200,1000')).split(',').map(Number)
const [starts, edits] = values.quick ? [1, 3] : [3, 10]
const isWanted = (name, group) => !only.some((one) => group.includes(one)) || only.includes(name)
const names = Object.keys(SERVERS)
const kinds = ['client', 'server', 'css', 'function']
const wantedKinds = kinds.filter((kind) => isWanted(kind, [...kinds, 'start']))
const servers = names.filter((name) => isWanted(name, names) && !(values['no-peers'] && name !== 'ferry'))

const TARGETS = {
  'first page, 10 routes, cold': '≤ 1.0 × plugin-rsc',
  'first page, 10 routes, warm': '≤ 0.7 × plugin-rsc',
  'client edit': '≤ 1.0 × plugin-rsc',
  'server edit': '≤ 1.5 × plugin-rsc',
}

/** server → figure → ms */
const figures = new Map(servers.map((name) => [name, new Map()]))
for (const name of servers) {
  const server = SERVERS[name]
  const folder = server.install()
  const port = Number(values.port) + names.indexOf(name)
  for (const routes of counts) {
    const folderOf = writeApp(folder, name, routes)
    const start = () =>
      startDev({ command: server.command(port), cwd: folder, port, path: '/r1', expect: 'server first' })
    const cold = []
    const warm = []
    for (let round = 0; round < starts; round++) {
      for (const cache of server.caches) rmSync(join(folder, cache), { recursive: true, force: true })
      cold.push(await firstPage(start))
      warm.push(await firstPage(start))
    }
    note(name, `first page, ${routes} routes, cold`, cold)
    note(name, `first page, ${routes} routes, warm`, warm)
    if (routes !== counts[0] || wantedKinds.length === 0) continue
    const running = await start()
    try {
      const url = `http://localhost:${port}/r1`
      const results = await measureEdits({ url, folder: folderOf(1), rounds: edits, only: wantedKinds })
      for (const [kind, { times, reloads }] of Object.entries(results)) {
        note(name, `${kind} edit`, times)
        if (reloads > 0) console.log(`${name}: ${reloads} of ${times.length + 1} ${kind} edits loaded the page anew.`)
      }
    } finally {
      await running.stop()
    }
  }
}
report()

async function firstPage(start) {
  const running = await start()
  // What a server keeps for its next start is kept when nobody asks for anything.
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  await running.stop()
  return running.milliseconds
}

function note(name, figure, times) {
  const sorted = [...times].sort((left, right) => left - right)
  const median = sorted[Math.floor(sorted.length / 2)]
  figures.get(name).set(figure, median)
  console.log(`${name}: ${figure}: ${median.toFixed(0)} ms (${sorted[0].toFixed(0)} to ${sorted.at(-1).toFixed(0)})`)
}

function report() {
  const ferry = figures.get('ferry')
  const rows = [...new Set([...figures.values()].flatMap((one) => [...one.keys()]))].map((figure) => {
    const of = (name) => figures.get(name)?.get(figure)
    const ratio = (name) => (of('ferry') && of(name) ? (of('ferry') / of(name)).toFixed(2) : '')
    return {
      figure,
      ...Object.fromEntries(servers.map((name) => [`${name} ms`, of(name)?.toFixed(0) ?? ''])),
      ...Object.fromEntries(servers.filter((name) => name !== 'ferry').map((name) => [`× ${name}`, ratio(name)])),
      'to reach': TARGETS[figure] ?? '',
    }
  })
  console.log('\nDevelopment, medians:')
  console.table(rows)
  for (const cache of ['cold', 'warm']) {
    const [few, many] = [10, 1000].map((routes) => ferry?.get(`first page, ${routes} routes, ${cache}`))
    if (few && many) console.log(`Ferry, 1000 routes beside 10, ${cache}: ${(many / few).toFixed(2)} (to reach: ≤ 1.3)`)
  }
}
