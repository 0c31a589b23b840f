/** A tab in Chromium with the runtime in it, for a test file: opened before and closed after every test. */
import { rm } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { launchChromium } from './chromium.test-support.ts'
import {
  answer,
  bundleRuntime,
  documentOf,
  type Markup,
  navigationTo,
  type Respond,
  type RuntimeServer,
  startRuntimeServer,
  type TestPage,
  type TestRequest,
} from './runtime-server.test-support.ts'

export const ID = 'a'.repeat(40)
export const OTHER = 'b'.repeat(40)

/** What the fixture puts on `self`. */
export type Scope = typeof globalThis & {
  reference(id: string): (...args: unknown[]) => Promise<unknown>
  callOptions<T>(options: object, run: () => T): T
  startTransition(run: () => void | Promise<void>): void
}

export interface RuntimeTab {
  readonly server: Pick<RuntimeServer, 'on' | 'requests' | 'origin'>
  page(): Page
  text(): Promise<string | null>
  shows(text: string): Promise<unknown>
  requested(method: string, path: string): TestRequest[]
  call(id: string, ...args: unknown[]): Promise<unknown>
  /** Links are components; a page of host elements navigates by way of a call that is redirected without a page. */
  go(url: string): Promise<void>
}

declare const self: Scope
const tall: Markup = ['div', { style: { height: 4000 } }]

export const home = (version: number): TestPage => ({
  url: '/',
  version,
  body: [['p', { id: 'text' }, `home ${version}`], ['input', { id: 'field' }], tall],
})
export const other = (version: number): TestPage => ({
  url: '/other',
  version,
  body: [['p', { id: 'text' }, `other ${version}`], tall, ['p', { id: 'low' }, 'low'], tall],
})

export function runtimeTab(): RuntimeTab {
  let assets: string
  let server: RuntimeServer
  let browser: Browser
  let page: Page
  let errors: string[]

  beforeAll(async () => {
    assets = await bundleRuntime()
    server = await startRuntimeServer(assets)
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
    await rm(assets, { recursive: true, force: true })
  })
  beforeEach(async () => {
    server.reset()
    server.on('GET /', documentOf(home(10)))
    server.on('GET /other', documentOf(other(10)))
    server.on('GET /_ferry/payload/', navigationTo(home(90)))
    server.on('GET /_ferry/payload/other', navigationTo(other(90)))
    errors = []
    page = await browser.newPage()
    page.setDefaultTimeout(10_000)
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load')) errors.push(message.text())
    })
    await page.goto(server.origin)
    await page.waitForFunction(() => '__ferry_h' in self)
  })
  afterEach(async () => {
    await page.close()
    expect(errors).toEqual([])
  })

  return {
    server: {
      on: (route, respond) => server.on(route, respond),
      get requests() {
        return server.requests
      },
      get origin() {
        return server.origin
      },
    },
    page: () => page,
    text: () => page.textContent('#text'),
    shows: (expected) =>
      page.waitForFunction((wanted) => document.querySelector('#text')?.textContent === wanted, expected),
    requested: (method, path) =>
      server.requests.filter((request) => request.method === method && request.path === path),
    call: (id, ...args) => page.evaluate(([to, list]) => self.reference(to)(...list), [id, args] as const),
    async go(url) {
      server.on(`POST /_ferry/action/${OTHER}`, answer('null', { redirect: { url, type: 'push', external: false } }))
      await page.evaluate(
        (id) =>
          void self
            .reference(id)()
            .catch(() => {}),
        OTHER,
      )
    },
  }
}

/** Answers when it is told to. */
export function held(respond: Respond): { respond: Respond; release(): void } {
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  return {
    release: () => release(),
    async respond(response, request) {
      await gate
      await respond(response, request)
    },
  }
}
