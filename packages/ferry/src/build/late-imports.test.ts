import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServerFixture, temporaryApp } from './fixtures/temporary-app.ts'

const app = temporaryApp({
  'app/page.tsx': `
    export const late = async () => (await import('./late')).default
    export const lazy = async () => (await import(/* webpackMode: "lazy", webpackChunkName: "own" */ './lazy')).default
    export const evaluated = () => globalThis.evaluated ?? []
    export default () => null`,
  'app/other/page.tsx': `globalThis.evaluated = [...(globalThis.evaluated ?? []), 'other']; export default () => null`,
  'app/late.ts': `globalThis.evaluated = [...(globalThis.evaluated ?? []), 'late']; export default 'late'`,
  'app/lazy.ts': `globalThis.evaluated = [...(globalThis.evaluated ?? []), 'lazy']; export default 'lazy'`,
})
let bundle: ServerFixture
beforeAll(async () => {
  await app.build()
  bundle = await app.load()
})
afterAll(() => app.remove())

test('the server has one file for the app, whatever its import()s say', () => {
  expect(readdirSync(join(app.config.outDir, 'server')).sort()).toEqual([
    'index.js',
    'index.js.map',
    'runtime.js',
    'runtime.js.map',
  ])
})

test('pages and what they import() are evaluated when they are asked for, once', async () => {
  const evaluated = () => bundle.run('page.tsx', 'evaluated')
  expect(await evaluated()).toEqual([])
  expect(await bundle.run('page.tsx', 'late')).toBe('late')
  expect(await bundle.run('page.tsx', 'late')).toBe('late')
  expect(await evaluated()).toEqual(['late'])
  expect(await bundle.run('page.tsx', 'lazy')).toBe('lazy')
  expect(await evaluated()).toEqual(['late', 'lazy'])
})
