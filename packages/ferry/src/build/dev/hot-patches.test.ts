/** Which edits open pages are given at once, and that they are given what the whole compilation makes of them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { moduleBody } from '../../browser/dev/module-body.ts'
import { DEV_UPDATE_GLOBAL } from '../../protocol/names.ts'
import { type DevApp, devApp } from '../fixtures/dev-app.ts'

interface Client {
  readonly imports?: string
  readonly body?: string
  readonly text?: string
  readonly rest?: string
}

const client = ({ imports = '', body = '', text = 'first', rest = '' }: Client = {}) =>
  `'use client'
import { useState } from 'react'
import { Icon } from './icons'
import { circle } from 'shapes'
import { label } from './label'
import styles from './client.module.css'
${imports}

export function Client() {
  const [state] = useState(0)
  ${body}
  return <button className={styles.it}><Icon />{label('${text}')} {circle} {state}</button>
}
${rest}
`

const CLIENT = 'app/client.tsx'
const OTHER = `'use client'
import { label } from './label'
import { both } from './both'
import { Lazy } from './lazy-host'
export const Other = () => <i>{label('other')}{both}<Lazy /></i>
`
const SCANNED = `'use client'
export const Scanned = () => <s>first</s>
`
/** As Tailwind CSS does: one sheet is made of what stands in another file. */
const POSTCSS = `
const file = new URL('./app/scanned.tsx', import.meta.url).pathname
const scan = {
  postcssPlugin: 'scan',
  Once(root, { result }) {
    if (/scanning/.test(result.opts.from)) result.messages.push({ type: 'dependency', plugin: 'scan', file })
  },
}
export default { plugins: [scan] }
`
let app: DevApp

beforeAll(async () => {
  app = await devApp({
    'app/page.tsx': `import { Client } from './client'
      import { Other } from './other'
      import { both } from './both'
      import { Scanned } from './scanned'
      import './scanning.css'
      export default () => <main>{both}<Client /><Other /><Scanned /></main>`,
    'app/both.ts': `export const both = 'both'\n`,
    [CLIENT]: client(),
    'app/other.tsx': OTHER,
    'app/lazy-host.tsx': `'use client'
      import { lazy } from 'react'
      const Inner = lazy(() => import('./lazy'))
      export const Lazy = () => <Inner />`,
    'app/lazy.tsx': 'export default () => <u>lazy</u>',
    'app/label.ts': 'export const label = (text: string) => `[${text}]`\n',
    'app/icons/index.ts': `export { default as Icon } from './icon'\nexport { Second } from './second'\n`,
    'app/icons/icon.tsx': 'export default () => <svg />\n',
    'app/icons/second.tsx': 'export const Second = () => <svg id="second" />\n',
    'app/client.module.css': '.it { color: red }\n',
    'app/scanned.tsx': SCANNED,
    'app/scanning.css': '.scanning { color: red }\n',
    'postcss.config.mjs': POSTCSS,
    'node_modules/shapes/package.json':
      '{ "name": "shapes", "type": "module", "main": "index.js", "sideEffects": false }',
    'node_modules/shapes/index.js': `export { default as circle } from './circle.js'\nexport { square } from './square.js'\n`,
    'node_modules/shapes/circle.js': `const circle = 'circle'\nexport default circle\n`,
    'node_modules/shapes/square.js': `export const square = 'square'\n`,
    'app/added.ts': `export const added = 'added'\n`,
  })
  await app.visit('/')
})
afterAll(() => app.close())

/** From the first state of the sources. */
async function edited(files: Readonly<Record<string, string>>): Promise<void> {
  await app.edit(files)
}
const mended = () => app.edit({ [CLIENT]: client(), 'app/other.tsx': OTHER })

type Factories = Record<string, unknown>

/** Runs scripts as a page does, and gives what they hand over. */
function handedOver(codes: readonly string[]): Factories {
  const all: Factories = {}
  const self = { [DEV_UPDATE_GLOBAL]: (_chunk: string, modules: Factories) => Object.assign(all, modules) }
  for (const code of codes) new Function('self', 'globalThis', code)(self, self)
  return all
}

/** The modules of webpack's own update that leads to the last build. */
function updateBefore(hash: string): Factories {
  const folder = join(app.files.config.outDir, 'assets')
  const files = readdirSync(folder).filter((name) => name.endsWith(`.${hash}.hot-update.js`))
  return handedOver(files.map((name) => readFileSync(join(folder, name), 'utf8')))
}

async function expectPatch(files: Readonly<Record<string, string>>): Promise<Factories> {
  const { hot } = app.last()
  await edited(files)
  const modules = handedOver((app.patch()?.scripts ?? []).map(({ code }) => code))
  const update = updateBefore(hot)
  expect(Object.keys(modules).length).toBeGreaterThan(0)
  for (const [id, factory] of Object.entries(modules)) expect(moduleBody(factory)).toBe(moduleBody(update[id]))
  return modules
}

describe('at once, and as it is compiled in the end', () => {
  test('a component', async () => {
    const modules = await expectPatch({ [CLIENT]: client({ text: 'second' }) })
    expect(Object.keys(modules)).toEqual(['./app/client.tsx'])
    expect(String(modules['./app/client.tsx'])).toContain('second')
    expect((await app.visit('/')).body).toContain('[second]')
  })

  test('one after the other', async () => {
    for (const text of ['third', 'fourth', 'fifth']) {
      const modules = await expectPatch({ [CLIENT]: client({ text }) })
      expect(String(modules['./app/client.tsx'])).toContain(text)
    }
  })

  test('its hooks', async () => {
    await expectPatch({ [CLIENT]: client({ body: 'const [more] = useState(1); void more' }) })
    await expectPatch({ [CLIENT]: client() })
  })

  test('a module that is no component, used by several', async () => {
    const modules = await expectPatch({ 'app/label.ts': 'export const label = (text: string) => `<${text}>`\n' })
    expect(Object.keys(modules)).toEqual(['./app/label.ts'])
    expect((await app.visit('/')).body).toContain('&lt;other&gt;')
  })

  test('files that are saved together', async () => {
    const modules = await expectPatch({
      [CLIENT]: client({ text: 'together' }),
      'app/label.ts': 'export const label = (text: string) => `{${text}}`\n',
    })
    expect(Object.keys(modules).sort()).toEqual(['./app/client.tsx', './app/label.ts'])
    expect(app.patch()?.isWhole).toBe(true)
  })

  test('what imports less than before, and then again what it did', async () => {
    await edited({ [CLIENT]: client({ imports: "import { added } from './added'", body: 'void added' }) })
    expect(app.patch()).toBeNull()
    await expectPatch({ [CLIENT]: client() })
  })

  test('another name from a module of the page', async () => {
    await expectPatch({ [CLIENT]: client({ imports: "import { Second } from './icons'", body: 'void Second' }) })
    await expectPatch({ [CLIENT]: client() })
  })

  test('what a package only hands on, from where it is', async () => {
    const modules = await expectPatch({ [CLIENT]: client({ text: 'led' }) })
    expect(String(modules[`./${CLIENT}`])).toContain('./node_modules/shapes/circle.js')
    expect(String(modules[`./${CLIENT}`])).not.toContain('./node_modules/shapes/index.js')
  })

  test('beside a file of the server', async () => {
    await expectPatch({
      [CLIENT]: client({ text: 'beside' }),
      'app/page.tsx': `import { Client } from './client'
        import { Other } from './other'
        import { both } from './both'
        import { Scanned } from './scanned'
        import './scanning.css'
        export default () => <main>Edited {both}<Client /><Other /><Scanned /></main>`,
    })
    expect(app.patch()?.isWhole).toBe(false)
    expect((await app.visit('/')).body).toContain('Edited')
  })

  test('a module that a style sheet is made of: its sheet follows', async () => {
    await expectPatch({ 'app/scanned.tsx': SCANNED.replace('first', 'second') })
    expect(app.patch()?.isWhole).toBe(false)
  })

  test('a module that server components have too', async () => {
    await expectPatch({ 'app/both.ts': `export const both = 'edited'\n` })
    expect(app.patch()?.isWhole).toBe(false)
    expect((await app.visit('/')).body).toContain('edited')
  })

  test('again before anything else is compiled', async () => {
    const file = `${app.files.root}/${CLIENT}`
    for (const text of ['early one', 'early two', 'early three']) {
      app.files.write({ [CLIENT]: client({ text }) })
      const patch = await app.builder.patch(new Set([file]))
      expect(patch?.scripts[0]?.code).toContain(text)
    }
    await expectPatch({ [CLIENT]: client({ text: 'late' }) })
  })

  test('with the lines of the source', async () => {
    await edited({ [CLIENT]: client({ text: 'mapped' }) })
    const [{ name, code } = { name: '', code: '' }] = app.patch()?.scripts ?? []
    const lines = code.split('\n')
    const line = lines.findIndex((one) => one.includes('mapped'))
    const map = readFileSync(join(app.files.config.outDir, 'assets', `${name}.map`), 'utf8')
    const column = lines[line]?.indexOf('label)(') ?? 0
    const place = originalPositionFor(new TraceMap(map), { line: line + 1, column })
    const written = client({ text: 'mapped' }).split('\n')
    expect(place).toMatchObject({ source: CLIENT, line: written.findIndex((one) => one.includes('mapped')) + 1 })
  })
})

describe('not before all of it is compiled', () => {
  const cases: Record<string, Readonly<Record<string, string>>> = {
    'another import': { [CLIENT]: client({ imports: "import { added } from './added'", body: 'void added' }) },
    'another name from a package that only hands on': {
      [CLIENT]: client({ imports: "import { square } from 'shapes'", body: 'void square' }),
    },
    'an import()': { [CLIENT]: client({ body: "void (() => import('./added'))" }) },
    'another export': { [CLIENT]: client({ rest: 'export const more = 1' }) },
    'no directive any more': { 'app/other.tsx': OTHER.replace("'use client'", '') },
    'a class more': { 'app/client.module.css': '.it { color: red }\n.other { color: red }\n' },
    'a module that loads another later': {
      'app/lazy-host.tsx': `'use client'
        import { lazy } from 'react'
        const Inner = lazy(() => import('./lazy'))
        export const Lazy = () => <b><Inner /></b>`,
    },
    'a module that hands on what others have': {
      'app/icons/index.ts': `export { default as Icon } from './icon'\nexport { Second } from './second'\n//\n`,
    },
    'a part of the compiler that the page does not have': {
      [CLIENT]: client({ body: "void new URL('./page.tsx', import.meta.url)" }),
    },
  }
  for (const [name, files] of Object.entries(cases)) {
    test(name, async () => {
      await edited(files)
      expect(app.patch()).toBeNull()
      await mended()
    })
  }

  test('a name that its module does not have, then one that it has', async () => {
    const wrong = client({ imports: "import { missing } from './label'", body: 'void missing' })
    await expect(edited({ [CLIENT]: wrong })).rejects.toThrow('missing')
    expect(app.patch()).toBeNull()
    await edited({ [CLIENT]: client({ text: 'right' }) })
    expect(app.patch()).toBeNull()
    expect((await app.visit('/')).body).toContain('right')
  })

  test('a mistake, then what mends it', async () => {
    await expect(edited({ [CLIENT]: `${client()}}` })).rejects.toMatchObject({ code: 'FERRY_SYNTAX' })
    expect(app.patch()).toBeNull()
    await edited({ [CLIENT]: client({ text: 'mended' }) })
    expect(app.patch()).toBeNull()
    expect((await app.visit('/')).body).toContain('mended')
    await expectPatch({ [CLIENT]: client({ text: 'and on' }) })
  })
})

test('of the source maps the last one of each module is kept', async () => {
  const maps = () => readdirSync(join(app.files.config.outDir, 'assets')).filter((name) => /^patch-.*\.map$/.test(name))
  await edited({ [CLIENT]: client({ text: 'one' }) })
  const before = maps()
  await edited({ [CLIENT]: client({ text: 'two' }) })
  expect(maps()).toHaveLength(before.length)
  expect(maps()).not.toEqual(before)
})
