import { readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { createElement } from 'react'
import { renderToReadableStream } from 'react-dom/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import webpack from 'webpack'
import { captureScript } from '../protocol/capture-script.ts'
import { launchChromium } from './chromium.test-support.ts'

type Call = [name: string, fields: [string, string][]]
interface Posted {
  readonly url: string
  readonly fields: [string, string][]
}

const fixtures = fileURLToPath(new URL('./fixtures/early-submit/', import.meta.url))
const output = join(tmpdir(), `ferry-early-submit-${process.pid}`)

/** How the entry script arrives: when `ready` says so, or not at all. */
let entry: Promise<'arrives' | 'fails'>
let arrive: (how: 'arrives' | 'fails') => void
let timeout = 60_000
let posted: Posted[]
let errors: string[]
let server: Server
let browser: Browser
let page: Page
let origin: string

beforeAll(async () => {
  await bundle()
  const { App } = await import(`${fixtures}app.js`)
  server = createServer(async (request, response) => {
    const { url = '/', method } = request
    if (method === 'POST') {
      const body = await new Response(await buffer(request), {
        headers: { 'content-type': String(request.headers['content-type']) },
      }).formData()
      posted.push({
        url,
        fields: [...body].map(([name, value]) => [
          name,
          typeof value === 'string' ? value : `${value.name}:${value.size}`,
        ]),
      })
      return response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Posted</title>')
    }
    if (url.startsWith('/_ferry/assets/')) {
      if ((await entry) === 'fails') return response.writeHead(404).end()
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end(await readFile(join(output, 'app.js')))
    }
    if (url.startsWith('/elsewhere'))
      return response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Elsewhere</title>')
    const stream = await renderToReadableStream(createElement(App, { head: null }), {
      bootstrapScripts: ['/_ferry/assets/app.js'],
    })
    await stream.allReady
    const html = await new Response(stream).text()
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(html.replace('<head>', () => `<head><script>${captureScript(timeout)}</script>`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  await rm(output, { recursive: true, force: true })
})

beforeEach(async () => {
  entry = new Promise((resolve) => {
    arrive = resolve
  })
  timeout = 60_000
  posted = []
  errors = []
  page = await browser.newPage()
  page.setDefaultTimeout(5_000)
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) errors.push(message.text())
  })
})

afterEach(async () => {
  arrive('fails')
  await page.close()
  expect(errors).toEqual([])
})

async function open(): Promise<void> {
  await page.goto(origin, { waitUntil: 'commit' })
  await page.waitForSelector('#late')
}

async function hydrate(): Promise<void> {
  arrive('arrives')
  await page.waitForFunction(() => '__ferry_h' in self)
}

const calls = (): Promise<Call[]> => page.evaluate(() => (self as unknown as { calls: Call[] }).calls)
const waiting = (): Promise<number> =>
  page.evaluate(() => (document as unknown as { $$reactFormReplay?: unknown[] }).$$reactFormReplay?.length ?? 0)
const called = (count: number) =>
  page.waitForFunction((n) => (self as unknown as { calls: Call[] }).calls.length >= n, count)
/** Long enough for a second run to show. */
const settle = () => page.waitForTimeout(150)

describe('a submit before hydration', () => {
  it('A-502: is replayed once, with the fields and the submitter of that moment; what was typed elsewhere stays', async () => {
    await open()
    await page.fill('#plain [name=text]', 'early')
    await page.click('#plain-button')
    await page.fill('#plain [name=text]', 'changed')
    await page.fill('#elsewhere', 'kept')
    await hydrate()
    await called(1)
    await settle()
    expect(await calls()).toEqual([
      [
        'plain',
        [
          ['$ACTION_ID_plain', ''],
          ['text', 'early'],
          ['pressed', 'yes'],
        ],
      ],
    ])
    expect(await page.inputValue('#elsewhere')).toBe('kept')
    expect(await waiting()).toBe(0)
    expect(posted).toEqual([])
  })

  it('A-503, A-505: several are replayed in their order, each with its own button', async () => {
    await open()
    await page.fill('#buttons [name=text]', 'a')
    await page.click('#second')
    await page.click('#count-button')
    await page.fill('#buttons [name=text]', 'b')
    await page.click('#first')
    await hydrate()
    await called(3)
    expect((await calls()).map(([name, fields]) => [name, fields.find(([key]) => key === 'text')?.[1]])).toEqual([
      ['second', 'a'],
      ['count', undefined],
      ['first', 'b'],
    ])
    await page.waitForFunction(() => document.querySelector('#count output')?.textContent === '1')
  })

  it('A-303: the name of a button whose own action is a function is not among the fields', async () => {
    await open()
    await page.click('#first')
    await hydrate()
    await called(1)
    expect((await calls())[0]?.[1].map(([name]) => name)).not.toContain('$ACTION_ID_first')
  })

  it('D-1: an impatient second click runs nothing twice', async () => {
    await open()
    await page.fill('#plain [name=text]', 'once')
    await page.click('#plain-button')
    await page.click('#plain-button')
    await page.focus('#plain [name=text]')
    await page.keyboard.press('Enter')
    await hydrate()
    await called(1)
    await settle()
    expect(await calls()).toHaveLength(1)
  })

  it('a second submit with other fields is another one', async () => {
    await open()
    await page.fill('#plain [name=text]', 'one')
    await page.click('#plain-button')
    await page.fill('#plain [name=text]', 'two')
    await page.click('#plain-button')
    await hydrate()
    await called(2)
    await settle()
    expect((await calls()).map(([, fields]) => fields[1]?.[1])).toEqual(['one', 'two'])
  })

  it("a form whose action is a client function is left to React's own script", async () => {
    await open()
    await page.fill('#client [name=q]', 'term')
    await page.click('#client-button')
    await hydrate()
    await called(1)
    await settle()
    expect(await calls()).toEqual([['search', [['q', 'term']]]])
  })

  it('a submit that the page itself prevented is not taken', async () => {
    await open()
    await page.evaluate(() => document.addEventListener('submit', (event) => event.preventDefault()))
    await page.click('#plain-button')
    expect(await waiting()).toBe(0)
  })

  it('A-302: a button with an address of its own goes there', async () => {
    await open()
    await page.click('#elsewhere-button', { noWaitAfter: true })
    await page.waitForFunction(() => document.title === 'Elsewhere')
  })
})

describe('a submit that hydration does not reach', () => {
  it('is posted by the browser when the scripts are not there in time', async () => {
    timeout = 300
    await open()
    await page.fill('#plain [name=text]', 'line\nbreak é漢')
    await page.click('#plain-button')
    await page.waitForFunction(() => document.title === 'Posted')
    expect(posted).toEqual([
      {
        url: '/',
        fields: [
          ['$ACTION_ID_plain', ''],
          ['text', 'line break é漢'],
          ['pressed', 'yes'],
        ],
      },
    ])
  })

  it('is posted at once when a script fails to load, and so is every later one', async () => {
    await open()
    await page.click('#plain-button')
    arrive('fails')
    await page.waitForFunction(() => document.title === 'Posted')
    expect(posted).toHaveLength(1)
    await page.goBack({ waitUntil: 'commit' })
    await page.waitForSelector('#late')
    await page.waitForTimeout(300)
    await page.click('#second', { noWaitAfter: true })
    await page.waitForFunction(() => document.title === 'Posted')
    expect(posted[1]?.fields.map(([name]) => name)).toContain('$ACTION_ID_second')
  })

  it('keeps its button and its files', async () => {
    await open()
    await page.setInputFiles('#upload [name=file]', [
      { name: 'é漢.txt', mimeType: 'text/plain', buffer: Buffer.from('123') },
      { name: 'empty.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(0) },
    ])
    await page.click('#upload-button')
    await page.setInputFiles('#upload [name=file]', [])
    arrive('fails')
    await page.waitForFunction(() => document.title === 'Posted')
    expect(posted[0]?.fields).toEqual([
      ['$ACTION_ID_upload', ''],
      ['file', 'é漢.txt:3'],
      ['file', 'empty.bin:0'],
    ])
  })

  it('sends all of several', async () => {
    await open()
    await page.fill('#buttons [name=text]', 'a')
    await page.click('#first')
    await page.fill('#plain [name=text]', 'b')
    await page.click('#plain-button')
    await page.click('#count-button')
    arrive('fails')
    await page.waitForFunction(() => document.title === 'Posted')
    expect(
      posted.map(({ fields }) =>
        fields
          .map(([name]) => name)
          .filter((name) => name.startsWith('$ACTION_ID_'))
          .at(-1),
      ),
    ).toEqual(['$ACTION_ID_first', '$ACTION_ID_plain', expect.stringMatching(/^\$ACTION_ID_count/)])
  })
})

describe('a form that hydrates later than the root', () => {
  it('is replayed when it does; nothing is posted meanwhile', async () => {
    await open()
    await hydrate()
    await page.fill('#late [name=text]', 'late')
    await page.click('#late-button')
    await page.click('#late-button')
    expect(await waiting()).toBe(3)
    await page.evaluate(() => (self as unknown as { openGate(): void }).openGate())
    await called(1)
    await settle()
    expect(await calls()).toEqual([
      [
        'hidden',
        [
          ['$ACTION_ID_hidden', ''],
          ['text', 'late'],
        ],
      ],
    ])
    expect(posted).toEqual([])
  })

  it('is posted by the browser when it takes too long', async () => {
    timeout = 300
    await open()
    await hydrate()
    await page.fill('#late [name=text]', 'late')
    await page.click('#late-button')
    await page.waitForFunction(() => document.title === 'Posted')
    expect(posted[0]?.fields).toEqual([
      ['$ACTION_ID_hidden', ''],
      ['text', 'late'],
    ])
  })

  it('A-503: keeps those behind it waiting, and the order', async () => {
    await open()
    await page.fill('#late [name=text]', 'first')
    await page.click('#late-button')
    await page.click('#plain-button')
    await hydrate()
    await settle()
    await page.evaluate(() => (self as unknown as { openGate(): void }).openGate())
    await called(2)
    expect((await calls()).map(([name]) => name)).toEqual(['hidden', 'plain'])
  })
})

describe('after hydration', () => {
  it('every form runs once, and nothing is captured', async () => {
    timeout = 100
    await open()
    await hydrate()
    await page.evaluate(() => (self as unknown as { openGate(): void }).openGate())
    await page.waitForTimeout(100)
    for (const id of ['#plain-button', '#first', '#upload-button', '#client-button', '#count-button', '#late-button']) {
      await page.click(id)
      await page.waitForTimeout(60)
    }
    await settle()
    expect((await calls()).map(([name]) => name)).toEqual(['plain', 'first', 'upload', 'search', 'count', 'hidden'])
    expect(await waiting()).toBe(0)
    expect(posted).toEqual([])
  })

  it('a timer that is still running finds nothing to do', async () => {
    timeout = 3_000
    await open()
    await page.click('#plain-button')
    await hydrate()
    await called(1)
    await page.waitForTimeout(3_200)
    expect(await calls()).toHaveLength(1)
    expect(posted).toEqual([])
  })
})

async function bundle(): Promise<void> {
  const compiler = webpack({
    mode: 'production',
    entry: `${fixtures}client.js`,
    output: { path: output, filename: 'app.js' },
    performance: false,
    optimization: { minimize: false },
  })
  await new Promise<void>((resolve, reject) => {
    compiler?.run((error, stats) => {
      if (error || stats?.hasErrors()) reject(error ?? new Error(stats?.toString()))
      else resolve()
    })
  })
}

async function buffer(stream: AsyncIterable<Buffer>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}
