import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildResult } from './build-result.ts'
import { type ServerFixture, temporaryApp } from './fixtures/temporary-app.ts'

/** 1 × 2 pixels. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAACCAYAAACZgbYnAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const app = temporaryApp({
  'app/layout.tsx': `
    import './global.css'
    import { Header } from './header'
    export default ({ children }) => <html><body><Header />{children}</body></html>`
    .replace('({ children })', '(props: any)')
    .replace('{children}', '{props.children}'),
  'app/global.css': `@import './fonts.css';\nbody { color: black; background: url('./dot.png') }`,
  'app/fonts.css': `@font-face { font-family: A; src: url('./a.woff2') }`,
  'app/a.woff2': 'not really a font',
  'app/dot.png': PNG,
  'app/header.tsx': `
    import styles from './header.module.css'
    export const Header = () => <header className={styles.header}>header</header>`,
  'app/header.module.css': '.header { margin: 1px }',
  'app/page.tsx': `
    import './page.css'
    import { Button } from './button'
    import box from './box.module.css'
    import dot from './dot.png'
    import font from './a.woff2'
    export default () => <main className={box.box}><Button /><img {...dot} /><a href={font}>font</a></main>`,
  'app/page.css': 'main { padding: 2px }',
  'app/box.module.css': `.box { composes: base from './base.module.css'; border: 3px solid }`,
  'app/base.module.css': '.base { top: 4px }',
  'app/button.tsx': `
    'use client'
    import './button.css'
    import box from './box.module.css'
    import only from './only-client.module.css'
    import dot from './dot.png'
    export const Button = () => <button className={only.button + ' ' + box.box}><img alt={dot.src + dot.width + dot.height} /></button>`,
  'app/button.css': 'button { left: 5px }',
  'app/only-client.module.css': '.button { right: 6px }',
  'app/other/page.tsx': `
    import { Button } from '../button'
    export default () => <Button />`,
})
let result: BuildResult
let bundle: ServerFixture

beforeAll(async () => {
  result = await app.build()
  bundle = await app.load()
})
afterAll(() => app.remove())

/** Text of the named style sheets, in order. */
function sheets(names: readonly string[] | undefined): string {
  return (names ?? []).map((name) => readFileSync(join(app.config.outDir, 'assets', name), 'utf8')).join('\n')
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}

describe('style sheets', () => {
  test('of server code belong to the route file that reaches them, in the order of the imports', () => {
    const { routeStyles } = result.manifest
    expect(Object.keys(routeStyles).sort()).toEqual(['layout.tsx', 'page.tsx'])
    expect(sheets(routeStyles['layout.tsx'])).toMatch(/font-face.*color:#000.*margin:1px/s)
    expect(sheets(routeStyles['page.tsx'])).toMatch(/padding:2px.*top:4px.*border:3px/s)
  })

  test('of client modules belong to the module', () => {
    const styles = sheets(result.manifest.clientModules['app/button.tsx']?.styles)
    expect(styles).toMatch(/left:5px/)
    expect(styles).toMatch(/right:6px/)
    expect(styles).toMatch(/border:3px/)
  })

  test('hold every rule once, whoever imports it', () => {
    for (const rule of ['color:#000', 'padding:2px', 'border:3px', 'top:4px', 'left:5px', 'right:6px', 'margin:1px']) {
      expect(count(app.assets('css'), rule), rule).toBe(1)
    }
  })

  test('have the same class names on both sides', async () => {
    const html = await bundle.html('page.tsx', result.manifest)
    const [box = ''] = /(?<=<main class=")[^"]+/.exec(html) ?? []
    expect(box.split(' ')).toHaveLength(2)
    for (const name of box.split(' ')) expect(app.assets('css')).toContain(`.${name}{`)
    const [button = ''] = /(?<=<button class=")[^"]+/.exec(html) ?? []
    for (const name of button.split(' ')) expect(app.assets('js')).toContain(name)
  })

  test('leave no script behind that nobody loads', () => {
    const scripts = app.assetNames().filter((name) => name.endsWith('.js'))
    const known = [
      ...result.manifest.entry.scripts,
      ...Object.values(result.manifest.clientModules).flatMap(({ chunks }) => chunks),
    ]
    expect(scripts.filter((name) => !known.includes(name))).toEqual([])
  })
})

describe('other files', () => {
  test('an image is a URL with its size, the same on both sides, and is written once', async () => {
    const images = app.assetNames().filter((name) => name.endsWith('.png'))
    expect(images).toHaveLength(1)
    const url = `/_ferry/assets/${images[0]}`
    const html = await bundle.html('page.tsx', result.manifest)
    expect(html).toContain(`src="${url}" width="1" height="2"`)
    expect(html).toContain(`alt="${url}12"`)
    expect(app.assets('js')).toContain(images[0])
    expect(sheets(result.manifest.routeStyles['layout.tsx'])).toContain(`url(${url})`)
    expect(readFileSync(join(app.config.outDir, 'assets', images[0] ?? ''))).toEqual(PNG)
  })

  test('a font is a URL', async () => {
    const fonts = app.assetNames().filter((name) => name.endsWith('.woff2'))
    expect(fonts).toHaveLength(1)
    expect(await bundle.html('page.tsx', result.manifest)).toContain(`href="/_ferry/assets/${fonts[0]}"`)
  })
})
