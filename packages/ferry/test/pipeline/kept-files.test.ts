/** Kept pages across processes: those that the build renders, and those that workers and instances share. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { COPY_KEYS } from '../../src/protocol/store.ts'
import { buildApp, type BuiltApp } from './built-app.ts'
import { keptFilesApp, keptSharedApp } from './kept-files-app.ts'
import { type ServedApp, serveApp } from './served-app.ts'
import { type SharedProcess, startSharedStore } from './shared-store.ts'

const ferry = fileURLToPath(new URL('../../bin/ferry.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'ferry-kept-'))
const files = { RENDERS_FILE: join(folder, 'renders'), TEXT_FILE: join(folder, 'text') }
const renders = () => readFileSync(files.RENDERS_FILE, 'utf8').trim().split('\n').filter(Boolean).sort()
const open: ServedApp[] = []

async function serve(app: BuiltApp, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<ServedApp> {
  const served = await serveApp(app, { args, env: { ...files, ...env } })
  open.push(served)
  return served
}
async function end({ child, exit }: ServedApp): Promise<void> {
  child.kill('SIGTERM')
  await exit
}
async function read(served: ServedApp, path: string): Promise<string> {
  return (await (await served.fetch(path)).text()).replaceAll('<!-- -->', '')
}
const built = (dir: string) => readdirSync(join(dir, 'dist/pages')).filter((name) => /^[0-9a-f]{64}\.json$/.test(name))
const contents = (dir: string) =>
  readdirSync(join(dir, 'dist/pages')).map((name) => [name, readFileSync(join(dir, 'dist/pages', name), 'utf8')])

beforeEach(() => {
  writeFileSync(files.RENDERS_FILE, '')
  writeFileSync(files.TEXT_FILE, 'first')
})
afterEach(() => {
  for (const { child } of open.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the build', () => {
  let app: BuiltApp
  let ahead: string[]
  beforeAll(async () => {
    writeFileSync(files.RENDERS_FILE, '')
    writeFileSync(files.TEXT_FILE, 'first')
    app = await buildApp(keptFilesApp, [], { NODE_ENV: 'production', ...files })
    ahead = renders()
  }, 120_000)
  afterAll(() => app.remove())

  it('renders each page that it knows, once, and the server renders none of them', async () => {
    expect(ahead).toEqual(['home', 'languages', 'note', 'note', 'sealed', 'soon', 'text'])
    expect(built(app.dir)).toHaveLength(10)
    const served = await serve(app)
    expect(await read(served, '/')).toContain('<p>home')
    expect(await read(served, '/notes/1')).toContain('<p>note 1')
    expect(await read(served, '/notes/zwei%20drei?q=1')).toContain('<p>note zwei drei')
    expect(await read(served, '/_ferry/payload/text')).toContain('first')
    expect(await read(served, '/closed/de')).toContain('<p>in de')
    expect((await served.fetch('/closed/fr')).status).toBe(404)
    expect((await served.fetch('/gone')).status).toBe(404)
    const moved = await served.fetch('/moved', { redirect: 'manual' })
    expect([moved.status, moved.headers.get('location')]).toEqual([307, '/soon'])
    expect(await (await served.fetch('/who', { headers: { cookie: 'who=ada' } })).text()).toContain('ada')
    expect(renders()).toEqual([])
    expect(await read(served, '/notes/3')).toContain('<p>note 3')
    expect(renders()).toEqual(['note'])
  }, 120_000)

  it('what it rendered is as old as it may be: served once more, and renewed', async () => {
    const served = await serve(app)
    writeFileSync(files.RENDERS_FILE, '')
    await expect
      .poll(async () => ((await read(served, '/soon')).includes('<p>soon') ? renders() : null))
      .toEqual(['soon'])
    await read(served, '/soon')
    expect(renders()).toEqual(['soon'])
  }, 120_000)

  it('what becomes old is gone, also after the server was started again', async () => {
    const dir = join(folder, 'old')
    cpSync(join(app.dir, 'dist'), join(dir, 'dist'), { recursive: true })
    const served = await serve({ ...app, dir })
    expect(await read(served, '/text')).toContain('text first;')
    writeFileSync(files.TEXT_FILE, 'second')
    const before = built(dir).length
    await served.call('touch', '["update","text"]')
    await expect.poll(() => built(dir).length).toBe(before - 1)
    expect(await read(served, '/text')).toContain('text second;')
    await served.call('touch', '["path","/notes/1"]')
    await expect.poll(() => built(dir).length).toBe(before - 2)
    await end(served)
    const again = await serve({ ...app, dir })
    expect(await read(again, '/text')).toContain('text second;')
  }, 120_000)

  it('a page with captured variables is rendered anew where the key is another one, and its form works', async () => {
    const served = await serve(app, [], { FERRY_ENCRYPTION_KEY: 'not the key of the build' })
    writeFileSync(files.RENDERS_FILE, '')
    const html = await read(served, '/sealed')
    expect(renders()).toEqual(['sealed'])
    const body = new FormData()
    for (const [, name = '', value = ''] of html.matchAll(/<input[^>]*? name="([^"]*)"(?:[^>]*? value="([^"]*)")?/g)) {
      body.set(name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
    }
    const { status } = await served.fetch('/sealed', { method: 'POST', body, headers: { origin: served.url } })
    expect(status).toBe(200)
    await expect.poll(served.output).toContain('it said captured')
    await read(served, '/')
    expect(renders()).not.toContain('home')
  }, 120_000)

  it('writes the same pages again, but for what is sealed in them', async () => {
    const again = await buildApp(keptFilesApp, [], { NODE_ENV: 'production', ...files })
    const isPlain = ([, text]: string[]) => !text?.includes('"seal":"') || text.includes('"seal":""')
    const plain = (dir: string) => contents(dir).filter(isPlain)
    expect(plain(app.dir)).toHaveLength(11)
    expect(plain(again.dir)).toEqual(plain(app.dir))
    again.remove()
  }, 120_000)
})

describe('a build that renders no page', () => {
  it.each([
    ['nothing says so', 'export default function Page() { return null }'],
    ["'force-dynamic'", "export const dynamic = 'force-dynamic'\nexport default function Page() { return null }"],
  ])(
    'has none: %s',
    async (_, page) => {
      const { 'package.json': name = '', 'app/layout.jsx': layout = '' } = keptFilesApp
      const app = await buildApp({ 'package.json': name, 'app/layout.jsx': layout, 'app/page.jsx': page })
      expect(existsSync(join(app.dir, 'dist/pages'))).toBe(false)
      app.remove()
    },
    60_000,
  )

  it.each([
    ['app/page.jsx', "throw new Error('no database')", '/ could not be rendered: no database'],
    [
      'app/page.jsx',
      "const { cookies } = await import('ferry/headers'); await cookies()",
      "cookies() was read, but app/page.jsx says dynamic = 'error'",
    ],
    ['app/page.jsx', 'return null }\nexport function generateStaticParams() { return 5', 'gave no list of objects'],
  ])(
    'stops, names the page and says why: %s: %s',
    async (file, code, message) => {
      const { 'package.json': name = '', 'app/layout.jsx': layout = '' } = keptFilesApp
      const source = `export const dynamic = 'error'\nexport default async function Page() { ${code} }`
      const app = await buildApp({
        'package.json': name,
        'app/layout.jsx': layout,
        [file]: 'export default () => null',
      })
      const before = readFileSync(join(app.dir, 'dist/manifest.json'), 'utf8')
      writeFileSync(join(app.dir, file), source)
      const env = { ...process.env, NODE_ENV: 'production' }
      const failed = await promisify(execFile)(process.execPath, [ferry, 'build'], { cwd: app.dir, env }).catch(
        (error) => error,
      )
      expect(failed.code).toBe(1)
      expect(failed.stderr).toContain('FERRY_PAGE_NOT_RENDERED')
      expect(failed.stderr).toContain(file)
      expect(failed.stderr).toContain(message)
      expect(readFileSync(join(app.dir, 'dist/manifest.json'), 'utf8')).toBe(before)
      app.remove()
    },
    60_000,
  )
})

describe('processes that share a store', () => {
  let app: BuiltApp
  let shared: SharedProcess
  beforeAll(async () => {
    shared = await startSharedStore()
    app = await buildApp(keptSharedApp, [], { NODE_ENV: 'production' })
  }, 120_000)
  afterAll(() => {
    app.remove()
    shared.server.close()
  })
  const instance = () => serve(app, [], { STORE_PORT: String(shared.port) })

  it('what one rendered is the copy of all; what one calls old is old in all, and for those that start later', async () => {
    const one = await instance()
    const two = await instance()
    expect(await read(one, '/notes/7')).toContain('note 7')
    await expect.poll(() => shared.written.filter((key) => key.startsWith(COPY_KEYS))).toHaveLength(1)
    expect(await read(two, '/notes/7')).toContain('note 7')
    expect(renders()).toEqual(['note'])
    // What the build rendered is there for both.
    expect([await read(one, '/text'), await read(two, '/text')].map((text) => /text (\w+);/.exec(text)?.[1])).toEqual([
      'built',
      'built',
    ])
    await one.call('touch', '["update","text"]')
    expect(await read(two, '/text')).toContain('text first;')
    expect(await read(one, '/text')).toContain('text first;')
    const three = await instance()
    expect(await read(three, '/text')).toContain('text first;')
    expect(renders()).toEqual(['note', 'text'])
  }, 120_000)

  it('workers of one machine, too', async () => {
    const single = await buildApp(keptFilesApp, [], { NODE_ENV: 'production' })
    const served = await serve(single, ['--workers', '2'])
    const texts = async () => [...new Set(await Promise.all(Array.from({ length: 12 }, () => read(served, '/text'))))]
    const words = async () => [...new Set((await texts()).map((text) => /text (\w+);/.exec(text)?.[1]))]
    expect(await words()).toEqual(['built'])
    await served.call('touch', '["path","/text"]')
    await served.call('touch', '["update","text"]')
    expect(await words()).toEqual(['first'])
    single.remove()
  }, 120_000)
})
