/** What must never leave the server: secrets, server code, names of functions, source maps (H8). */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { inlineApp } from '../helpers/inline-app.ts'
import { expect, test } from '../helpers/test.ts'

test('H-801 to H-804, A-112, A-115 the browser files hold no secret, no server code, no path, no map', async ({
  server,
}) => {
  const folder = path.join(server.dir, 'dist/assets')
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(js|css|map|json|txt)$/.test(name))
  expect(names.filter((name) => name.endsWith('.map'))).toEqual([])
  expect(names.filter((name) => name.endsWith('.js')).length).toBeGreaterThan(3)
  for (const name of names) {
    const text = await readFile(path.join(folder, name), 'utf8')
    for (const secret of ['canary', 'KITCHEN_DATA', 'insert into', 'libsql', 'node:util', 'sourceMappingURL']) {
      expect(text.includes(secret), `${secret} in ${name}`).toBe(false)
    }
    for (const place of ['app/calls/functions', 'app/wire/functions', process.cwd()]) {
      expect(text.includes(place), `${place} in ${name}`).toBe(false)
    }
  }
})

test('H-803, H-805 no document of the app holds a secret', async ({ request }) => {
  for (const path of [
    '/',
    '/calls',
    '/wire',
    '/env',
    '/forms/passing',
    '/nav/broken',
    '/outcomes/render/throw',
    '/unserialisable',
  ]) {
    const answer = await request.get(path)
    expect(await answer.text(), path).not.toContain('canary')
    expect(JSON.stringify(answer.headers()), path).not.toContain('canary')
  }
})

test('H-802 server code in a client module stops the build, with the chain of importers', async () => {
  test.setTimeout(90_000)
  await using app = await inlineApp({
    'app/page.jsx': `import { Widget } from './widget'
export default function Page() { return <Widget /> }`,
    'app/widget.jsx': `'use client'
import { price } from './prices'
export function Widget() { return <p>{price()}</p> }`,
    'app/prices.js': `export { price } from './database'`,
    'app/database.js': `import 'server-only'
export const price = () => 1`,
  })
  const { code, output } = await app.build()
  expect(code).toBe(1)
  const places = ['app/widget.jsx', 'app/prices.js', 'app/database.js'].map((name) => output.indexOf(name))
  expect(Math.min(...places), output).toBeGreaterThanOrEqual(0)
  expect(output).toMatch(/FERRY_[A-Z_]+/)
})

test('H-802 a node: module in a client module stops the build', async () => {
  test.setTimeout(90_000)
  await using app = await inlineApp({
    'app/page.jsx': `import { Widget } from './widget'
export default function Page() { return <Widget /> }`,
    'app/widget.jsx': `'use client'
import { readFileSync } from 'node:fs'
export function Widget() { return <p>{readFileSync('x')}</p> }`,
  })
  const { code, output } = await app.build()
  expect(code).toBe(1)
  expect(output).toContain('app/widget.jsx')
})
