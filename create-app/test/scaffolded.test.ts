/** From the packed packages to a running app, as its users do it: make, install, check, develop, build, test, start. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { run, serve } from './run-app.test-support.ts'

const MINUTES = 60_000
const INSTALL = ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
const packed = inject('packed')

const APPS = [
  { template: 'minimal', language: 'ts', shows: /<h1[^>]*>Hello/ },
  { template: 'minimal', language: 'js', shows: /<h1[^>]*>Hello/ },
  { template: 'auth', language: 'ts', shows: /<h1[^>]*>A light in the window\./ },
  { template: 'express', language: 'ts', shows: /<h1[^>]*>Departures/ },
  { template: 'notes', language: 'ts', shows: /<h1[^>]*>All notes/ },
]

let root: string
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ferry-scaffolded-'))
  // The tool has dependencies of its own, which have to come with it.
  writeFileSync(join(root, 'package.json'), '{ "private": true }')
  await run(root, [...INSTALL, packed['create-ferry-app'].tarball])
}, 2 * MINUTES)
afterAll(() => rm(root, { recursive: true, force: true }), 5 * MINUTES)

test('there is a test for every template', () => {
  const index = readFileSync(join(root, 'node_modules/create-ferry-app/dist/templates/index.json'), 'utf8')
  const { list } = JSON.parse(index) as { list: { name: string }[] }
  expect([...new Set(APPS.map(({ template }) => template))].sort()).toEqual(list.map(({ name }) => name).sort())
})

describe.concurrent('an app made from the packed packages', () => {
  test.each(APPS)('$template in $language', { timeout: 8 * MINUTES }, async ({ template, language, shows }) => {
    const folder = await make(template, language)
    await run(folder, INSTALL)
    if (language === 'ts') await run(folder, ['npm', 'run', 'typecheck'])

    const data = { NOTES_DATA: join(folder, 'test-data'), AUTH_DATA: join(folder, 'test-data') }
    const dev = await serve(folder, ['npm', 'run', 'dev'], data)
    expect(await text(dev.url)).toMatch(shows)
    await dev.stop()

    // Builds it first.
    const tested = await run(folder, ['npm', 'test'])
    expect(tested).toMatch(/^# pass [1-9]/m)
    expect(tested).toMatch(/^# fail 0$/m)

    const started = await serve(folder, ['npm', 'start'], data)
    expect(await text(started.url)).toMatch(shows)
    await started.stop()
  })
})

async function make(template: string, language: string): Promise<string> {
  const folder = join(root, 'apps', `${template}-${language}`)
  mkdirSync(join(root, 'apps'), { recursive: true })
  const program = join(root, 'node_modules/.bin/create-ferry-app')
  await run(root, [program, folder, '-t', template, `--${language}`, '--no-install', '--no-git'])
  const file = join(folder, 'package.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> }
  manifest.dependencies.ferry = `file:${packed.ferry.tarball}`
  writeFileSync(file, JSON.stringify(manifest, null, 2))
  return folder
}

async function text(url: string): Promise<string> {
  const answer = await fetch(url)
  expect(answer.status).toBe(200)
  return answer.text()
}
