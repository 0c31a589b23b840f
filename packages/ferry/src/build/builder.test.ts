import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SourceMap } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildResult } from './build-result.ts'
import { type ServerFixture, temporaryApp } from './fixtures/temporary-app.ts'

const calls: object[] = []

const app = temporaryApp(
  {
    'app/page.tsx': `
      import { Client } from './client'
      import { settled } from './settled'
      import { defined } from 'from-the-hook'
      export default () => <main>{settled}{defined}<Client /></main>`,
    'app/settled.ts': `export const settled = await Promise.resolve('settled')`,
    'app/client.tsx': `
      'use client'
      import { which } from 'two-faced'
      const late = await Promise.resolve('late')
      export const Client = () => <button onClick={which}>{late}</button>`,
    'app/actions.ts': `
      'use server'
      import { settled } from './settled'
      export async function onlyInBrowser() { return new Error(settled) }`,
    'node_modules/two-faced/package.json': `{ "name": "two-faced", "type": "module", "exports": { "browser": "./browser.js", "default": "./server.js" } }`,
    'node_modules/two-faced/browser.js': `export { onlyInBrowser as which } from '../../app/actions.ts'`,
    'node_modules/two-faced/server.js': `export const which = () => {}`,
    'hook.ts': `export const defined = 'hook'`,
  },
  {
    mode: 'development',
    webpack(configuration, context) {
      calls.push(context)
      return {
        ...configuration,
        resolve: { ...configuration.resolve, alias: { 'from-the-hook': join(app.root, 'hook.ts') } },
      }
    },
  },
)
let result: BuildResult
let bundle: ServerFixture

beforeAll(async () => {
  result = await app.build()
  bundle = await app.load()
})
afterAll(() => app.remove())

describe('a build for development', () => {
  test('has the same layout without what only a deployment needs', () => {
    const exists = (name: string) => existsSync(join(app.config.outDir, name))
    expect(['server/index.js', 'assets', 'manifest.json', 'package.json'].filter(exists)).toHaveLength(4)
    expect(['server.js', 'node_modules'].filter(exists)).toEqual([])
  })

  test('renders, with values that modules await', async () => {
    expect(await bundle.html('page.tsx', result.manifest)).toBe('<main>settled<!-- -->hook<button>late</button></main>')
  })

  test('says in both manifests which modules await', () => {
    const { clientModules, ssrModules, functions } = result.manifest
    const client = clientModules['app/client.tsx']
    expect(client?.async).toBe(true)
    expect(ssrModules[String(client?.id)]?.async).toBe(true)
    expect(Object.values(functions)[0]?.async).toBe(true)
  })

  test('A-101: has functions that only the browser graph reaches', () => {
    expect(Object.values(result.manifest.functions).map(({ source }) => source)).toEqual([
      'app/actions.ts#onlyInBrowser',
    ])
  })

  test('has readable ids, and source maps that lead to the sources', () => {
    expect(result.manifest.clientModules['app/client.tsx']?.id).toContain('app/client.tsx')
    const code = readFileSync(join(app.config.outDir, 'server/index.js'), 'utf8')
    const map = new SourceMap(JSON.parse(readFileSync(join(app.config.outDir, 'server/index.js.map'), 'utf8')))
    const line = code.split('\n').findIndex((text) => text.includes('new Error('))
    expect(map.findEntry(line, 20)).toMatchObject({ originalSource: 'app/actions.ts', originalLine: 3 })
  })

  test('includes the browser side of `ferry dev`', () => {
    const [main = ''] = result.manifest.entry.scripts.filter((name) => name.startsWith('main'))
    expect(readFileSync(join(app.config.outDir, 'assets', main), 'utf8')).toContain('dev-client.js')
  })
})

test('the webpack hook sees both worlds, and what it returns counts', async () => {
  expect(calls).toEqual([
    { world: 'server', dev: true },
    { world: 'browser', dev: true },
  ])
  expect(await bundle.html('page.tsx', result.manifest)).toContain('hook')
})
