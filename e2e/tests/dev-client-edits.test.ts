/** Edits of client components: open pages take the edited module at once, and end with what the whole compilation says. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { type InlineApp, inlineApp } from '../helpers/inline-app.ts'
import type { App } from '../helpers/app.ts'
import { hydrated, noReload, openShadows } from '../helpers/page.ts'
import { expect, test as base } from '../helpers/test.ts'

const component = (name: string) => `'use client'
import { useState } from 'react'
import { label } from './label'

Reflect.set(globalThis, '${name}', (Reflect.get(globalThis, '${name}') ?? 0) + 1)

export function ${name}() {
  const [count, setCount] = useState(0)
  return <button type="button" data-testid="${name}" onClick={() => setCount(count + 1)}>{label('${name}')} {count}</button>
}
`

const files = {
  'ferry.config.ts': 'export default { csp: true }\n',
  'app/layout.tsx': `export default ({ children }) => <html lang="en"><body>{children}</body></html>\n`,
  'app/page.tsx': `import { First } from './first'
import { Second } from './second'
import { Failing } from './failing'
export default () => <main><h1>Clients</h1><First /><Second /><Failing /></main>
`,
  'app/first.tsx': component('First'),
  'app/second.tsx': component('Second'),
  'app/failing.tsx': `'use client'
export function Failing() {
  return <button type="button" onClick={() => {}}>Fail</button>
}
`,
  'app/label.ts': 'export const label = (text: string) => `${text}:`\n',
  'app/shout.ts': 'export const shout = (text: string) => text.toUpperCase()\n',
}

const test = base.extend<object, { running: { readonly app: InlineApp; readonly server: App } }>({
  running: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
    async ({}, use) => {
      const app = await inlineApp(files)
      await use({ app, server: await app.dev() })
      await app[Symbol.asyncDispose]()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  server: [async ({ running }, use) => use(running.server), { scope: 'worker' }],
})

const patience = { timeout: 60_000 }
const evaluations = (page: Page, name: string) => page.evaluate((key) => Reflect.get(globalThis, key), name)
/** The page has what the server has compiled as a whole: it then asks for its payload again. */
const settled = (page: Page) => page.waitForResponse(/\/_ferry\/payload/)

test.describe('an edit of a client component', { tag: '@only-dev' }, () => {
  test.beforeEach(async ({ page, open, problems }) => {
    test.setTimeout(240_000)
    // React wants it in development; what edits bring does without.
    problems.allow(/favicon|ERR_ABORTED|unsafe-eval/)
    await openShadows(page)
    await open('/')
    await hydrated(page)
    await page.getByTestId('First').click()
    await page.getByTestId('Second').click()
    await expect(page.getByTestId('First')).toHaveText('First: 1')
  })
  test.afterEach(async ({ server, page }) => {
    await server.restore()
    await page.close()
    await expect.poll(async () => (await (await fetch(server.url)).text()).includes('First:'), patience).toBe(true)
  })

  test('is evaluated once, and keeps state', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    for (const [round, word] of ['One', 'Two', 'Three'].entries()) {
      const whole = settled(page)
      await server.edit('app/first.tsx', (text) => text.replace(/label\('\w+'\)/, `label('${word}')`))
      await expect(page.getByTestId('First')).toHaveText(`${word}: 1`, patience)
      await whole
      expect(await evaluations(page, 'First')).toBe(round + 2)
      expect(await evaluations(page, 'Second')).toBe(1)
    }
    await page.getByTestId('First').click()
    await expect(page.getByTestId('First')).toHaveText('Three: 2')
    await sameDocument()
  })

  test('that is shared by two shows in both, once', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    const whole = settled(page)
    await server.edit('app/label.ts', (text) => text.replace('${text}:', '<${text}>'))
    await expect(page.getByTestId('First')).toHaveText('<First> 1', patience)
    await expect(page.getByTestId('Second')).toHaveText('<Second> 1')
    await whole
    expect([await evaluations(page, 'First'), await evaluations(page, 'Second')]).toEqual([2, 2])
    await sameDocument()
  })

  test('and of another one, saved together', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await Promise.all([
      server.edit('app/first.tsx', (text) => text.replace("label('First')", "label('One')")),
      server.edit('app/second.tsx', (text) => text.replace("label('Second')", "label('Two')")),
    ])
    await expect(page.getByTestId('First')).toHaveText('One: 1', patience)
    await expect(page.getByTestId('Second')).toHaveText('Two: 1', patience)
    await sameDocument()
  })

  test('again and again while those before are on their way: the last one counts', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    for (let round = 1; round <= 12; round++) {
      await server.edit('app/first.tsx', (text) => text.replace(/label\('\w+'\)/, `label('Round${round}')`))
      await delay(round * 12)
    }
    await expect(page.getByTestId('First')).toHaveText('Round12: 1', patience)
    await expect.poll(async () => (await fetch(server.url)).text(), patience).toContain('Round12')
    await delay(500)
    await expect(page.getByTestId('First')).toHaveText('Round12: 1')
    await sameDocument()
  })

  test('with another hook starts it afresh; without it again too', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await server.edit('app/first.tsx', (text) =>
      text
        .replace('return <button', "const [unit] = useState('pieces')\n  return <button")
        .replace('{count}', '{count} {unit}'),
    )
    await expect(page.getByTestId('First')).toHaveText('First: 0 pieces', patience)
    await page.getByTestId('First').click()
    await expect(page.getByTestId('First')).toHaveText('First: 1 pieces')
    await server.restore()
    await expect(page.getByTestId('First')).toHaveText('First: 0', patience)
    await expect(page.getByTestId('Second')).toHaveText('Second: 1')
    await sameDocument()
  })

  test('shows without a reload where Trusted Types forbid scripts made of text', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await page.evaluate(() => {
      Object.defineProperty(HTMLScriptElement.prototype, 'textContent', {
        set() {
          throw new TypeError('This document requires TrustedScript')
        },
      })
    })
    for (const word of ['One', 'Two']) {
      const whole = settled(page)
      await server.edit('app/first.tsx', (text) => text.replace(/label\('\w+'\)/, `label('${word}')`))
      await expect(page.getByTestId('First')).toHaveText(`${word}: 1`, patience)
      await whole
    }
    await sameDocument()
  })

  test('that imports something new', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await server.edit('app/first.tsx', (text) =>
      text
        .replace("'./label'", "'./label'\nimport { shout } from './shout'")
        .replace("label('First')", "shout('first')"),
    )
    await expect(page.getByTestId('First')).toHaveText('FIRST 1', patience)
    // What it has imported just now can be edited in its turn.
    await server.edit('app/shout.ts', (text) => text.replace('toUpperCase()', "concat('!')"))
    await expect(page.getByTestId('First')).toHaveText('first! 1', patience)
    await sameDocument()
  })

  test('with a mistake, then without', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await server.edit('app/first.tsx', (text) => text.replace('</button>', '</button'))
    await expect(page.getByRole('dialog')).toContainText('app/first.tsx', patience)
    await server.restore()
    await expect(page.getByRole('dialog')).toHaveCount(0, patience)
    await server.edit('app/first.tsx', (text) => text.replace("label('First')", "label('Mended')"))
    await expect(page.getByTestId('First')).toHaveText('Mended: 1', patience)
    await sameDocument()
  })

  test('fails where its source says', async ({ page, server, problems }) => {
    problems.allow(/failed on purpose/)
    const whole = settled(page)
    await server.edit('app/failing.tsx', (text) =>
      text.replace('onClick={() => {}}', "onClick={() => {\n    throw new Error('failed on purpose')\n  }}"),
    )
    const dialog = page.getByRole('dialog')
    await expect(async () => {
      await page.getByRole('button', { name: 'Fail', exact: true }).click({ timeout: 1_000 })
      await expect(dialog).toBeVisible({ timeout: 500 })
    }).toPass(patience)
    await expect(dialog).toContainText('app/failing.tsx:4')
    await expect(dialog.getByLabel('Source').locator('.marked')).toContainText('failed on purpose')
    await whole
    // The rest of the same edit does not take it away.
    await expect(dialog).toBeVisible()
    await server.restore()
    await expect(dialog).toHaveCount(0, patience)
  })

  test('is there for a tab that is opened after it, and for one that is loaded again', async ({
    page,
    server,
    problems,
  }) => {
    problems.allow(/[Hh]ydrat/)
    const second = await page.context().newPage()
    for (const word of ['One', 'Two', 'Three']) {
      await server.edit('app/first.tsx', (text) => text.replace(/label\('\w+'\)/, `label('${word}')`))
      // No wait: a document may be of before the edit and its scripts of after it.
      await Promise.all([page.reload(), second.goto(server.url)])
      for (const one of [page, second]) {
        await one.bringToFront()
        await expect(async () => {
          await one.getByTestId('First').click({ timeout: 2_000 })
          await expect(one.getByTestId('First')).toHaveText(new RegExp(`^${word}: [1-9]`), { timeout: 2_000 })
        }).toPass(patience)
        await expect(one.getByRole('dialog')).toHaveCount(0)
      }
    }
    await second.close()
  })
})
