/** The second `ferry dev` of an app starts from what the first has left, and is never wrong for it. */
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DevApp, devApp } from '../fixtures/dev-app.ts'

const PAGE = `
  import { word } from './word'
  import { version } from 'some-package'
  import { Client } from './client'
  import styles from './page.module.css'
  export default () => <h1 className={styles.big}>{word} {version} {process.env.WORD} <Client /></h1>`
const PACKAGE = (version: string) => ({
  'node_modules/some-package/package.json': `{ "name": "some-package", "version": "${version}", "main": "index.js" }`,
  'node_modules/some-package/index.js': `exports.version = 'package ${version}'`,
})

let app: DevApp

beforeAll(async () => {
  app = await devApp({
    'app/page.tsx': PAGE,
    'app/word.ts': `export const word = 'first'\n`,
    'app/client.tsx': `'use client'\nexport const Client = () => <b>client</b>\n`,
    'app/page.module.css': '.big { font-size: 2em }',
    ...PACKAGE('1.0.0'),
  })
})
afterAll(() => app.close())

const shown = async () => {
  const { body } = await app.visit('/')
  return /<h1[^>]*>(.*?)<\/h1>/s.exec(body)?.[1]?.replaceAll('<!-- -->', '') ?? body
}

const setTime = (day: string) => {
  const time = new Date(day)
  utimesSync(join(app.files.root, 'app/word.ts'), time, time)
}

test('shows the same', async () => {
  const before = await shown()
  await app.restart()
  expect(await shown()).toBe(before)
  expect(before).toContain('first package 1.0.0')
})

test('sees what has changed meanwhile, whatever the clock of the file says: another branch, say', async () => {
  await app.restart()
  app.files.write({ 'app/word.ts': `export const word = 'other'\n` })
  setTime('2020-01-01')
  await app.restart()
  expect(await shown()).toContain('other')
  app.files.write({ 'app/word.ts': `export const word = 'first'\n` })
  setTime('2019-01-01')
  await app.restart()
  expect(await shown()).toContain('first')
})

test('sees that a file is gone, and that another has its place', async () => {
  app.files.write({ 'app/word.ts': null })
  await app.restart()
  expect((await app.visit('/')).status).toBe(500)
  app.files.write({ 'app/word.tsx': `export const word = 'renamed'\n` })
  await app.restart()
  expect(await shown()).toContain('renamed')
  app.files.write({ 'app/word/index.ts': `export const word = 'folder'\n`, 'app/word.tsx': null })
  await app.restart()
  expect(await shown()).toContain('folder')
})

test('sees a package of another version', async () => {
  app.files.write(PACKAGE('2.0.0'))
  await app.restart()
  expect(await shown()).toContain('package 2.0.0')
})

test('sees another configuration', async () => {
  await app.restart({ env: { WORD: 'from-the-configuration' } })
  expect(await shown()).toContain('from-the-configuration')
  await app.restart({ env: { WORD: 'another' } })
  expect(await shown()).toContain('another')
})

test('sees that a module has become a client module', async () => {
  app.files.write({ 'app/word/index.ts': `'use client'\nexport const word = 'folder'\n` })
  await app.restart()
  const { body } = await app.visit('/')
  expect(body).not.toContain('<h1 class="page_big">folder')
  expect(Object.keys(app.last().manifest.clientModules)).toContain('app/word/index.ts')
})
