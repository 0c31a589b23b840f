/** What every page of a template keeps to: nothing for axe to complain about, and no sideways scrolling on a phone. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'

const script = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

interface Axe {
  run(): Promise<{
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { html: string }[] }[]
  }>
}

/** Looks at the page that is open. Needs JavaScript. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(await readFile(script, 'utf8'))
  const violations = await page.evaluate(async () =>
    (await (Reflect.get(globalThis, 'axe') as Axe).run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
  )
  expect(violations, page.url()).toEqual([])
  const size = page.viewportSize() ?? { width: 1280, height: 720 }
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth), page.url()).toBeLessThanOrEqual(320)
  await page.setViewportSize(size)
}
