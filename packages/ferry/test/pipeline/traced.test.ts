/** OpenTelemetry in a really built app, with the real SDK: which spans there are, and whose children they are. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildApp, type BuiltApp, type OpenApp, openApp } from './built-app.ts'
import { tracedApp, tracedPackages } from './traced-app.ts'

interface SpanView {
  readonly name: string
  readonly kind: number
  readonly attributes: Readonly<Record<string, unknown>>
  readonly status: { readonly code: number; readonly message?: string }
  readonly events: readonly string[]
  readonly parent: string | null
  readonly id: string
  readonly trace: string
}

const SERVER = 1
const ERROR = 2

let built: BuiltApp
let app: OpenApp
beforeAll(async () => {
  built = await buildApp(tracedApp, tracedPackages)
  app = await openApp(built)
}, 120_000)
afterAll(() => built.remove())
beforeEach(async () => {
  await app.send('DELETE', '/spans')
})

async function spans(): Promise<readonly SpanView[]> {
  const all = JSON.parse((await app.send('GET', '/spans')).text) as SpanView[]
  return all.filter(({ attributes }) => attributes['url.path'] !== '/spans')
}

const one = (all: readonly SpanView[], name: string): SpanView => {
  const found = all.filter((span) => span.name === name)
  expect(found, `spans named ${name} of ${all.map((span) => span.name).join(', ')}`).toHaveLength(1)
  return found[0] as SpanView
}

describe('a visit', () => {
  it('has a span with its route, a child for rendering, and the app’s own spans below that', async () => {
    await app.send('GET', '/notes/7?secret=1', { headers: { 'user-agent': 'test' } })
    const all = await spans()
    const request = one(all, 'GET /notes/[id]')
    expect(request).toMatchObject({
      kind: SERVER,
      parent: null,
      attributes: {
        'http.request.method': 'GET',
        'http.route': '/notes/[id]',
        'http.response.status_code': 200,
        'url.path': '/notes/7',
        'url.scheme': 'http',
        'user_agent.original': 'test',
      },
      status: { code: 0 },
    })
    expect(JSON.stringify(request)).not.toContain('secret')
    const render = one(all, 'render /notes/[id]')
    expect(render.parent).toBe(request.id)
    expect(one(all, 'database').parent).toBe(render.id)
    expect(new Set(all.map(({ trace }) => trace)).size).toBe(1)
  })

  it('ends with the last byte, not with the head', async () => {
    const answer = await app.handle('GET', '/notes/8')
    expect((await spans()).map(({ name }) => name)).not.toContain('GET /notes/[id]')
    const { body } = answer
    if (body === null || typeof body !== 'object' || !('pipe' in body)) throw new Error('no stream')
    body.abort(new Error('nobody reads it'))
    expect((await spans()).map(({ name }) => name)).toContain('GET /notes/[id]')
  })

  it('goes on with the trace of whoever asks', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    await app.send('GET', '/notes/9', { headers: { traceparent } })
    const request = one(await spans(), 'GET /notes/[id]')
    expect(request).toMatchObject({ trace: '0af7651916cd43dd8448eb211c80319c', parent: 'b7ad6b7169203331' })
  })

  it('that fails is marked as failed', async () => {
    await app.send('GET', '/broken')
    expect(one(await spans(), 'GET /broken')).toMatchObject({
      status: { code: ERROR },
      attributes: { 'http.response.status_code': 500 },
    })
  })

  it('to nowhere does not make a name of what was asked', async () => {
    await app.send('GET', '/nowhere/at/all')
    expect(one(await spans(), 'GET (not found)').attributes['http.response.status_code']).toBe(404)
  })
})

describe('a call', () => {
  const call = (name: string, body: string) =>
    app.send('POST', `/_ferry/action/${app.functionId(name)}`, {
      body,
      headers: { 'content-type': 'text/plain', 'ferry-protocol': '1' },
    })

  it('has a span for the function, which is active while it runs', async () => {
    await call('save', '["hello"]')
    const all = await spans()
    const request = one(all, 'POST /_ferry/action/[id]')
    const run = one(all, 'function app/actions.js#save')
    expect(run.parent).toBe(request.id)
    expect(run.attributes).toMatchObject({ 'code.function.name': 'app/actions.js#save', 'app.text': 'hello' })
    expect(run.status.code).toBe(0)
  })

  it('that throws has the exception on its span', async () => {
    await call('fail', '[]')
    const run = one(await spans(), 'function app/actions.js#fail')
    expect(run.status).toEqual({ code: ERROR, message: 'cannot save' })
    expect(run.events).toEqual(['exception'])
  })
})

it('an app without the API has nothing of it in its bundle', async () => {
  const { 'instrumentation.js': _, 'app/spans/route.js': __, ...files } = tracedApp
  const plain = await buildApp({
    ...files,
    'app/notes/[id]/page.jsx': 'export default () => <p>plain</p>',
    'app/actions.js': `'use server'\nexport async function save() {}\nexport async function fail() {}`,
    'instrumentation.js': 'export function register() {}',
  })
  const opened = await openApp(plain)
  expect((await opened.send('GET', '/notes/1')).status).toBe(200)
  expect(readFileSync(join(plain.dir, 'dist/server/index.js'), 'utf8')).not.toContain('opentelemetry.js.api')
  plain.remove()
}, 60_000)
