import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildResult } from '../build-result.ts'
import { smallFramework, temporaryApp } from '../fixtures/temporary-app.ts'
import { loadProduction } from './production.ts'

describe('what an app has of Ferry’s own client modules', () => {
  const app = temporaryApp({
    'app/page.tsx': `export default () => <p>plain</p>`,
    'app/links/page.tsx': `
      import Link from 'ferry/link'
      import { redirect } from 'ferry/navigation'
      export default () => (typeof redirect === 'function' ? <Link href="/">home</Link> : null)`,
    'app/late/page.tsx': `
      import dynamic from 'ferry/dynamic'
      const Widget = dynamic(() => import('../widget'), { ssr: false })
      export default () => <Widget />`,
    'app/behind/page.tsx': `
      import { Form } from '../again'
      export default () => <Form action="/">search</Form>`,
    'app/again.ts': `export { Form } from 'ferry/form'`,
    'app/widget.tsx': `'use client'\nexport default function Widget() { return <i>widget</i> }`,
  })
  let result: BuildResult
  beforeAll(async () => {
    result = await app.build()
  })
  afterAll(() => app.remove())

  test('is what its server code imports, by whatever way, and nothing else', () => {
    const own = Object.keys(result.manifest.clientModules).filter((key) => key.startsWith('ferry:'))
    expect(own.sort()).toEqual([
      'ferry:dist/shell/client-only.js',
      'ferry:dist/shell/form.js',
      'ferry:dist/shell/link.js',
    ])
  })

  test('comes to the pages that use it alone, and of each module only what they use', () => {
    const scriptsOf = (key: string) => result.manifest.clientModules[key]?.chunks.filter((_, index) => index % 2 === 1)
    expect(scriptsOf('ferry:dist/shell/link.js')).toHaveLength(1)
    expect(scriptsOf('ferry:dist/shell/link.js')).not.toEqual(scriptsOf('ferry:dist/shell/form.js'))
  })

  test('is rendered by the runtime, which here has no page around it', async () => {
    const bundle = await app.load()
    await expect(bundle.html('links/page.tsx', result.manifest)).rejects.toThrow('<Link> was rendered outside a page')
  })

  test('leaves the app’s own bundle small: React and Ferry are beside it', () => {
    const sizeOf = (name: string) => statSync(join(app.config.outDir, 'server', name)).size
    expect(sizeOf('index.js')).toBeLessThan(60_000)
    expect(readFileSync(join(app.config.outDir, 'server/index.js'), 'utf8')).not.toContain('renderToPipeableStream')
    expect(sizeOf('runtime.js')).toBeGreaterThan(500_000)
  })
})

describe('the prebuilt parts', () => {
  const cacheDir = mkdtempSync(join(tmpdir(), 'ferry-runtime-'))
  const entries = mkdtempSync(join(tmpdir(), 'ferry-entries-'))
  afterAll(() => {
    for (const folder of [cacheDir, entries]) rmSync(folder, { recursive: true })
  })

  test('of other sources than the published ones are compiled once, into the cache of the app', async () => {
    const hostEntry = join(entries, 'host.js')
    writeFileSync(hostEntry, 'exports.changed = true')
    const framework = { ...smallFramework(), hostEntry }
    const first = await loadProduction(framework, cacheDir)
    expect(first.folder.startsWith(cacheDir)).toBe(true)
    expect(unpacked(join(first.folder, 'host.js.br'))).toContain('changed')

    const written = statSync(join(first.folder, 'server.cjs.br')).mtimeMs
    const again = await loadProduction(framework, cacheDir)
    expect([again.folder, statSync(join(again.folder, 'server.cjs.br')).mtimeMs]).toEqual([first.folder, written])

    writeFileSync(hostEntry, 'exports.changed = 2')
    expect((await loadProduction(framework, cacheDir)).stamp).not.toBe(first.stamp)
  })

  test('name no folder of this machine', async () => {
    const { folder } = await loadProduction(smallFramework())
    for (const name of readdirSync(folder)) {
      const text = name.endsWith('.br') ? unpacked(join(folder, name)) : readFileSync(join(folder, name), 'utf8')
      expect(text.includes(join(folder, '../../..')), name).toBe(false)
    }
  })
})

function unpacked(file: string): string {
  return brotliDecompressSync(readFileSync(file)).toString()
}
