import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildResult } from '../build-result.ts'
import { temporaryApp } from '../fixtures/temporary-app.ts'

const app = temporaryApp({
  'app/page.tsx': `
    import { Button } from './button'
    import './shared.css'
    export default () => <Button />`,
  'app/button.tsx': `
    'use client'
    import './shared.css'
    import './button.css'
    export const Button = () => <button />`,
  'app/shared.css': 'button { color: rgb(1, 2, 3) }',
  'app/button.css': 'button { background: rgb(4, 5, 6) }',
})
const CSS_DELAY = 300
let result: BuildResult
let browser: Browser
let server: Server
const requests: string[] = []
/** The style sheets have been taken away. */
let isLost = false

beforeAll(async () => {
  result = await app.build()
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] })
  server = createServer((request, response) => {
    const path = request.url ?? '/'
    requests.push(path)
    if (path === '/bare' || path === '/linked' || path === '/failed')
      return void response.setHeader('content-type', 'text/html').end(documentOf(path))
    const isStyle = path.endsWith('.css')
    if (isStyle && isLost) return void response.writeHead(404).end()
    response.setHeader('content-type', isStyle ? 'text/css' : 'text/javascript')
    const content = readFileSync(join(app.config.outDir, 'assets', basename(path)))
    setTimeout(() => response.end(content), isStyle ? CSS_DELAY : 0)
  }).listen(0)
})
afterAll(async () => {
  await browser.close()
  server.close()
  app.remove()
})

function chromiumPath(): string {
  return process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
}

const url = (name: string) => `/_ferry/assets/${name}`

/** `/linked`: React has added the links a moment ago, and they are still loading when the chunk is asked for. */
function documentOf(path: string): string {
  const scripts = result.manifest.entry.scripts.map((name) => `<script src="${url(name)}"></script>`).join('')
  const links = path === '/linked' ? sheets().map(url) : []
  // Those of the document: waited for before the scripts run.
  const first =
    path === '/failed'
      ? sheets()
          .map((name) => `<link rel="stylesheet" href="${url(name)}">`)
          .join('')
      : ''
  const load = `<script>
    for (const href of ${JSON.stringify(links)}) {
      document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }))
    }
    self.loaded = Promise.all(${JSON.stringify(chunkIds())}.map(self.loadChunk)).then(() => {
      const style = getComputedStyle(document.querySelector('button'))
      return [style.color, style.backgroundColor]
    })
    self.loaded.catch(() => {})
  </script>`
  return `<!DOCTYPE html><link rel="icon" href="data:,">${first}<button>button</button>${scripts}${load}`
}

function chunkIds(): unknown[] {
  return (result.manifest.clientModules['app/button.tsx']?.chunks ?? []).filter((_, index) => index % 2 === 0)
}

function sheets(): readonly string[] {
  return result.manifest.clientModules['app/button.tsx']?.styles ?? []
}

async function visit(path: string): Promise<{ page: Page; styles: unknown }> {
  requests.length = 0
  const page = await browser.newPage()
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}${path}`)
  return { page, styles: await page.evaluate('self.loaded') }
}

const LOADED = ['rgb(1, 2, 3)', 'rgb(4, 5, 6)']

describe('a chunk with style sheets', () => {
  test('is there only when its sheets are, shared ones included', async () => {
    const { page, styles } = await visit('/bare')
    expect(styles).toEqual(LOADED)
    expect(sheets()).toHaveLength(2)
    await page.close()
  })

  test('waits for links that are there and still loading, and loads nothing twice', async () => {
    const { page, styles } = await visit('/linked')
    expect(styles).toEqual(LOADED)
    expect(await page.locator('link[rel=stylesheet]').count()).toBe(2)
    expect(requests.filter((path) => path.endsWith('.css'))).toHaveLength(2)
    await page.close()
  })

  test.each(['/bare', '/linked'])('is lost with its sheets, and can be asked for again (%s)', async (path) => {
    isLost = true
    requests.length = 0
    const page = await browser.newPage()
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}${path}`)
    expect(await page.evaluate('self.loaded.catch((error) => error.name)')).toBe('ChunkLoadError')
    isLost = false
    const again = `Promise.all(${JSON.stringify(chunkIds())}.map(self.loadChunk)).then(() => 'loaded')`
    expect(await page.evaluate(again)).toBe('loaded')
    expect(await page.evaluate('getComputedStyle(document.querySelector("button")).color')).toBe(LOADED[0])
    await page.close()
  })

  test('does without a sheet that the document has lost already', async () => {
    isLost = true
    const { page, styles } = await visit('/failed')
    isLost = false
    expect(styles).not.toEqual(LOADED)
    expect(requests.filter((path) => path.endsWith('.css'))).toHaveLength(2)
    await page.close()
  })
})
