import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDesk } from './desk.ts'
import { serveEndpoint } from './endpoints.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ferry-desk-')))
const root = join(folder, 'app')
const outside = join(folder, 'outside.ts')
let server: Server
let url: string

beforeAll(async () => {
  const files = {
    'app/page.tsx': 'first line\nsecond line\n',
    '.env': 'SECRET=canary-of-the-environment\n',
    '.ferry/dev/assets/.keep': '',
    '.ferry/dev/server/index.js': 'canary-of-the-bundle\n',
    '../outside.ts': 'canary-of-the-outside\n',
    '../outside.ts.map': '{"version":3,"sources":["canary-of-the-map"],"mappings":"AAAA"}',
    '../app-twin/page.tsx': 'canary-of-the-twin\n',
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  symlinkSync(outside, join(root, 'app/way-out.ts'))
  symlinkSync(folder, join(root, 'app/up'))
  const desk = createDesk({
    paths: () => ({ root, outDir: join(root, '.ferry/dev') }),
    manifest: () => null,
    onCall: () => {},
    onPageLog: () => {},
  })
  server = createServer((request, response) => {
    if (!serveEndpoint(request, response, { basePath: '', table: desk.endpoints })) response.writeHead(418).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

function post(name: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/_ferry/dev/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, ...headers },
    body: JSON.stringify(body),
  })
}

/** What names a file that is not one of the app's. */
const OUTSIDE = [
  outside,
  '../outside.ts',
  'app/../../outside.ts',
  './/..//outside.ts',
  '%2e%2e/outside.ts',
  '..%2foutside.ts',
  '..\\outside.ts',
  '\\\\evil.test\\share\\file.ts',
  '//evil.test/share/file.ts',
  pathToFileURL(outside).href,
  'file://evil.test/share/file.ts',
  'file:../outside.ts',
  'http://evil.test/file.ts',
  'app/way-out.ts',
  'app/up/outside.ts',
  '../app-twin/page.tsx',
  '/etc/passwd',
  'app/page.tsx\0.ts',
  'nowhere.ts',
  'app',
  '.',
  '',
]

describe('H-904 opening a file in the editor', () => {
  it.each(OUTSIDE)('%j is 403', async (file) => {
    expect((await post('open', { file, line: 1, column: 1 })).status).toBe(403)
  })

  it.each([null, 5, 'app/page.tsx', {}, { file: 5 }, { file: ['app/page.tsx'] }])('%j is 400', async (body) => {
    expect((await post('open', body)).status).toBe(400)
  })
})

describe('H-904 the lines around an error', () => {
  it.each([...OUTSIDE, '.env', 'app/../.env', '.ferry/dev/server/index.js', join(root, '.env')])(
    'of %j nobody gets to see, wherever the stack says they are',
    async (file) => {
      const places = [file, `file://${file}`, `${url}/_ferry/assets/${file}`, `webpack-internal:///${file}`]
      for (const place of places) {
        for (const field of ['stack', 'components']) {
          const answer = await post('problem', { kind: 'browser', [field]: `Error: x\n    at f (${place}:1:1)` })
          expect(answer.status, place).toBe(200)
          const text = await answer.text()
          expect(text, place).not.toContain('canary')
          expect(JSON.parse(text), place).not.toHaveProperty('frame')
        }
      }
    },
  )

  it('those of the app are shown', async () => {
    const stack = `Error: x\n    at f (${join(root, 'app/page.tsx')}:2:1)`
    expect(await (await post('problem', { kind: 'browser', stack })).text()).toContain('second line')
  })
})

describe('H-905 the endpoints of the dev server', () => {
  it.each([
    '/?/_ferry/dev/state',
    '/?x=/_ferry/dev/open',
    '/_FERRY/dev/state',
    '/_ferry/DEV/state',
    '/x/_ferry/dev/state',
    '/_ferry%2fdev%2fstate',
    '/%5fferry/dev/state',
    '//_ferry/dev/state',
  ])('are not at %s', async (target) => {
    expect((await fetch(url + target, { method: 'POST', body: '"/"' })).status).toBe(418)
  })

  it.each(['__proto__', 'constructor', 'toString', 'State', 'state/', 'state/x', 'state%00', ''])(
    'have no %j',
    async (name) => {
      const answer = await post(name, '/')
      expect(answer.status).toBe(404)
    },
  )

  it.each<[string, Record<string, string>]>([
    ['another site', { origin: 'https://evil.test' }],
    ['nobody', { origin: 'null' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a text that only begins like JSON', { 'content-type': 'application/jsonp' }],
  ])('refuse %s', async (_, headers) => {
    for (const name of ['state', 'open', 'problem', 'log']) expect((await post(name, '/', headers)).status).toBe(403)
  })
})
