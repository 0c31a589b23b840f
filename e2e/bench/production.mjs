/**
 * What a deployment costs: size of dist/, time from start to the first answer, memory, with and without a larger young generation.
 *
 *   npm run bench:production -w e2e                 the minimal template
 *   npm run bench:production -w e2e -- --peers      beside Next.js's standalone server, in the same run (needs the registry)
 *   npm run bench:production -w e2e -- --young      CPU time per request with several sizes of the young generation
 */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cpuTime, startProcess } from './process.mjs'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const PORT = Number(process.env.BENCH_PORT ?? 5040)
const STARTS = 9
/** The first answer is held to CPU time: on a machine with nothing else to do, as long as it takes; on a busy one, still true. */
const LIMITS = { megabytes: 3, firstAnswer: 300, memory: 90 }

const flags = new Set(process.argv.slice(2))
const folder = mkdtempSync(join(tmpdir(), 'ferry-production-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const ferry = buildMinimal()
if (flags.has('--young')) await compareYoungGenerations()
else {
  const rows = { ferry: await measure({ dir: ferry, entry: 'dist/server.js' }) }
  if (flags.has('--peers')) rows['next standalone'] = await measure(buildNext())
  console.table(rows)
  const { megabytes, 'cpu ms until then': firstAnswer, 'memory MB': memory } = rows.ferry
  const missed = [
    megabytes > LIMITS.megabytes && `dist/ is ${megabytes} MB, allowed are ${LIMITS.megabytes}`,
    firstAnswer > LIMITS.firstAnswer &&
      `the first answer took ${firstAnswer} ms of CPU time, allowed are ${LIMITS.firstAnswer}`,
    memory > LIMITS.memory && `it needs ${memory} MB after the start, allowed are ${LIMITS.memory}`,
  ].filter(Boolean)
  for (const line of missed) console.error(line)
  process.exitCode = missed.length > 0 ? 1 : 0
}

/** dist/ alone, as it is deployed: nothing of the repository is near it. */
function buildMinimal() {
  const app = join(ROOT, 'templates/minimal')
  run(process.execPath, [join(ROOT, 'packages/ferry/bin/ferry.js'), 'build'], app)
  cpSync(join(app, 'dist'), join(folder, 'minimal/dist'), { recursive: true })
  return join(folder, 'minimal')
}

async function measure({ dir, entry, size = join(dir, 'dist') }) {
  const starts = []
  for (let n = 0; n < STARTS; n++) starts.push(await startOnce(join(dir, entry), dir))
  const loaded = await afterLoad(join(dir, entry), dir)
  return {
    megabytes: round(bytesIn(size) / 1024 ** 2, 2),
    files: filesIn(size).length,
    'first answer ms': median(starts.map(({ firstAnswer }) => firstAnswer)),
    'best ms': Math.min(...starts.map(({ firstAnswer }) => firstAnswer)),
    'cpu ms until then': Math.round(median(starts.map(({ cpu }) => cpu))),
    'memory MB': median(starts.map(({ memory }) => memory)),
    'memory MB after 5,000 requests': loaded,
  }
}

/** From spawning the process to the last byte of the first page. */
async function startOnce(file, cwd) {
  const began = performance.now()
  const child = spawn(process.execPath, [file], { cwd, env: environment(), stdio: 'ignore' })
  try {
    while (!(await ask('/'))) await pause(2)
    const firstAnswer = Math.round(performance.now() - began)
    const cpu = cpuTime(child.pid)
    await pause(500)
    return { firstAnswer, cpu, memory: residentMegabytes(child.pid) }
  } finally {
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
  }
}

async function afterLoad(file, cwd) {
  const server = await startProcess(file, { port: PORT, cwd })
  await requests(5_000)
  const memory = residentMegabytes(server.pid)
  await server.stop()
  return memory
}

async function compareYoungGenerations() {
  const rows = {}
  for (const size of [null, 8, 16, 32, 64]) {
    const nodeArgs = size === null ? [] : [`--max-semi-space-size=${size}`]
    const results = []
    for (let round = 0; round < 3; round++) {
      const server = await startProcess(join(ferry, 'dist/server.js'), { port: PORT, cwd: ferry, nodeArgs })
      await requests(1_500)
      const before = cpuTime(server.pid)
      await requests(4_000)
      results.push({ cpu: (cpuTime(server.pid) - before) / 4_000, memory: residentMegabytes(server.pid) })
      await server.stop()
    }
    rows[size === null ? 'default (16 MB)' : `${size} MB`] = {
      'cpu ms per page': round(median(results.map(({ cpu }) => cpu)), 3),
      'memory MB': median(results.map(({ memory }) => memory)),
    }
  }
  console.table(rows)
}

async function requests(count) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 })
  let left = count
  const client = async () => {
    while (left-- > 0) await ask('/', agent)
  }
  await Promise.all(Array.from({ length: 8 }, client))
  agent.destroy()
}

/** false: nobody answers yet. */
function ask(path, agent = false) {
  return new Promise((resolve, reject) => {
    const request = http.get({ port: PORT, host: '127.0.0.1', path, agent }, (response) => {
      response.resume()
      response.on('end', () => {
        if (response.statusCode === 200) resolve(true)
        else reject(new Error(`${path} is answered with ${response.statusCode}`))
      })
    })
    request.on('error', () => resolve(false))
  })
}

/** The template itself, with Next.js's modules in the place of Ferry's. */
function buildNext() {
  const dir = join(tmpdir(), 'ferry-bench-peers/next-minimal')
  for (const part of ['app', 'components', 'public']) {
    rmSync(join(dir, part), { recursive: true, force: true })
    cpSync(join(ROOT, 'templates/minimal', part), join(dir, part), { recursive: true })
  }
  for (const file of [...filesIn(join(dir, 'app')), ...filesIn(join(dir, 'components'))]) {
    if (/\.tsx?$/.test(file)) writeFileSync(file, readFileSync(file, 'utf8').replaceAll("'ferry/", "'next/"))
  }
  const paths = { compilerOptions: { jsx: 'preserve', strict: true, paths: { '@/*': ['./*'] } } }
  writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify(paths))
  writeFileSync(
    join(dir, 'next.config.mjs'),
    "export default { output: 'standalone', typescript: { ignoreBuildErrors: true }, outputFileTracingRoot: import.meta.dirname }\n",
  )
  if (!existsSync(join(dir, 'node_modules/next'))) {
    writeFileSync(join(dir, 'package.json'), '{ "name": "bench-next-minimal", "private": true }')
    const packages = ['next@16.4.6', 'react@19.3.1', 'react-dom@19.3.1', 'typescript@5', '@types/react', '@types/node']
    run('npm', ['install', '--no-audit', '--no-fund', ...packages], dir)
  }
  run(process.execPath, ['node_modules/next/dist/bin/next', 'build', '--webpack'], dir)
  const standalone = join(dir, '.next/standalone')
  for (const part of ['.next/static', 'public']) cpSync(join(dir, part), join(standalone, part), { recursive: true })
  return { dir: standalone, entry: 'server.js', size: standalone }
}

function run(command, args, cwd) {
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`)
}

function environment() {
  return { ...process.env, NODE_ENV: 'production', PORT: String(PORT), HOST: '127.0.0.1', HOSTNAME: '127.0.0.1' }
}

function filesIn(dir) {
  return readdirSync(dir, { recursive: true })
    .map((name) => join(dir, name))
    .filter((file) => statSync(file).isFile())
}

function bytesIn(dir) {
  return filesIn(dir).reduce((sum, file) => sum + statSync(file).size, 0)
}

function residentMegabytes(pid) {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
}

function median(values) {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)]
}

function round(value, digits) {
  return Number(value.toFixed(digits))
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
