/** dist/: the same from the same sources, whole or not at all, and silent about what is inside it. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../src/protocol/manifest.ts'
import { buildApp, type BuiltApp } from './built-app.ts'
import { type ServedApp, serveApp } from './served-app.ts'

const ferry = fileURLToPath(new URL('../../bin/ferry.js', import.meta.url))

const files = {
  'package.json': '{ "name": "output-app", "private": true, "type": "module" }',
  'public/robots.txt': 'User-agent: *',
  'app/layout.jsx': `import './style.css'
export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }`,
  'app/style.css': 'body { color: teal }',
  'app/page.jsx': `
import { One } from './one'
import { Two } from './two'
import { save } from './actions'
export const dynamic = 'force-dynamic'
export default function Page() {
  const secret = 'captured'
  async function inline() { 'use server'; return secret }
  return <main><One run={save} /><Two run={inline} /></main>
}`,
  'app/one.jsx': `'use client'
export function One({ run }) { return <button onClick={() => run(1)}>one</button> }`,
  'app/two.jsx': `'use client'
export function Two({ run }) { return <button onClick={() => run()}>two</button> }`,
  'app/actions.js': `'use server'
export async function save(value) { return value }`,
  'app/broken/page.jsx': `
export const dynamic = 'force-dynamic'

export default function Page() {
  throw new Error('on line five')
}`,
}

/** File → hash; the manifest without the key, which every folder has of its own. */
function fingerprint(dir: string): Record<string, string> {
  const dist = join(dir, 'dist')
  const found = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(dist, file)).isFile(),
  )
  return Object.fromEntries(
    found.sort().map((file) => {
      let bytes: string | Buffer = readFileSync(join(dist, file))
      if (file === 'manifest.json') {
        const { generatedKey, ...manifest } = JSON.parse(bytes.toString()) as Manifest
        expect(generatedKey).toMatch(/^[\w-]{43}$/)
        bytes = JSON.stringify(manifest)
      }
      return [file, createHash('sha256').update(bytes).digest('hex')]
    }),
  )
}

const rebuild = (dir: string) =>
  promisify(execFile)(process.execPath, [ferry, 'build'], { cwd: dir, env: { ...process.env, NODE_ENV: 'production' } })

let app: BuiltApp
beforeAll(async () => {
  app = await buildApp(files)
}, 240_000)
afterAll(() => app.remove())

describe('two builds of the same sources', () => {
  it('are the same byte for byte', async () => {
    const before = fingerprint(app.dir)
    rmSync(join(app.dir, '.ferry'), { recursive: true })
    rmSync(join(app.dir, 'dist'), { recursive: true })
    await rebuild(app.dir)
    expect(fingerprint(app.dir)).toEqual(before)
  }, 180_000)

  it('are the same from what was kept of the first one', async () => {
    const before = fingerprint(app.dir)
    await rebuild(app.dir)
    expect(fingerprint(app.dir)).toEqual(before)
  }, 180_000)
})

describe('a build', () => {
  it('says nowhere in which folder it was made', () => {
    const dist = join(app.dir, 'dist')
    for (const file of Object.keys(fingerprint(app.dir))) {
      expect(readFileSync(join(dist, file)).includes(app.dir), file).toBe(false)
    }
  })

  it('that fails leaves the one before as it was', async () => {
    const before = fingerprint(app.dir)
    const page = join(app.dir, 'app/page.jsx')
    const source = readFileSync(page, 'utf8')
    writeFileSync(page, 'export default function Page( { return <p>')
    await expect(rebuild(app.dir)).rejects.toMatchObject({ code: 1 })
    expect(fingerprint(app.dir)).toEqual(before)
    writeFileSync(page, source)
  }, 180_000)

  it('replaces what is its own in dist/, and leaves alone what is not', async () => {
    mkdirSync(join(app.dir, 'dist/assets'), { recursive: true })
    writeFileSync(join(app.dir, 'dist/assets/old.js'), 'old')
    writeFileSync(join(app.dir, 'dist/KEEP'), 'mine')
    await rebuild(app.dir)
    const found = Object.keys(fingerprint(app.dir))
    expect(found).toContain('KEEP')
    expect(found).not.toContain('assets/old.js')
    rmSync(join(app.dir, 'dist/KEEP'))
    expect(readdirSync(join(app.dir, '.ferry')).filter((name) => /^(building|before)/.test(name))).toEqual([])
  }, 180_000)
})

describe('source maps of the server', () => {
  let served: ServedApp
  beforeAll(async () => {
    served = await serveApp(app)
  }, 180_000)
  afterAll(() => {
    served.child.kill('SIGKILL')
  })

  it('name the place in the sources, in the log', async () => {
    expect((await served.fetch('/broken')).status).toBe(500)
    await expect.poll(() => served.output()).toContain('on line five')
    const line =
      served
        .output()
        .split('\n')
        .find((each) => each.includes('on line five')) ?? ''
    const { err } = JSON.parse(line) as { err: { stack: string } }
    expect(err.stack).toMatch(/app\/broken\/page\.jsx:5:\d+/)
  })

  it('are never served, nor is anything else of dist/ that is not for browsers', async () => {
    const paths = [
      '/server/index.js.map',
      '/_ferry/assets/index.js.map',
      '/_ferry/assets/../server/index.js.map',
      '/_ferry/assets/..%2fserver%2findex.js.map',
      '/_ferry/assets/%2e%2e/manifest.json',
      '/_ferry/assets/../manifest.json',
      '/dist/manifest.json',
      '/manifest.json',
      '/server.js',
      '/package.json',
      '/../dist/manifest.json',
    ]
    for (const path of paths) {
      const { status, body } = await raw(served.url, path)
      expect(status, path).toBeGreaterThanOrEqual(400)
      expect(body, path).not.toMatch(/generatedKey|"mappings"|createApp/)
    }
    const scripts = readdirSync(join(app.dir, 'dist/assets')).filter((name) => name.endsWith('.js'))
    expect(scripts.length).toBeGreaterThan(0)
    for (const name of scripts) {
      expect((await served.fetch(`/_ferry/assets/${name}`)).status).toBe(200)
      expect((await served.fetch(`/_ferry/assets/${name}.map`)).status).toBe(404)
    }
  })
})

/** As it is written, without the client tidying up the path. */
async function raw(url: string, path: string): Promise<{ status: number; body: string }> {
  const { request } = await import('node:http')
  const { port } = new URL(url)
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent: false }, async (response) => {
      let body = ''
      for await (const chunk of response) body += String(chunk)
      resolve({ status: response.statusCode ?? 0, body })
    })
    sent.on('error', reject)
    sent.end()
  })
}
