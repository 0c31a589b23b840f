/** Next.js and @vitejs/plugin-rsc, installed from the registry into a folder outside the workspaces, measured on the same pages in the same run. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { here } from './build.mjs'
import { load, send } from './load.mjs'
import { cpuTime, startProcess } from './process.mjs'
import { hiddenFields, multipart } from './scenarios.mjs'

const root = join(tmpdir(), 'ferry-bench-peers')
const REACT = ['react@19.3.1', 'react-dom@19.3.1']

const PEERS = [
  {
    name: 'next',
    packages: ['next@16.4.6', ...REACT],
    build: ['node_modules/next/dist/bin/next', 'build', '--webpack'],
    server: 'serve.cjs',
    prepare(folder) {
      writeFileSync(
        join(folder, 'serve.cjs'),
        "const next = require('next')({ dev: false, dir: __dirname })\nnext.prepare().then(() => require('node:http').createServer(next.getRequestHandler()).listen(Number(process.env.PORT), '127.0.0.1'))\n",
      )
    },
    call: (id, path) => ({ path, headers: { 'next-action': id, accept: 'text/x-component' } }),
  },
  {
    name: 'plugin-rsc',
    packages: ['vite@8', '@vitejs/plugin-rsc', '@vitejs/plugin-react', 'rsc-html-stream', ...REACT],
    build: ['node_modules/vite/bin/vite.js', 'build'],
    server: 'serve.mjs',
    prepare() {},
    call: (id, path) => ({ path, headers: { 'x-action': id } }),
  },
]

export async function comparePeers({ rounds, scale }) {
  const rows = []
  for (const [index, peer] of PEERS.entries()) {
    const folder = install(peer)
    const server = await startProcess(join(folder, peer.server), { port: 4961 + index, cwd: folder })
    try {
      for (const scenario of await peerScenarios(peer, server.port, folder)) {
        const requests = Math.ceil(scenario.requests * scale)
        await measure(server, scenario, Math.ceil(requests / 3))
        const results = []
        for (let round = 0; round < rounds; round++) results.push(await measure(server, scenario, requests))
        results.sort((left, right) => left - right)
        rows.push({
          peer: peer.name,
          scenario: scenario.name,
          'cpu ms': results[Math.floor(results.length / 2)].toFixed(3),
        })
      }
    } finally {
      await server.stop()
    }
  }
  console.log('\nPeers, CPU time per request on the same pages in this run:')
  console.table(rows)
}

function install(peer) {
  const folder = join(root, peer.name)
  mkdirSync(folder, { recursive: true })
  cpSync(join(here, 'peers', peer.name), folder, { recursive: true })
  const parts = join(folder, peer.name === 'next' ? 'parts' : 'src/parts')
  cpSync(join(here, 'app/parts'), parts, { recursive: true })
  const actions = join(parts, 'actions.js')
  writeFileSync(
    actions,
    readFileSync(actions, 'utf8')
      .replace("import { skipRefresh } from 'ferry/action'\n", '')
      .replace('  skipRefresh()\n', ''),
  )
  if (!existsSync(join(folder, 'package.json'))) {
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ name: `bench-${peer.name}`, private: true, type: peer.name === 'next' ? undefined : 'module' }),
    )
    run('npm', ['install', '--no-audit', '--no-fund', ...peer.packages], folder)
  }
  peer.prepare(folder)
  run(process.execPath, peer.build, folder)
  return folder
}

function run(command, args, cwd) {
  const result = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  })
  if (result.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${result.stdout}\n${result.stderr}`)
}

async function peerScenarios(peer, port, folder) {
  const agent = new http.Agent({ keepAlive: true })
  const text = async (path) => (await send(agent, port, { method: 'GET', path })).text
  const fields = hiddenFields(await text('/form'))
  const ids = callIds(peer, folder)
  const origin = `http://127.0.0.1:${port}`
  const get = (path, expect) => () => ({ method: 'GET', path, expect })
  const call = (name, extra) => () => {
    const { path, headers } = peer.call(ids[name], '/call')
    return {
      method: 'POST',
      path,
      headers: { origin, 'content-type': 'text/plain;charset=UTF-8', ...headers, ...extra },
      body: '[20,22]',
      expect: '"sum":42',
    }
  }
  return [
    { name: 'hello', requests: 3000, next: get('/', 'Hello, world.') },
    { name: '100 rows, 10 client components', requests: 1000, next: get('/table', 'Row number 99') },
    { name: 'streaming', requests: 2000, next: get('/stream', 'late three') },
    { name: 'call', requests: 4000, next: call('add', {}) },
    ...(peer.name === 'plugin-rsc'
      ? [{ name: 'call with refresh', requests: 3000, next: call('addAndRefresh', { 'x-refresh': '1' }) }]
      : []),
    {
      name: 'form POST without JavaScript',
      requests: 2000,
      next: (index) => ({
        method: 'POST',
        path: '/form',
        headers: { origin, 'content-type': 'multipart/form-data; boundary=----ferrybench' },
        body: multipart([...fields, ['name', `name-${index}`]]),
        expect: `name-${index}`,
      }),
    },
  ]
}

/** The ids as the peer's own build wrote them. */
function callIds(peer, folder) {
  if (peer.name === 'next') {
    const manifest = JSON.parse(readFileSync(join(folder, '.next/server/server-reference-manifest.json'), 'utf8'))
    const ids = {}
    for (const [id, entry] of Object.entries(manifest.node)) if (entry.exportedName) ids[entry.exportedName] = id
    return ids
  }
  const bundle = readFileSync(join(folder, 'dist/rsc/index.js'), 'utf8')
  const [, hash] = /"([0-9a-f]{12})":\s*async\s*\(\)\s*=>\s*\{\s*let\s*\{\s*add\b/.exec(bundle) ?? []
  return { add: `${hash}#add`, addAndRefresh: `${hash}#addAndRefresh` }
}

async function measure(server, scenario, requests) {
  const before = cpuTime(server.pid)
  const result = await load({ port: server.port, connections: 16, requests, next: scenario.next })
  if (result.wrong > 0)
    throw new Error(`${scenario.name}: ${result.wrong} of ${requests} answers were wrong: ${result.firstWrong}`)
  return (cpuTime(server.pid) - before) / requests
}
