/** Which edits of server code the running server has at once, and that a whole compilation says the same. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type DevApp, devApp } from '../fixtures/dev-app.ts'

interface Page {
  readonly imports?: string
  readonly text?: string
  readonly body?: string
  readonly rest?: string
}

const page = ({ imports = '', text = 'first', body = '', rest = '' }: Page = {}) =>
  `import { greet } from './functions'
import { Client } from './client'
import { words } from './words'
import { Caller } from './caller'
import styles from './page.module.css'
import './page.css'
${imports}

export default async function Page() {
  const kept = 'kept'
  async function save() {
    'use server'
    return kept + ' inline ${text}'
  }
  ${body}
  return (
    <main className={styles.it}>
      <h1>{'${text}'}</h1>
      {words.one} {await greet()} {await save()}
      <form action={save} />
      <Client act={greet} /><Caller />
    </main>
  )
}
${rest}
`
const functions = (text = 'first', rest = '') =>
  `'use server'\n\n${rest}\nexport async function greet() {\n  return 'greeted ${text}'\n}\n`

/** As Tailwind CSS does: a sheet is made of what stands in server code. */
const POSTCSS = `
const file = new URL('./app/scanned/page.tsx', import.meta.url).pathname
const scan = {
  postcssPlugin: 'scan',
  Once(root, { result }) {
    if (/scanning/.test(result.opts.from)) result.messages.push({ type: 'dependency', plugin: 'scan', file })
  },
}
export default { plugins: [scan] }
`

const FIRST = {
  'app/page.tsx': page(),
  'app/other/page.tsx': `import { words } from '../words'\nexport default () => <p>other {words.one}</p>`,
  'app/functions.ts': functions(),
  'app/client.tsx': `'use client'
    export const Client = ({ act }: { act: () => Promise<string> }) => <button onClick={() => void act()}>client</button>`,
  'app/caller.tsx': `'use client'
    import { greet } from './functions'
    export const Caller = () => <button onClick={() => void greet()}>caller</button>`,
  'app/words.ts': `export const words = { one: 'one' }\nexport const more = 'more'\n`,
  'app/both.ts': `export const both = 'both'\n`,
  'app/icons.ts': `export { Client as Icon } from './client'\n`,
  'app/added.ts': `export const added = 'added'\n`,
  'app/state.ts': `Reflect.set(globalThis, 'ferryStates', (Reflect.get(globalThis, 'ferryStates') ?? 0) + 1)\nexport const state = 1\n`,
  'app/stateful/page.tsx': `import { state } from '../state'\nimport { words } from '../words'\nexport default () => <p>{state} {words.one}</p>`,
  'app/page.module.css': '.it { color: red }\n.that { color: red }\n',
  'app/page.css': 'h1 { color: red }\n',
  'app/shared/page.tsx': `import { both } from '../both'\nimport { Shared } from './shared'\nexport default () => <p>{both}<Shared /></p>`,
  'app/shared/shared.tsx': `'use client'\nimport { both } from '../both'\nexport const Shared = () => <i>{both}</i>`,
  'app/scanned/page.tsx': `import './scanning.css'\nexport default () => <p className="first">scanned</p>`,
  'app/scanned/scanning.css': '.scanning { color: red }\n',
  'postcss.config.mjs': POSTCSS,
}
let app: DevApp

beforeAll(async () => {
  app = await devApp(FIRST)
  for (const path of ['/', '/other', '/stateful', '/shared', '/scanned'])
    expect((await app.visit(path)).status).toBe(200)
})
afterAll(() => app.close())
beforeEach(async () => {
  const first = Object.entries(FIRST)
  await app.edit(Object.fromEntries(first))
})

/** What stands in the functions of the manifest. */
const functionId = (name: string) =>
  Object.entries(app.last().manifest.functions).find(([, { source }]) => source.endsWith(`#${name}`))?.[0] ?? ''

async function expectEarly(files: Readonly<Record<string, string>>, seen: Readonly<Record<string, string>>) {
  const { build: before } = app.last().manifest
  const { early, build } = await app.editEarly(files)
  expect(early).not.toBeNull()
  expect(early?.manifest.build).not.toBe(before)
  for (const [path, text] of Object.entries(seen)) expect((await app.visit(path)).body).toContain(text)
  const whole = await build()
  expect(whole.update.modules).toEqual({})
  expect(whole.update.stale).toEqual([])
  expect({ ...whole.manifest, build: '' }).toEqual({ ...early?.manifest, build: '' })
  for (const [path, text] of Object.entries(seen)) expect((await app.visit(path)).body).toContain(text)
  return { early, whole }
}

describe('at once, and as it is compiled in the end', () => {
  test('a page; nobody sees the compilation that follows', async () => {
    const { early, whole } = await expectEarly({ 'app/page.tsx': page({ text: 'second' }) }, { '/': '<h1>second' })
    expect(Object.keys(early?.update.modules ?? {})).toEqual(['(rsc)/./app/page.tsx'])
    expect(whole.manifest.build).toBe(early?.manifest.build)
    expect([whole.hot, whole.browser]).toEqual([early?.hot, early?.browser])
  })

  test('one after the other, without any compilation between', async () => {
    for (const text of ['two', 'three', 'four']) {
      const { early } = await app.editEarly({ 'app/page.tsx': page({ text }) })
      expect(early).not.toBeNull()
      expect((await app.visit('/')).body).toContain(`<h1>${text}`)
    }
    await expectEarly({ 'app/page.tsx': page({ text: 'five' }) }, { '/': '<h1>five' })
  })

  test('there and back again before a compilation', async () => {
    await app.editEarly({ 'app/page.tsx': page({ text: 'there' }) })
    await expectEarly({ 'app/page.tsx': page() }, { '/': '<h1>first' })
  })

  test('a module of two pages', async () => {
    const files = { 'app/words.ts': `export const words = { one: 'ein' }\nexport const more = 'more'\n` }
    await expectEarly(files, { '/': 'ein', '/other': 'ein' })
  })

  test('files that are saved together', async () => {
    await expectEarly(
      { 'app/page.tsx': page({ text: 'both' }), 'app/functions.ts': functions('both') },
      { '/': 'greeted both' },
    )
  })

  test('another name from a module of the page', async () => {
    const imports = "import { more } from './words'"
    await expectEarly({ 'app/page.tsx': page({ imports, body: 'void more', text: '2' }) }, { '/': '<h1>2' })
  })

  test('another class of the same style sheet', async () => {
    await expectEarly({ 'app/page.tsx': page().replace('styles.it', 'styles.that') }, { '/': '_that_' })
  })

  test('an inline function with what it has captured', async () => {
    await expectEarly({ 'app/page.tsx': page({ text: 'inline' }) }, { '/': 'kept inline inline' })
  })

  test('functions, under the same ids, wherever they stand in the file', async () => {
    const id = functionId('greet')
    const { early } = await app.editEarly({ 'app/functions.ts': functions('again', '\n\n// further down') })
    expect(early).not.toBeNull()
    expect(functionId('greet')).toBe(id)
    expect((await app.call(id)).body).toContain('greeted again')
    expect((await app.visit('/')).body).toContain('greeted again')
  })

  test('and modules that have nothing to do with it keep their state', async () => {
    const states = () => Reflect.get(globalThis, 'ferryStates') as number
    const before = states()
    await app.editEarly({ 'app/words.ts': `export const words = { one: 'uno' }\nexport const more = 'more'\n` })
    expect((await app.visit('/stateful')).body).toContain('uno')
    expect(states()).toBe(before)
    const { early } = await app.editEarly({ 'app/state.ts': `${FIRST['app/state.ts']}// edited\n` })
    expect(early).not.toBeNull()
    await app.visit('/stateful')
    expect(states()).toBe(before + 1)
  })

  test('errors tell the lines of the source', async () => {
    const { early } = await app.editEarly({ 'app/words.ts': `\n\n${FIRST['app/words.ts']}` })
    const text = early?.update.modules['(rsc)/./app/words.ts'] ?? ''
    const map = JSON.parse(Buffer.from(/base64,(\S+)/.exec(text)?.[1] ?? '', 'base64').toString()) as {
      sources: string[]
      mappings: string
      sourcesContent: string[]
    }
    expect(map.sources).toEqual([`${app.files.root}/app/words.ts`])
    expect(map.sourcesContent).toEqual([`\n\n${FIRST['app/words.ts']}`])
  })
})

describe('not before all of it is compiled', () => {
  const cases: Record<string, Readonly<Record<string, string>>> = {
    'another import': { 'app/page.tsx': page({ imports: "import { added } from './added'", body: 'void added' }) },
    'an import less': { 'app/other/page.tsx': 'export default () => <p>other</p>' },
    'another export': { 'app/page.tsx': page({ rest: 'export const metadata = { title: "More" }' }) },
    'another function': { 'app/functions.ts': functions('first', 'export async function more() {}') },
    'another inline function': {
      'app/page.tsx': page({ body: "async function other() {\n 'use server'\n }\n void other" }),
    },
    'no function any more': { 'app/functions.ts': `'use server'\nexport const greet = 1\n` },
    'a client component that is used no more': { 'app/page.tsx': page().replace('<Caller />', '') },
    'a directive': { 'app/words.ts': `'use client'\n${FIRST['app/words.ts']}` },
    'a client component': { 'app/client.tsx': FIRST['app/client.tsx'].replace('>client<', '>edited<') },
    'a module that browsers load too': { 'app/both.ts': `export const both = 'edited'\n` },
    'a style sheet': { 'app/page.module.css': '.it { color: blue }\n.that { color: red }\n' },
    'a page that a style sheet is made of': {
      'app/scanned/page.tsx': FIRST['app/scanned/page.tsx'].replace('first', 'second'),
    },
    'a hook that server code has not': {
      'app/page.tsx': page({ imports: "import { useState } from 'react'", body: 'useState(0)' }),
    },
    'a mistake': { 'app/page.tsx': `${page()}}` },
    'a name that its module does not have': {
      'app/page.tsx': page({ imports: "import { missing } from './words'", body: 'void missing' }),
    },
  }
  for (const [name, files] of Object.entries(cases)) {
    test(name, async () => {
      const { early, build } = await app.editEarly(files)
      expect(early).toBeNull()
      const compiled = await build().catch(() => null)
      if (compiled === null) expect(name).toMatch(/mistake|does not have|has not|no function/)
      await app.edit(FIRST)
      await expectEarly({ 'app/page.tsx': page({ text: 'and on' }) }, { '/': '<h1>and on' })
    })
  }
})
