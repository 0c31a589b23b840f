/**
 * `npm run bench:build [-- --quick] [--only ferry,plugin-rsc] [--routes 7,1000]`: how long production builds take, and how
 * much memory they need: Ferry, Next.js and @vitejs/plugin-rsc on the same generated apps in one run, cold (no cache) and
 * warm (the same build again). The ratios are what to quote; CPU time says more than wall time where a machine is busy.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { measureCommand } from './build-process.mjs'
import { writeApp } from './dev-apps.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const ferryBin = fileURLToPath(new URL('../../packages/ferry/bin/ferry.js', import.meta.url))
const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, routes: { type: 'string' } },
})
const rounds = values.quick ? 1 : 3
const counts = (values.routes ?? '7,1000').split(',').map(Number)

const REACT = ['react@19.3.1', 'react-dom@19.3.1']
const VITE = ['vite@8', '@vitejs/plugin-rsc', '@vitejs/plugin-react', 'rsc-html-stream', ...REACT]

const BUILDERS = {
  ferry: {
    caches: ['.ferry', 'dist'],
    command: [process.execPath, ferryBin, 'build'],
    // Inside the workspaces, where `ferry` is found.
    install: () => emptied(join(here, '.work/build-ferry')),
  },
  next: {
    caches: ['.next'],
    command: [process.execPath, 'node_modules/next/dist/bin/next', 'build'],
    install: () => installed('next', ['next@16.4.6', ...REACT], {}),
  },
  'plugin-rsc': {
    caches: ['node_modules/.vite', 'dist'],
    command: [process.execPath, 'node_modules/vite/bin/vite.js', 'build'],
    install() {
      const folder = installed('plugin-rsc', VITE, { type: 'module' })
      cpSync(join(here, 'peers/plugin-rsc-dev'), folder, { recursive: true })
      return folder
    },
  },
}

/** routes, measure, peer, most times the peer's; or a limit of its own */
const TARGETS = [
  [7, 'cold', 'next', 0.5],
  [7, 'cold', 'plugin-rsc', 2],
  [7, 'warm', 'plugin-rsc', 1],
  [1000, 'cold', 'next', 0.5],
]
const MOST_MEGABYTES = 1024

const names = Object.keys(BUILDERS).filter((name) => !values.only || values.only.split(',').includes(name))
/** `name routes state` → the median build */
const results = new Map()
for (const name of names) {
  const { caches, command, install } = BUILDERS[name]
  const folder = install()
  for (const routes of counts) {
    writeApp(folder, name, routes)
    const builds = { cold: [], warm: [] }
    for (let round = 0; round < rounds; round++) {
      for (const cache of caches) rmSync(join(folder, cache), { recursive: true, force: true })
      for (const state of ['cold', 'warm']) builds[state].push(await measureCommand(command, folder))
    }
    for (const state of ['cold', 'warm']) {
      results.set(`${name} ${routes} ${state}`, median(builds[state]))
      const { seconds, cpu, megabytes } = results.get(`${name} ${routes} ${state}`)
      console.log(
        `${name}, ${routes} routes, ${state}: ${seconds.toFixed(1)} s, CPU ${cpu.toFixed(1)} s, ${megabytes} MB`,
      )
    }
  }
}
report()

function report() {
  const rows = []
  for (const [routes, state, peer, most] of TARGETS) {
    const [own, other] = [`ferry ${routes} ${state}`, `${peer} ${routes} ${state}`].map((key) => results.get(key))
    if (!own || !other) continue
    const ratio = own.seconds / other.seconds
    rows.push({
      build: `${routes} routes, ${state}`,
      target: `≤ ${most} × ${peer}`,
      ratio: ratio.toFixed(2),
      'by CPU time': (own.cpu / other.cpu).toFixed(2),
      met: ratio <= most,
    })
  }
  for (const routes of counts) {
    const own = results.get(`ferry ${routes} cold`)
    if (own)
      rows.push({
        build: `${routes} routes, memory`,
        target: `≤ ${MOST_MEGABYTES} MB`,
        ratio: `${own.megabytes} MB`,
        met: own.megabytes <= MOST_MEGABYTES,
      })
  }
  console.table(rows)
}

/** By wall time; memory is the most of all. */
function median(builds) {
  const sorted = [...builds].sort((left, right) => left.seconds - right.seconds)
  return { ...sorted[Math.floor(sorted.length / 2)], megabytes: Math.max(...builds.map(({ megabytes }) => megabytes)) }
}

function emptied(folder) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

function installed(name, packages, json) {
  const folder = join(tmpdir(), 'ferry-bench-build', name)
  if (existsSync(join(folder, 'node_modules'))) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: `bench-build-${name}`, private: true, ...json }))
  const options = ['--no-audit', '--no-fund', '--prefer-offline']
  const { status, stdout, stderr } = spawnSync('npm', ['install', ...options, ...packages], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (status === 0) return folder
  rmSync(folder, { recursive: true, force: true })
  throw new Error(`${name} could not be installed:\n${stdout}\n${stderr}`)
}
