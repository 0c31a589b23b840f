import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildResult } from './build-result.ts'
import { type ServerFixture, temporaryApp } from './fixtures/temporary-app.ts'

const app = temporaryApp({
  'app/page.tsx': `
    import { Button } from '../components/button'
    import { createNote, log } from './actions'
    import { count } from './shared-state'
    import Package from 'esm-package'
    import Cjs from 'cjs-package'
    export default function Page() {
      log()
      const id = 5
      async function inline() { 'use server'; return id }
      async function plain() { 'use server'; return 'plain' }
      return <main><Button save={createNote} plain={plain} /><Package /><Cjs />{typeof inline}{count()}</main>
    }`,
  'app/notes/page.tsx': `
    import { Button } from '../../components/button'
    import { Editor } from './editor'
    export default () => <><Button /><Editor /></>`,
  'app/about/page.tsx': `export default () => <p>about</p>`,
  'app/api/route.ts': `
    import { createNote } from '../actions'
    export const GET = () => createNote('x')
    export async function same() {
      const { createNote: loaded } = await import('../actions')
      return loaded === createNote
    }`,
  'components/button.tsx': `
    'use client'
    import { useState } from 'react'
    import * as everything from './all-actions'
    import { onlyFromClient } from './client-actions'
    export function Button({ save, plain }: { save?: unknown; plain?: unknown }) {
      const [label] = useState('button')
      return <button onClick={() => [onlyFromClient(), everything]}>{label} {typeof save} {typeof plain}</button>
    }
    export function NeverRendered() { return 'the text of NeverRendered' }`,
  'components/client-actions.ts': `
    'use server'
    import { Toast } from './toast'
    export async function onlyFromClient() { return <Toast /> }
    export async function unusedFromClient() { return 1 }`.replace('<Toast />', 'Toast'),
  'components/all-actions.ts': `
    'use server'
    export async function first() { return 1 }
    export async function second() { return 2 }`,
  'components/toast.tsx': `
    'use client'
    export function Toast() { return <b>toast</b> }`,
  'app/notes/editor.tsx': `
    'use client'
    export function Editor() { return <i>editor</i> }`,
  'app/shared-state.ts': `
    let calls = 0
    export const count = () => calls
    export const increment = () => ++calls`,
  'app/actions.ts': `
    'use server'
    import { increment } from './shared-state'
    export async function createNote(text: string) { return text + '!' }
    export async function log() { increment() }
    export async function neverUsed() { return 'the text of neverUsed' }`,
  'node_modules/esm-package/package.json': `{ "name": "esm-package", "type": "module", "exports": "./index.js", "sideEffects": false }`,
  'node_modules/esm-package/index.js': `export { default } from './component.js'`,
  'node_modules/esm-package/component.js': `'use client'\nimport { createElement } from 'react'\nexport default () => createElement('em', null, 'esm')`,
  'node_modules/cjs-package/package.json': `{ "name": "cjs-package", "main": "./index.js" }`,
  'node_modules/cjs-package/index.js': `'use strict'\n'use client'\nconst React = require('react')\nmodule.exports = () => React.createElement('s', null, 'cjs')`,
})
let result: BuildResult
let bundle: ServerFixture

beforeAll(async () => {
  result = await app.build()
  bundle = await app.load()
})
afterAll(() => app.remove())

function functionNames(): string[] {
  return Object.values(result.manifest.functions)
    .map(({ source }) => source)
    .sort()
}

function entryOf(source: string) {
  const entry = Object.values(result.manifest.functions).find((one) => one.source === source)
  if (!entry) throw new Error(`${source} has no entry`)
  return entry
}

describe('server functions in the manifest', () => {
  test('hold exactly those that server or client code uses, and every inline one', () => {
    expect(functionNames()).toEqual([
      'app/actions.ts#createNote',
      'app/actions.ts#log',
      'app/page.tsx#Page.inline',
      'app/page.tsx#Page.plain',
      'components/all-actions.ts#first',
      'components/all-actions.ts#second',
      'components/client-actions.ts#onlyFromClient',
    ])
  })

  test('are keyed by 40 hex digits that depend on file and name alone', () => {
    for (const id of Object.keys(result.manifest.functions)) expect(id).toMatch(/^[0-9a-f]{40}$/)
  })

  test('A-101: lead to the function in the bundle, those that only client modules import included', async () => {
    await expect(bundle.loadFunction(entryOf('app/actions.ts#createNote'))('a')).resolves.toBe('a!')
    await expect(bundle.loadFunction(entryOf('components/all-actions.ts#second'))()).resolves.toBe(2)
  })

  test('say which of them capture variables', () => {
    expect(entryOf('app/page.tsx#Page.inline').captures).toBe(true)
    expect(entryOf('app/page.tsx#Page.plain').captures).toBe(false)
  })

  test('exist once: a page and the registry see the same function and the same module state', async () => {
    await expect(bundle.run('api/route.ts', 'same')).resolves.toBe(true)
    await bundle.loadFunction(entryOf('app/actions.ts#log'))()
    expect(await bundle.html('page.tsx', result.manifest)).toMatch(/function<!-- -->[12]<\/main>/)
  })
})

describe('client modules in the manifest', () => {
  test('A-110: are those that server code imports, from the app, from packages and from what functions return', () => {
    expect(Object.keys(result.manifest.clientModules).sort()).toEqual([
      'app/notes/editor.tsx',
      'components/button.tsx',
      'components/toast.tsx',
      'node_modules/cjs-package/index.js',
      'node_modules/esm-package/component.js',
    ])
  })

  test('render on the server', async () => {
    const html = await bundle.html('page.tsx', result.manifest)
    expect(html).toContain(
      '<button>button<!-- --> <!-- -->function<!-- --> <!-- -->function</button><em>esm</em><s>cjs</s>',
    )
  })

  test('share a chunk when the same routes show them, and have one of their own otherwise', () => {
    const chunk = (key: string) => result.manifest.clientModules[key]?.chunks.join()
    expect(chunk('node_modules/cjs-package/index.js')).toBe(chunk('node_modules/esm-package/component.js'))
    const others = [
      'components/button.tsx',
      'app/notes/editor.tsx',
      'node_modules/cjs-package/index.js',
      'components/toast.tsx',
    ]
    expect(new Set(others.map(chunk)).size).toBe(4)
  })

  test('load nothing for a page that shows none', () => {
    const { sizes } = result
    const entry = result.manifest.entry.scripts
    expect(entry).toHaveLength(2)
    expect(sizes['/about']?.scripts).toBeLessThan(sizes['/notes']?.scripts ?? 0)
  })
})

describe('what a browser can read', () => {
  test('A-112, H-802: holds no code of the server, and no export of a client module that nothing asks for', () => {
    const scripts = app.assets('js')
    for (const text of ['the text of neverUsed', 'increment', 'the text of NeverRendered'])
      expect(scripts).not.toContain(text)
    expect(scripts).toContain('toast')
  })

  test('A-115: holds no name of a file or a server function', () => {
    const scripts = app.assets('js')
    for (const name of ['onlyFromClient', 'client-actions', 'all-actions', 'button.tsx', app.root])
      expect(scripts).not.toContain(name)
  })

  test('H-804: holds no source map', () => {
    expect(app.assetNames().filter((name) => name.endsWith('.map'))).toEqual([])
    expect(app.assets('js')).not.toContain('sourceMappingURL')
  })

  test('lies beside its compressed copies', () => {
    const [script = ''] = result.manifest.entry.scripts
    expect(app.assetNames()).toEqual(expect.arrayContaining([script, `${script}.br`, `${script}.gz`]))
  })
})
