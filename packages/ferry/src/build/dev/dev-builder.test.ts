import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DevApp, devApp } from '../fixtures/dev-app.ts'

const page = (text: string) => `export default () => <h1>${text}</h1>\n`

let app: DevApp

beforeAll(async () => {
  app = await devApp({
    'app/page.tsx': page('Home'),
    'app/counter/page.tsx': `
      import { count } from '../../state'
      import { Client } from './client'
      import { act } from './actions'
      export default () => <main><p>Count {count()}</p><Client act={act} /></main>`,
    'app/counter/client.tsx': `'use client'
      import { useState } from 'react'
      export const Client = ({ act }: { act: () => Promise<string> }) => {
        const [text] = useState('first')
        return <button onClick={() => act()}>{text}</button>
      }`,
    'app/counter/actions.ts': `'use server'
      import { count } from '../../state'
      export async function act() { return 'acted ' + count() }
      export async function unused() {}`,
    'app/broken/page.tsx': 'export default () => <h1>never closed',
    'app/api/route.ts': `export const GET = () => new Response('handled')`,
    'state.ts': `let calls = 0\nexport const count = () => ++calls\n`,
  })
})
afterAll(() => app.close())

const texts = () => Object.values(app.builder.whole().modules).join('\n')

describe('what is compiled', () => {
  test('is nothing before it is asked for', () => {
    expect(app.last().manifest.routes.routes.map(({ id }) => id)).toEqual(['/', '/api', '/broken', '/counter'])
    expect(texts()).not.toContain('Home')
    expect(app.last().manifest.functions).toEqual({})
  })

  test('is a page when it is visited, and a handler when it is called; what is broken elsewhere does not matter', async () => {
    expect((await app.visit('/')).body).toContain('<h1>Home</h1>')
    expect(texts()).toContain('Home')
    expect(texts()).not.toContain('acted')
    expect(await app.visit('/api')).toEqual({ status: 200, body: 'handled' })
  })

  test('is not React, nor Ferry: they are prebuilt', async () => {
    await app.visit('/counter')
    const foreign = Object.entries(app.builder.whole().modules).filter(
      ([id]) => /node_modules/.test(id) && !id.endsWith('app-modules.js'),
    )
    expect(foreign.length).toBeGreaterThan(0)
    for (const [, text] of foreign) expect(text).toMatch(/module\.exports = \(__webpack_require__\(.*\)\)\("ferry:/)
  })

  test('grows without telling open pages of an edit', async () => {
    const before = app.last()
    await app.edit({ 'app/later/page.tsx': page('Later') })
    const added = app.last()
    await app.visit('/later')
    expect(app.last().manifest.build).toBe(added.manifest.build)
    expect(app.last().browser).toBe(before.browser)
  })

  test('has the functions that are used, and no others', () => {
    const sources = Object.values(app.last().manifest.functions).map(({ source }) => source)
    expect(sources).toEqual(['app/counter/actions.ts#act'])
  })
})

describe('an edit of the server', () => {
  test('shows, and the state of modules that have not changed stays', async () => {
    const before = await app.visit('/counter')
    const [, count] = /Count (?:<!-- -->)?(\d+)/.exec(before.body) ?? []
    await app.edit({
      'app/counter/page.tsx': `
        import { count } from '../../state'
        import { Client } from './client'
        import { act } from './actions'
        export default () => <main><p>Edited {count()}</p><Client act={act} /></main>`,
    })
    const after = await app.visit('/counter')
    expect(after.body).toMatch(new RegExp(`Edited (?:<!-- -->)?${Number(count) + 1}<`))
  })

  test('of a module makes those anew that import it, and changes no id of a function', async () => {
    const [id = ''] = Object.keys(app.last().manifest.functions)
    expect((await app.call(id)).body).toContain('acted')
    await app.edit({ 'state.ts': `let calls = 100\nexport const count = () => ++calls\n` })
    expect((await app.visit('/counter')).body).toMatch(/Edited (?:<!-- -->)?101</)
    expect((await app.call(id)).body).toContain('acted 102')
    expect(Object.keys(app.last().manifest.functions)).toEqual([id])
  })

  test('leaves a call alone that is under way', async () => {
    await app.edit({
      'app/counter/actions.ts': `'use server'
        export async function act() { await new Promise((resolve) => setTimeout(resolve, 300)); return 'of before' }`,
    })
    const [id = ''] = Object.keys(app.last().manifest.functions)
    const running = app.call(id)
    await app.edit({ 'app/counter/actions.ts': `'use server'\nexport async function act() { return 'of after' }` })
    expect((await app.call(id)).body).toContain('of after')
    expect((await running).body).toContain('of before')
  })

  test('does not compile for browsers what they do not load', async () => {
    const before = app.last()
    await app.edit({ 'app/page.tsx': page('Home again') })
    expect((await app.visit('/')).body).toContain('Home again')
    expect(app.last().hot).toBe(before.hot)
    expect(app.last().browser).toBe(before.browser)
    expect(app.last().manifest.build).not.toBe(before.manifest.build)
  })
})

describe('an edit of a client module', () => {
  test('reaches the browser, and the copy that renders documents', async () => {
    const before = app.last()
    await app.edit({
      'app/counter/client.tsx': `'use client'
        export const Client = ({ act }: { act: () => Promise<string> }) => <button onClick={() => act()}>second</button>`,
    })
    expect((await app.visit('/counter')).body).toContain('<button>second</button>')
    expect(app.last().browser).not.toBe(before.browser)
    const folder = join(app.files.config.outDir, 'assets')
    const update = readdirSync(folder).find((name) => name.includes(`${before.hot}.hot-update.js`))
    expect(readFileSync(join(folder, update ?? ''), 'utf8')).toContain('second')
  })
})

describe('a file', () => {
  test('that goes takes its route with it, and one that comes brings one', async () => {
    await app.edit({ 'app/later/page.tsx': null })
    expect((await app.visit('/later')).status).toBe(404)
    await app.edit({ 'app/[id]/page.tsx': page('Any') })
    expect((await app.visit('/later')).body).toContain('Any')
    await app.edit({ 'app/[id]/page.tsx': null })
  })

  test('that loses its directive has no functions any more', async () => {
    await app.edit({ 'app/counter/actions.ts': `export async function act() { return 'plain' }` })
    expect(app.last().manifest.functions).toEqual({})
    await app.edit({ 'app/counter/actions.ts': `'use server'\nexport async function act() { return 'back' }` })
    expect(Object.keys(app.last().manifest.functions)).toHaveLength(1)
  })

  test('with a mistake is told with its place, and mended', async () => {
    await expect(app.edit({ 'app/page.tsx': 'export default () => <h1>' })).rejects.toMatchObject({
      code: 'FERRY_SYNTAX',
      place: { file: 'app/page.tsx' },
    })
    await app.edit({ 'app/page.tsx': page('Mended') })
    expect((await app.visit('/')).body).toContain('Mended')
  })
})

test('a function of a page that was not compiled in this run can be called', async () => {
  const [id = ''] = Object.keys(app.last().manifest.functions)
  await app.edit({ 'app/broken/page.tsx': page('Whole') })
  await app.restart()
  expect(app.last().manifest.functions).toEqual({})
  expect((await app.call(id)).body).toContain('back')
  expect((await app.call('0'.repeat(40))).status).toBe(404)
})

test('what instrumentation has set up cannot be taken back: an edit asks for a process of its own', async () => {
  app.files.write({ 'instrumentation.ts': `export function register() {}\n`, 'app/page.tsx': page('Home') })
  const instrumentation = join(app.files.root, 'instrumentation.ts')
  await app.restart({ files: { ...app.files.config.files, instrumentation } })
  expect((await app.visit('/')).body).toContain('Home')
  expect((await app.edit({ 'app/page.tsx': page('Edited') })).restart).toBe(false)
  expect((await app.edit({ 'instrumentation.ts': `export function register() { return 1 }\n` })).restart).toBe(true)
})
