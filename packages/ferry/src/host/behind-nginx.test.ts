/** The server behind a real nginx with the configuration of the documentation: both count the same requests, whatever is sent. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Handmade, handmadeApp, serve, text } from './handmade-app.test-support.ts'

const CONFIGURATION = fileURLToPath(new URL('../../../../docs/deployment/nginx.conf', import.meta.url))
const isInstalled = spawnSync('nginx', ['-v']).status === 0
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const HIDDEN = 'GET /hidden HTTP/1.1\r\nHost: a\r\nX: '
const CHUNKED = `0\r\n\r\n${HIDDEN}`
const asBody = (body: string) => `Content-Length: ${body.length}\r\n\r\n${body}`
const chunk = (body: string) => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`

/** The lines after the first, as they are. `Host` stands before them where they do not bring their own. */
const MESSAGES: Readonly<Record<string, string>> = {
  'a plain body': asBody(HIDDEN),
  'a chunked body': `Transfer-Encoding: chunked\r\n\r\n${chunk(HIDDEN)}`,
  'CL.TE': `Content-Length: ${CHUNKED.length}\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED}`,
  'TE.CL': `Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n${chunk(HIDDEN)}`,
  ...Object.fromEntries(
    [
      'Transfer-Encoding: xchunked',
      'Transfer-Encoding : chunked',
      ' Transfer-Encoding: chunked',
      'Transfer-Encoding:\tchunked',
      'Transfer-Encoding: chunked\r\nTransfer-Encoding: x',
      'Transfer-Encoding: x\r\nTransfer-Encoding: chunked',
      'Transfer-Encoding: chunked, identity',
      'Transfer-Encoding: identity, chunked',
      'Transfer-Encoding: identity',
      'Transfer-Encoding: gzip, chunked',
      'Transfer-Encoding: "chunked"',
      'Transfer-Encoding: CHUNKED',
      'Transfer-Encoding: chunked;x=1',
      'Transfer-Encoding:\r\n chunked',
      'Transfer-Encoding\r\n : chunked',
      'Transfer-Encoding: \x0bchunked',
      'Transfer-Encoding: chunked\x00',
      'X: x\nTransfer-Encoding: chunked',
      'X: x\rTransfer-Encoding: chunked',
      'Transfer_Encoding: chunked',
      'Transfer-Encoding: chu\u00a0nked',
      'Transfer-Encoding:',
    ].map((line) => [
      `both lengths, with ${JSON.stringify(line)}`,
      `Content-Length: ${CHUNKED.length}\r\n${line}\r\n\r\n${CHUNKED}`,
    ]),
  ),
  ...Object.fromEntries(
    [
      '+5',
      '-5',
      '0x5',
      '5, 5',
      '5,0',
      '5 5',
      '05',
      '5\r\nContent-Length: 0',
      '0\r\nContent-Length: 5',
      '99999999999999999999',
      '',
      'a',
      '5\x00',
      '5;',
    ].map((length) => [`the length ${JSON.stringify(length)}`, `Content-Length: ${length}\r\n\r\nabcde${HIDDEN}`]),
  ),
  ...Object.fromEntries(
    [
      '5\nabcde\n0\n\n',
      '5;x\nabcde\r\n0\r\n\r\n',
      '5 \r\nabcde\r\n0\r\n\r\n',
      '+5\r\nabcde\r\n0\r\n\r\n',
      '0x5\r\nabcde\r\n0\r\n\r\n',
      '100000005\r\nabcde\r\n0\r\n\r\n',
      '5\r\nabcdeX\r\n0\r\n\r\n',
      '5\r\nabcde\r\n0\r\nContent-Length: 40\r\n\r\n',
    ].map((body) => [`the chunks ${JSON.stringify(body)}`, `Transfer-Encoding: chunked\r\n\r\n${body}${HIDDEN}`]),
  ),
  'a folded header': `X: a\r\n ${asBody(HIDDEN)}`,
  'two hosts': `Host: b\r\n${asBody(HIDDEN)}`,
  'an upgrade with a body': `Connection: Upgrade\r\nUpgrade: h2c\r\n${asBody(HIDDEN)}`,
  'a length among the connection’s headers': `Connection: Content-Length\r\n${asBody(HIDDEN)}`,
  Expect: `Expect: 100-continue\r\n${asBody(HIDDEN)}`,
  'Expect of something else': `Expect: x\r\n${asBody(HIDDEN)}`,
  'no body at all': `\r\n${HIDDEN}`,
}

describe.skipIf(!isInstalled)('H-606 behind nginx', () => {
  const seen: string[] = []
  let server: Handmade
  let nginx: ChildProcess
  let folder: string
  let port: number

  beforeAll(async () => {
    server = await serve(
      handmadeApp(async ({ target, body }) => {
        seen.push(target)
        if (target.startsWith('/read')) for await (const _ of body);
        return text(target)
      }),
      { trustProxy: 1 },
    )
    port = await freePort()
    folder = mkdtempSync(join(tmpdir(), 'ferry-nginx-'))
    chmodSync(folder, 0o755)
    writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, server.port))
    nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')])
    await vi.waitFor(async () => expect(await ask('/ready')).toContain('/ready'), { timeout: 60_000 })
  })
  afterAll(async () => {
    nginx?.kill('SIGTERM')
    await server?.close()
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  })

  /** What nginx has handed on, by its own account. */
  const handedOn = () =>
    readFileSync(join(folder, 'access.log'), 'latin1')
      .split('\n')
      .filter((line) => line !== '' && !line.endsWith(' -'))
      .map((line) => line.split(' ')[0] ?? '')

  function send(bytes: string): Promise<string> {
    return new Promise((resolve) => {
      let received = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(bytes, 'latin1')))
      socket.on('data', (data) => (received += data.toString('latin1')))
      socket.on('error', () => {})
      socket.on('close', () => resolve(received))
    })
  }

  function ask(path: string): Promise<string> {
    return send(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
  }

  it('there are more than fifty messages', () => expect(Object.keys(MESSAGES).length).toBeGreaterThan(50))

  it.each(['POST', 'GET'])(
    '%s: whatever is sent, the server sees what nginx hands on, and no request more',
    async (method) => {
      const names = Object.keys(MESSAGES)
      const sent = names.flatMap((name) =>
        ['/read', '/ignore'].map((path) => {
          const mark = `${path}?${method}=${encodeURIComponent(name)}`
          return send(`${method} ${mark} HTTP/1.1\r\nHost: a\r\n${MESSAGES[name]}`)
        }),
      )
      await Promise.all(sent)
      // Whoever comes next, on connections that are kept, gets what they have asked for.
      for (let visit = 0; visit < 100; visit++) {
        const path = `/next?${method}=${visit}`
        const answer = await ask(path)
        expect(answer).toMatch(/^HTTP\/1\.1 200 /)
        expect(answer.endsWith(path)).toBe(true)
      }
      await expect.poll(() => handedOn().includes(`/next?${method}=99`), { timeout: 30_000 }).toBe(true)
      expect([...seen].sort()).toEqual(handedOn().sort())
      // The good ones among them have come through.
      expect(seen).toContain(`/read?${method}=${encodeURIComponent('a plain body')}`)
      expect(seen).toContain(`/read?${method}=${encodeURIComponent('a chunked body')}`)
    },
  )
})

/** The one of the documentation, with folders and ports of this test. */
function configuration(folder: string, port: number, upstream: number): string {
  const documented = readFileSync(CONFIGURATION, 'utf8')
    .replace('127.0.0.1:3000', `127.0.0.1:${upstream}`)
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('listen [::]:80;', '')
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  )
  return `daemon off; master_process off; pid ${folder}/nginx.pid;
events {}
http {
  log_format seen '$request_uri $upstream_status';
  client_header_timeout 3s; client_body_timeout 3s; keepalive_timeout 3s; lingering_timeout 3s;
  access_log ${folder}/access.log seen;
  ${paths.join('\n  ')}
  ${documented}
}`
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
