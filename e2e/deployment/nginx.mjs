/** docs/deployment/nginx.conf, with other ports, in front of the app. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answers, get, pause, send } from './exchange.mjs'
import { APP_PORT, buildApp, cleanEnvironment, DOCS, PROXY_PORT, start, work } from './work.mjs'

export async function nginx() {
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
