/** What the server bundle renders for the build, and tells it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltApp, buildApp } from './built-app.ts'
import { keptFilesApp } from './kept-files-app.ts'

const folder = mkdtempSync(join(tmpdir(), 'ferry-kept-report-'))
let app: BuiltApp

beforeAll(async () => {
  app = await buildApp(keptFilesApp, [], { NODE_ENV: 'production' })
}, 120_000)
afterAll(() => {
  app?.remove()
  delete process.env.RENDERS_FILE
  rmSync(folder, { recursive: true })
})

async function renderAgain() {
  const written = new Map<string, string>()
  const { renderPages } = app.bundle
  if (!renderPages) throw new Error('The bundle renders no pages.')
  const write = (name: string, text: string) => void written.set(`${name}.json`, text)
  return { written, report: await renderPages({ manifest: app.manifest, log: () => {}, write }) }
}

test('which routes say that they are kept, for how long, and which pages of them are', async () => {
  const { report } = await renderAgain()
  expect(report.failures).toEqual([])
  expect(report.routes).toEqual(
    expect.arrayContaining([
      { route: '/', revalidate: false },
      { route: '/soon', revalidate: 3600 },
      { route: '/who', revalidate: 60 },
      { route: '/notes/[id]', revalidate: false },
    ]),
  )
  expect(report.pages.filter(({ route }) => route === '/notes/[id]').map(({ path }) => path)).toHaveLength(2)
  expect(report.pages).toContainEqual({ route: '/closed/[lang]', path: '/closed/de', isKept: true })
  expect(report.pages).toContainEqual({ route: '/who', path: '/who', isKept: false })
})

test('rendered again, they are what the build has written, byte for byte', async () => {
  const { written } = await renderAgain()
  const pages = join(app.dir, 'dist/pages')
  for (const name of readdirSync(pages)) {
    const text = readFileSync(join(pages, name), 'utf8')
    // Sealing never gives the same bytes twice.
    if (!text.includes('/sealed')) expect(written.get(name)).toBe(text)
  }
  expect([...written.keys()].sort()).toEqual(readdirSync(pages).sort())
})

test('a page that throws is named, with its file; the others are rendered', async () => {
  process.env.RENDERS_FILE = join(folder, 'missing', 'file')
  const { report } = await renderAgain()
  expect(report.failures).toContainEqual(
    expect.objectContaining({ path: '/soon', file: 'soon/page.jsx', message: expect.stringContaining('ENOENT') }),
  )
  expect(report.failures.map(({ path }) => path)).not.toContain('/gone')
  expect(report.pages).toContainEqual({ route: '/gone', path: '/gone', isKept: true })
})
