import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildResult } from '../build-result.ts'
import { smallFramework, temporaryApp } from '../fixtures/temporary-app.ts'
import { loadProduction, reactAsset } from './production.ts'

const quiet = temporaryApp({
  'app/page.tsx': `export default () => <p>plain</p>`,
})
/** Everything there is to ask of React, in every way that modules are asked. */
const curious = temporaryApp({
  'app/page.tsx': `
    import { Everything } from './everything'
    import { Late } from './late'
    export default () => <><Everything /><Late /></>`,
  'app/everything.tsx': `
    'use client'
    import React, { useState } from 'react'
    import * as All from 'react'
    import ReactDOM, { flushSync } from 'react-dom'
    import * as Client from 'react-dom/client'
    import { unstable_now } from 'scheduler'
    import classic from 'classic'
    import { save } from './actions'
    self.found = { React, useState, All: { ...All }, ReactDOM, flushSync, Client: { ...Client }, unstable_now, classic, save }
    export function Everything() { return <i>{useState(1)[0]}</i> }`,
  'app/actions.ts': `'use server'\nexport async function save() {}`,
  'app/late.tsx': `
    'use client'
    import { jsxDEV } from 'react/jsx-dev-runtime'
    import { c } from 'react/compiler-runtime'
    self.late = { jsxDEV, c }
    export function Late() { return null }`,
  'node_modules/classic/package.json': `{ "name": "classic", "main": "index.js" }`,
  'node_modules/classic/index.js': `exports.react = require('react')\nexports.dom = require('react-dom')`,
})
const hooked = temporaryApp(
  { 'app/page.tsx': `export default () => <p>plain</p>` },
  { webpack: (configuration) => configuration },
)
afterAll(() => {
  for (const app of [quiet, curious, hooked]) app.remove()
})

describe('React for browsers', () => {
  let results: readonly BuildResult[]
  beforeAll(async () => {
    results = [await quiet.build(), await curious.build(), await hooked.build()]
  })

  test('is the same file in every app, word for word', async () => {
    const { content } = reactAsset(await loadProduction(smallFramework()))
    const [first, second] = [quiet, curious].map((app) =>
      app.assetNames().filter((name) => readFileSync(join(app.config.outDir, 'assets', name)).equals(content)),
    )
    expect(first).toHaveLength(1)
    expect(second).toEqual(first)
    expect(results[0]?.manifest.entry.scripts).toContain(first?.[0])
  })

  test('is one React, whoever imports it and however', () => {
    const found = evaluate('app/everything.tsx').found
    expect(found.useState).toBe(found.React.useState)
    expect(found.All.useState).toBe(found.React.useState)
    expect(found.classic.react).toBe(found.React)
    expect(found.classic.dom).toBe(found.ReactDOM)
    expect(found.flushSync).toBe(found.ReactDOM.flushSync)
    expect(Object.keys(found.Client)).toEqual(expect.arrayContaining(['createRoot', 'hydrateRoot']))
    expect(found.unstable_now).toBeTypeOf('function')
    expect(found.React.version).toBe('19.3.1')
  })

  test('makes server functions of the app what the app’s own code makes of them', () => {
    const [id] = Object.keys(results[1]?.manifest.functions ?? {})
    expect(evaluate('app/everything.tsx').found.save).toHaveProperty('$$id', id)
  })

  test('leaves what it has not to the app that asks for it', () => {
    expect(evaluate('app/late.tsx').late.c).toBeTypeOf('function')
  })

  test('has all names that React exports', async () => {
    const own = Object.keys(await import('react')).filter(
      (name) => !['default', 'act', 'captureOwnerStack'].includes(name),
    )
    expect(Object.keys(evaluate('app/everything.tsx').found.React)).toEqual(expect.arrayContaining(own))
  })

  test('is compiled with an app that changes the configuration of webpack', () => {
    expect(hooked.assets('js')).not.toContain('ferry:react')
    expect(hooked.assets('js')).toContain('https://react.dev/errors/')
    expect(quiet.assets('js')).toContain('ferry:react')
  })

  test('is served as it was packed, with more patience than a build has', async () => {
    const { content, br } = reactAsset(await loadProduction(smallFramework()))
    const [script = ''] = results[0]?.manifest.entry.scripts ?? []
    const file = join(quiet.config.outDir, 'assets', script)
    expect(readFileSync(file).equals(content)).toBe(true)
    expect(readFileSync(`${file}.br`).equals(br)).toBe(true)
    expect(gunzipSync(readFileSync(`${file}.gz`)).equals(content)).toBe(true)
  })

  /** What a client module of the curious app found, in a browser without a page. */
  function evaluate(key: string) {
    const { id } = results[1]?.manifest.clientModules[key] ?? {}
    const scope: Record<string, unknown> = {
      MessageChannel,
      TextEncoder,
      URL,
      console,
      performance,
      queueMicrotask,
      setTimeout,
    }
    Object.assign(scope, { self: scope, window: scope })
    createContext(scope)
    for (const name of curious.assetNames().filter((asset) => asset.endsWith('.js'))) {
      runInContext(readFileSync(join(curious.config.outDir, 'assets', name), 'utf8'), scope)
    }
    const chunks = scope.webpackChunkferry as { push(chunk: unknown[]): void }
    chunks.push([['test'], {}, (require: (id: unknown) => unknown) => require(id)])
    return scope as unknown as Found
  }
})

type Names = Readonly<Record<string, unknown>>
interface Found {
  readonly found: Names & Readonly<Record<'React' | 'All' | 'ReactDOM' | 'Client' | 'classic', Names>>
  readonly late: Names
}
