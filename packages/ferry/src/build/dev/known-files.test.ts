/** What the watch does not tell is seen all the same, where it can change while the dev server runs. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DevApp, devApp } from '../fixtures/dev-app.ts'

const page = (text: string, imports = '') =>
  `import { neighbour } from 'neighbour'\n${imports}\nexport default () => <h1>${text} {neighbour}</h1>\n`

let app: DevApp
/** Beside the app, as a package of the same workspace is. */
const outside = realpathSync(mkdtempSync(join(tmpdir(), 'ferry-neighbour-')))
const neighbour = (text: string) => writeFileSync(join(outside, 'index.js'), `export const neighbour = '${text}'\n`)

beforeAll(async () => {
  writeFileSync(join(outside, 'package.json'), '{ "name": "neighbour", "type": "module", "main": "index.js" }')
  neighbour('neighbour one')
  app = await devApp({ 'app/page.tsx': page('First') })
  mkdirSync(join(app.files.root, 'node_modules'), { recursive: true })
  symlinkSync(outside, join(app.files.root, 'node_modules/neighbour'))
  expect((await app.visit('/')).body).toContain('neighbour one')
})
afterAll(async () => {
  await app.close()
  rmSync(outside, { recursive: true })
})

test('a file of the app, as often as it is told of', async () => {
  for (const text of ['Second', 'Third', 'Fourth']) {
    await app.edit({ 'app/page.tsx': page(text) })
    expect((await app.visit('/')).body).toContain(text)
  }
})

test('a package of the same workspace, with the next edit', async () => {
  neighbour('neighbour two')
  await app.edit({ 'app/page.tsx': page('Fifth') })
  expect((await app.visit('/')).body).toContain('neighbour two')
})

test('a file that was looked for in vain, then was there, then was gone', async () => {
  const imports = "import { part } from '../part'\nvoid part"
  await expect(app.edit({ 'app/page.tsx': page('Sixth', imports) })).rejects.toMatchObject({
    code: 'FERRY_MODULE_NOT_FOUND',
  })
  await app.edit({ 'part.ts': 'export const part = 1\n' })
  expect((await app.visit('/')).body).toContain('Sixth')
  await expect(app.edit({ 'part.ts': null })).rejects.toMatchObject({ code: 'FERRY_MODULE_NOT_FOUND' })
  await app.edit({ 'part/index.ts': 'export const part = 2\n' })
  expect((await app.visit('/')).body).toContain('Sixth')
  await app.edit({ 'app/page.tsx': page('Seventh') })
})

test('a package that is installed after a build has missed it', async () => {
  const imports = "import { late } from 'late'\nvoid late"
  await expect(app.edit({ 'app/page.tsx': page('Eighth', imports) })).rejects.toMatchObject({
    code: 'FERRY_MODULE_NOT_FOUND',
  })
  app.files.write({
    'node_modules/late/package.json': '{ "name": "late", "type": "module", "main": "index.js" }',
    'node_modules/late/index.js': 'export const late = 1\n',
  })
  await app.edit({ 'app/page.tsx': page('Ninth', imports) })
  expect((await app.visit('/')).body).toContain('Ninth')
})
