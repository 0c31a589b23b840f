/** Tests of an app in templates/: a server per worker, with data of its own, and a way to open its pages. */
import { fileURLToPath } from 'node:url'
import type { App } from './app.ts'
import { hydrated } from './page.ts'
import { test as base } from './test.ts'

/** Every template that is built before the tests, and served by them. */
export const TEMPLATES = ['minimal', 'notes', 'auth', 'express'] as const

export function templateFolder(name: (typeof TEMPLATES)[number]): string {
  return fileURLToPath(new URL(`../../templates/${name}`, import.meta.url))
}

interface TemplateFixtures {
  /** Opens a page of the template and waits until it is interactive (or, without JavaScript, loaded). */
  visit: (path: string) => Promise<void>
}

/** @param start serves the built template */
export function templateTest(start: () => Promise<App>) {
  return base.extend<TemplateFixtures, { template: App }>({
    template: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
      async ({}, use) => {
        const template = await start()
        await use(template)
        await template.stop()
      },
      { scope: 'worker', timeout: 60_000 },
    ],
    baseURL: async ({ template }, use) => use(template.url),
    visit: async ({ page, javaScriptEnabled }, use) => {
      await use(async (path) => {
        await page.goto(path)
        if (javaScriptEnabled !== false) await hydrated(page)
      })
    },
  })
}
