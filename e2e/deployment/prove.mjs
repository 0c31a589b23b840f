/**
 * Runs what docs/deployment has, as far as this machine can: node e2e/deployment/prove.mjs [nginx] [docker] [systemd] [kubernetes]
 * Nothing of it needs the network. nginx and systemd-analyze are used when they are installed.
 */
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { files } from './app.mjs'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const DOCS = join(ROOT, 'docs/deployment')
const APP_PORT = Number(process.env.PROVE_PORT ?? 5070)
const PROXY_PORT = APP_PORT + 1
const work = mkdtempSync(join(tmpdir(), 'ferry-deployment-'))
chmodSync(work, 0o755)
const running = []
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(work, { recursive: true, force: true })
})

const proofs = { docker, nginx, systemd, kubernetes }
const asked = process.argv.slice(2)
for (const [name, prove] of Object.entries(proofs)) {
  if (asked.length === 0 || asked.includes(name)) console.log(`${name}: ${await prove()}`)
}
process.exit()

/** The steps of the Dockerfile as commands in empty folders; dependencies are linked instead of installed. */
async function docker() {
  const stages = parseDockerfile(readFileSync(join(DOCS, 'Dockerfile'), 'utf8'))
  assert.equal(stages.length, 2)
  const [build, final] = stages
  const source = writeApp(join(work, 'build'))
  for (const command of build.run) {
    if (command.startsWith('npm ci')) continue
    execFileSync('sh', ['-c', command], { cwd: source, env: cleanEnvironment({}) })
  }
  const image = join(work, 'image')
  cpSync(join(source, 'dist'), join(image, 'dist'), { recursive: true })
  rmSync(source, { recursive: true })
  assert.deepEqual(readdirSync(image), ['dist'])
  assert.equal(final.user, 'node')
  const env = cleanEnvironment({ ...final.env, PORT: String(APP_PORT) })
  // As a user who owns nothing of it, where that is possible.
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const app = start(final.cmd[0], final.cmd.slice(1), { cwd: image, env, ...nobody })
  await answers(APP_PORT)
  assert.match((await get(APP_PORT, '/')).body, /Deployed/)
  const health = spawnSync(final.health[0], final.health.slice(1), { cwd: image, env })
  assert.equal(health.status, 0, String(health.stderr))
  const slow = get(APP_PORT, '/slow')
  await pause(200)
  app.child.kill('SIGTERM')
  assert.equal((await slow).body, 'slow')
  assert.equal(await app.exit, 0)
  assert.equal(spawnSync(final.health[0], final.health.slice(1), { cwd: image, env }).status, 1)
  return 'built, served by a user who owns nothing, healthy, SIGTERM finished what had begun, then unhealthy'
}

/** The configuration itself, with other ports, in front of the app. */
async function nginx() {
  if (spawnSync('nginx', ['-v']).error) return 'skipped: nginx is not installed'
  const dir = buildApp()
  const app = start(process.execPath, ['dist/server.js', '--workers', '2'], {
    cwd: dir,
    env: cleanEnvironment({ PORT: String(APP_PORT), HOST: '127.0.0.1', NODE_ENV: 'production' }),
  })
  await answers(APP_PORT)
  const prefix = join(work, 'nginx')
  mkdirSync(prefix)
  const site = readFileSync(join(DOCS, 'nginx.conf'), 'utf8')
    .replace('127.0.0.1:3000', `127.0.0.1:${APP_PORT}`)
    .replace('listen 80;', `listen 127.0.0.1:${PROXY_PORT};`)
    .replace('    listen [::]:80;\n', '')
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${prefix}/${name};`,
  )
  writeFileSync(
    join(prefix, 'nginx.conf'),
    `daemon off; master_process off; pid ${prefix}/nginx.pid; error_log ${prefix}/error.log; events {} http { access_log off; ${temporary.join(' ')}\n${site}\n}`,
  )
  execFileSync('nginx', ['-t', '-p', prefix, '-c', join(prefix, 'nginx.conf')], { stdio: 'pipe' })
  start('nginx', ['-p', prefix, '-c', join(prefix, 'nginx.conf')], { cwd: prefix })
  await answers(PROXY_PORT)

  const host = { host: 'example.com' }
  const page = await get(PROXY_PORT, '/', host)
  assert.equal(page.status, 200)
  const [, asset] = /(\/_ferry\/assets\/[^"]+\.js)/.exec(page.body) ?? []
  assert.ok(asset, 'the page names a script')
  const script = await get(PROXY_PORT, asset, { ...host, 'accept-encoding': 'br' })
  assert.equal(script.headers['content-encoding'], 'br')
  assert.match(script.headers['cache-control'], /immutable/)

  const streamed = await get(PROXY_PORT, '/stream', host)
  const early = streamed.chunks.find(({ text }) => text.includes('early part'))
  const late = streamed.chunks.find(({ text }) => text.includes('late part'))
  assert.ok(late.at - early.at > 700, `the early part was held back: ${late.at - early.at} ms between them`)

  const who = JSON.parse((await get(PROXY_PORT, '/who', { ...host, 'x-forwarded-for': '6.6.6.6' })).body)
  assert.equal(who.forwarded, '127.0.0.1')
  assert.equal(new URL(who.url).host, 'example.com')

  const { functions } = JSON.parse(readFileSync(join(dir, 'dist/manifest.json'), 'utf8'))
  const call = (name, body, headers = {}) => {
    const [id] = Object.entries(functions).find(([, { source }]) => source.endsWith(`#${name}`))
    return send(PROXY_PORT, `/_ferry/action/${id}`, body, {
      ...host,
      origin: 'http://example.com',
      'content-type': 'text/plain',
      'ferry-protocol': '1',
      ...headers,
    })
  }
  assert.match((await call('greet', '["proxy"]')).body, /hello proxy/)
  assert.equal((await call('greet', '["proxy"]', { origin: 'http://evil.example' })).status, 403)
  const statuses = []
  for (let n = 0; n < 4; n++) statuses.push((await call('limited', '[]')).status)
  assert.deepEqual(statuses, [200, 200, 429, 429])

  const upload = (bytes) => {
    const root = '--b\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$K1"]\r\n--b--\r\n'
    const file =
      '--b\r\nContent-Disposition: form-data; name="_1_file"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n'
    const body = Buffer.concat([Buffer.from(file), Buffer.alloc(bytes, 1), Buffer.from(`\r\n${root}`)])
    return call('take', body, { 'content-type': 'multipart/form-data; boundary=b' })
  }
  assert.match((await upload(3 * 1024 ** 2)).body, new RegExp(`bytes ${3 * 1024 ** 2}`))
  assert.equal((await upload(6 * 1024 ** 2)).status, 413)
  assert.equal((await upload(20 * 1024 ** 2)).status, 413)

  assert.match((await get(PROXY_PORT, '/_ferry/metrics', host)).body, /ferry_request_duration_seconds_count/)
  assert.equal((await get(PROXY_PORT, '/_ferry/ready', host)).status, 200)

  const during = Array.from({ length: 200 }, async (_, n) => {
    await pause(n * 15)
    return (await get(PROXY_PORT, '/', host)).status
  })
  await pause(300)
  app.child.kill('SIGHUP')
  assert.deepEqual([...new Set(await Promise.all(during))], [200])
  assert.match(app.output(), /Reloaded/)
  app.child.kill('SIGTERM')
  assert.equal(await app.exit, 0)
  return 'pages, precompressed assets, streaming, addresses, calls, 403, 429, uploads, 413, metrics, and a reload under load without a failure'
}

function systemd() {
  if (spawnSync('systemd-analyze', ['--version']).error) return 'skipped: systemd is not installed'
  const unit = join(work, 'my-app.service')
  cpSync(join(DOCS, 'ferry.service'), unit)
  // Warnings are written, too; the exit code tells of what is wrong only.
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' })
  const problems = stderr.split('\n').filter((line) => line.includes('my-app.service'))
  assert.deepEqual(problems, [])
  assert.equal(status, 0)
  return 'systemd-analyze verify finds nothing wrong'
}

/** The names and numbers that must fit together with what Ferry serves. */
async function kubernetes() {
  const { loadAll } = await import('js-yaml')
  const documents = loadAll(readFileSync(join(DOCS, 'kubernetes.yaml'), 'utf8'))
  const of = (kind) => documents.find((one) => one.kind === kind)
  const { spec, metadata } = of('Deployment').spec.template
  const [container] = spec.containers
  const probe = ({ httpGet }) => httpGet.path
  assert.equal(probe(container.readinessProbe), '/_ferry/ready')
  assert.equal(probe(container.startupProbe), '/_ferry/ready')
  assert.equal(probe(container.livenessProbe), '/_ferry/health')
  assert.deepEqual(of('Service').spec.selector, of('Deployment').spec.selector.matchLabels)
  assert.deepEqual(of('PodDisruptionBudget').spec.selector, of('Deployment').spec.selector)
  assert.equal(of('HorizontalPodAutoscaler').spec.scaleTargetRef.name, of('Deployment').metadata.name)
  assert.equal(metadata.annotations['prometheus.io/port'], String(container.ports[0].containerPort))
  assert.ok(container.securityContext.readOnlyRootFilesystem)
  return `${documents.length} documents that fit together`
}

function buildApp() {
  const dir = writeApp(join(work, 'app'))
  execFileSync('npx', ['ferry', 'build'], { cwd: dir, env: cleanEnvironment({}), stdio: 'pipe' })
  return dir
}

function writeApp(dir) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    writeFileSync(join(dir, name), text)
  }
  mkdirSync(join(dir, 'node_modules/.bin'), { recursive: true })
  symlinkSync(join(ROOT, 'packages/ferry'), join(dir, 'node_modules/ferry'))
  symlinkSync('../ferry/bin/ferry.js', join(dir, 'node_modules/.bin/ferry'))
  return dir
}

function parseDockerfile(text) {
  const stages = []
  for (const line of text.replace(/\\\n/g, ' ').split('\n')) {
    const [, instruction, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    const stage = stages.at(-1)
    if (instruction === 'FROM') stages.push({ run: [], env: {}, user: null, cmd: null, health: null })
    else if (instruction === 'RUN') stage.run.push(rest)
    else if (instruction === 'USER') stage.user = rest
    else if (instruction === 'CMD') stage.cmd = JSON.parse(rest)
    else if (instruction === 'HEALTHCHECK') stage.health = JSON.parse(/CMD\s+(\[.*\])/.exec(rest)[1])
    else if (instruction === 'ENV')
      for (const pair of rest.split(' ')) stage.env[pair.split('=')[0]] = pair.split('=')[1]
  }
  return stages
}

function cleanEnvironment(extra) {
  const { PATH, HOME } = process.env
  return { PATH, HOME, ...extra }
}

function start(command, args, options) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const exit = new Promise((resolve) => child.once('exit', resolve))
  return { child, exit, output: () => output }
}

async function answers(port) {
  for (let attempt = 0; attempt < 600; attempt++) {
    const status = await get(port, '/_ferry/ready', { host: 'example.com' }).then(
      (answer) => answer.status,
      () => 0,
    )
    if (status === 200) return
    await pause(50)
  }
  throw new Error(`Nothing answers on port ${port}.`)
}

function get(port, path, headers = {}) {
  return exchange({ method: 'GET', port, path, headers })
}

function send(port, path, body, headers) {
  return exchange(
    { method: 'POST', port, path, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
    body,
  )
}

function exchange(options, body) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', agent: false, ...options }, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push({ at: Date.now(), text: String(chunk) }))
      response.on('end', () => {
        const { statusCode: status, headers } = response
        resolve({ status, headers, chunks, body: chunks.map(({ text }) => text).join('') })
      })
      response.on('error', reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
