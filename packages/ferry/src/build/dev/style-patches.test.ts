/** Which edits of style sheets open pages are given at once, and that they are given what the whole compilation makes of them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type DevApp, devApp } from '../fixtures/dev-app.ts'

const SHEETS = {
  'app/global.css': 'h1 { color: red }\n',
  'app/page.module.css': '.it { color: red }\n',
  'app/client.module.css': '.button { color: red }\n',
  'app/outer.css': '@import "./inner.css";\nh2 { color: red }\n',
  'app/inner.css': 'h3 { color: red }\n',
  'app/base.module.css': '.base { color: red }\n',
  'app/composed.module.css': '.composed { composes: base from "./base.module.css"; color: red }\n',
  'app/picture.css': 'h4 { background: url(./picture.svg) }\n',
}
let app: DevApp

beforeAll(async () => {
  app = await devApp({
    ...SHEETS,
    'app/picture.svg': `<svg xmlns="http://www.w3.org/2000/svg">${'<g/>'.repeat(5_000)}</svg>`,
    'app/other.svg': `<svg xmlns="http://www.w3.org/2000/svg">${'<a/>'.repeat(5_000)}</svg>`,
    'app/layout.tsx': `import './global.css'
      export default ({ children }) => <html lang="en"><body>{children}</body></html>`,
    'app/page.tsx': `import styles from './page.module.css'
      import composed from './composed.module.css'
      import { Client } from './client'
      import './outer.css'
      import './picture.css'
      export default () => <main className={styles.it}><p className={composed.composed}><Client /></p></main>`,
    'app/client.tsx': `'use client'
      import styles from './client.module.css'
      export const Client = () => <button className={styles.button}>client</button>`,
  })
  await app.visit('/')
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.edit(SHEETS)
})

const textOf = (file: string) => readFileSync(join(app.files.config.outDir, 'assets', file), 'utf8')
/** Without what the compiler says around it, and the spaces. */
const rules = (text: string) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .trim()
const sheets = () => [...app.last().manifest.entry.styles, ...Object.values(app.last().manifest.routeStyles).flat()]
const all = () => [...sheets(), ...Object.values(app.last().manifest.clientModules).flatMap(({ styles }) => styles)]
const stemOf = (file: string) => file.replace(/\.[0-9a-f]{8,}\.css$/, '')

describe('at once, and as it is compiled in the end', () => {
  for (const file of ['app/global.css', 'app/page.module.css', 'app/client.module.css'] as const) {
    test(file, async () => {
      await app.edit({ [file]: SHEETS[file].replace('red', 'blue') })
      const patch = app.patch()
      expect(patch).toMatchObject({ scripts: [], isWhole: true })
      expect(patch?.styles).toHaveLength(1)
      const [name = ''] = patch?.styles ?? []
      const whole = all().find((one) => stemOf(one) === stemOf(name)) ?? ''
      expect(rules(textOf(name))).toContain('blue')
      expect(rules(textOf(name))).toBe(rules(textOf(whole)))
    })
  }

  test('several that are saved together, one after the other', async () => {
    for (const color of ['green', 'blue', 'black', 'white']) {
      const { 'app/global.css': global, 'app/page.module.css': module } = SHEETS
      await app.edit({
        'app/global.css': global.replace('red', color),
        'app/page.module.css': module.replace('red', color),
      })
      const styles = app.patch()?.styles ?? []
      expect(styles).toHaveLength(2)
      for (const name of styles) expect(textOf(name)).toContain(color)
    }
  })
})

describe('not before all of it is compiled', () => {
  const cases: Record<string, Readonly<Record<string, string>>> = {
    'another class': { 'app/page.module.css': `${SHEETS['app/page.module.css']}.more { color: red }\n` },
    'a sheet in another one': { 'app/inner.css': 'h3 { color: blue }\n' },
    'a class that others are composed of': { 'app/base.module.css': '.base { color: blue }\n' },
    'another picture': { 'app/picture.css': 'h4 { background: url(./other.svg) }\n' },
    'a mistake': { 'app/global.css': 'h1 { color: red \n @import "./missing.css";' },
    'beside a script': {
      'app/global.css': 'h1 { color: blue }\n',
      'app/client.tsx': `'use client'
        import styles from './client.module.css'
        export const Client = () => <button className={styles.button}>edited</button>`,
    },
  }
  for (const [name, files] of Object.entries(cases)) {
    test(name, async () => {
      await app.edit(files).catch(() => {})
      expect(app.patch()?.styles ?? []).toEqual([])
      expect(app.patch()?.isWhole ?? false).toBe(false)
      await app.edit(SHEETS)
      await app.edit({ 'app/global.css': 'h1 { color: green }\n' })
      expect(app.patch()?.styles).toHaveLength(1)
    })
  }
})
