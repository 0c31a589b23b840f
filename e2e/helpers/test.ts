/** Playwright's `test` with an app behind it: a server per worker, a visitor per test, and no error that goes unseen. */
import { rm } from 'node:fs/promises'
import { type APIRequestContext, test as base, expect, type Page } from '@playwright/test'
import { type App, copyApp, kitchen, startBuilt, startDev } from './app.ts'
import { hydrated } from './page.ts'

export { expect }

export interface WorkerOptions {
  /** Which server answers: the production build or the dev server. */
  mode: 'build' | 'dev'
}

interface WorkerFixtures extends WorkerOptions {
  server: App
}

export interface Problems {
  /** What was thrown or written with console.error in the pages of this test, except for what is allowed. */
  list(): readonly string[]
  allow(pattern: RegExp): void
}

interface TestFixtures {
  /** A name nobody else has: the app keeps its data per visitor (cookie `visitor`). */
  visitor: string
  problems: Problems
  /** Opens a page of the app and waits until it is interactive (or, without JavaScript, loaded). */
  open: (path: string, page?: Page) => Promise<void>
  /** What the app recorded for this visitor, oldest first. */
  recorded: (what?: string) => Promise<readonly string[]>
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  mode: ['build', { scope: 'worker', option: true }],

  server: [
    async ({ mode }, use) => {
      const dir = mode === 'dev' ? await copyApp(kitchen, 'kitchen-dev') : kitchen
      const server = mode === 'dev' ? await startDev(dir) : await startBuilt(dir)
      await use(server)
      await server.stop()
      if (mode === 'dev') await rm(dir, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
  visitor: async ({}, use) => use(`v${Math.random().toString(36).slice(2)}`),

  extraHTTPHeaders: async ({ visitor }, use) => use({ 'x-visitor': visitor }),

  problems: [
    async ({ context }, use) => {
      const seen: string[] = []
      const allowed: RegExp[] = []
      const list = () => seen.filter((text) => !allowed.some((pattern) => pattern.test(text)))
      context.on('weberror', (webError) => seen.push(String(webError.error().stack ?? webError.error())))
      context.on('console', (message) => {
        const { url } = message.location()
        // Asked for by the browser on its own account.
        if (message.type() === 'error' && !url.endsWith('/favicon.ico')) seen.push(`${message.text()} (${url})`)
      })
      await use({ list, allow: (pattern) => allowed.push(pattern) })
      expect(list(), 'errors in the page').toEqual([])
    },
    { auto: true },
  ],

  open: async ({ page, javaScriptEnabled }, use) => {
    await use(async (path, where = page) => {
      await where.goto(path)
      if (javaScriptEnabled !== false) await hydrated(where)
    })
  },

  recorded: async ({ request }, use) => use((what) => record(request, what)),
})

async function record(request: APIRequestContext, what: string | undefined): Promise<readonly string[]> {
  const answer = await request.get('/api/record', what === undefined ? {} : { params: { what } })
  return (await answer.json()) as string[]
}
