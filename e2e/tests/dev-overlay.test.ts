/** Errors while developing: shown over the page with their place and source, gone when they are mended; without JavaScript too. */
import { readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { App } from '../helpers/app.ts'
import { type InlineApp, inlineApp } from '../helpers/inline-app.ts'
import { picture } from '../helpers/picture.ts'
import { noReload, openShadows } from '../helpers/page.ts'
import { expect, test as base } from '../helpers/test.ts'

const files = {
  'app/page.tsx': `import { Trouble } from './trouble'
import { Other } from './other'
import { Another } from './another'
export default function Page() {
  return (
    <main>
      <h1>Fine</h1>
      <Trouble />
      <Other />
      <Another />
      <input aria-label="Typed" />
    </main>
  )
}
`,
  'app/trouble.tsx': `'use client'
import { useState } from 'react'
import { fail } from './functions'

export function Trouble() {
  const [broken, setBroken] = useState(false)
  if (broken) throw new RangeError('trouble while rendering')
  return (
    <p>
      <button type="button" onClick={() => { throw new TypeError('trouble in a handler') }}>Throw</button>
      <button type="button" onClick={() => void Promise.reject(new Error('trouble in a promise'))}>Reject</button>
      <button type="button" onClick={() => setBroken(true)}>Render</button>
      <button type="button" onClick={() => void fail('Ada', 'hunter2')}>Call</button>
    </p>
  )
}
`,
  'app/another.tsx': 'export const Another = () => <i>another</i>\n',
  'app/other.tsx': 'export const Other = () => <i>other</i>\n',
  'app/functions.ts': `'use server'
export async function fail(_name: string, _password: string) {
  throw new Error('trouble in a function')
}
`,
  'app/server/page.tsx': `async function Inner() {
  await null
  throw new TypeError('trouble on the server')
}

export default function Page() {
  return <Inner />
}
`,
  'app/bounded/page.tsx': `export default function Page() {
  throw new TypeError('trouble in bounds')
}
`,
  'app/bounded/error.tsx': `'use client'
export default () => <h1>The app's own error</h1>
`,
  'app/mismatch/page.tsx': `import { Clock } from './clock'
export default () => <main><Clock /></main>
`,
  'app/mismatch/clock.tsx': `'use client'
export function Clock() {
  return <p>{typeof window === 'undefined' ? 'text of the server' : 'text of the browser'}</p>
}
`,
  'app/attribute/page.tsx': `import { Box } from './box'
export default () => <main><Box /></main>
`,
  'app/attribute/box.tsx': `'use client'
export function Box() {
  return <p title={typeof window === 'undefined' ? 'server' : 'browser'}>Box</p>
}
`,
}

interface Running {
  readonly app: InlineApp
  readonly server: App
  readonly opened: () => Promise<string>
}

const test = base.extend<object, { running: Running }>({
  running: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
    async ({}, use) => {
      const app = await inlineApp(files)
      // An editor that only says what it was asked for.
      const log = path.join(app.dir, 'editor.log')
      const editor = path.join(app.dir, 'editor.sh')
      await writeFile(editor, `#!/bin/sh\necho "$@" >> "${log}"\n`, { mode: 0o755 })
      const server = await app.dev({ LAUNCH_EDITOR: editor })
      await use({ app, server, opened: () => readFile(log, 'utf8').catch(() => '') })
      await app[Symbol.asyncDispose]()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  server: [async ({ running }, use) => use(running.server), { scope: 'worker' }],
})

const patience = { timeout: 60_000 }
const overlay = (page: Page) => page.getByRole('dialog')
const onlyDev = { tag: '@only-dev' }

test.beforeEach(async ({ problems, page }) => {
  test.setTimeout(240_000)
  problems.allow(/./)
  await openShadows(page)
})
test.afterEach(async ({ server, page }) => {
  await server.restore()
  await page.close()
  await expect.poll(async () => (await fetch(server.url)).status, patience).toBe(200)
})

test.describe('the overlay', onlyDev, () => {
  test('shows what cannot be compiled, with place and source, and goes when it is mended', async ({
    page,
    open,
    server,
  }) => {
    await open('/')
    const sameDocument = await noReload(page)
    await page.getByLabel('Typed').fill('typed')
    await server.edit('app/page.tsx', (text) => text.replace('<h1>Fine</h1>', '<h1>Fine</h1'))
    await expect(overlay(page)).toBeVisible(patience)
    await expect(overlay(page)).toHaveAccessibleName(/FERRY_SYNTAX/)
    await expect(overlay(page)).toContainText('Build error')
    await expect(overlay(page).getByLabel('Source')).toContainText('> ')
    await expect(overlay(page)).toContainText('To mend it:')
    await expect(overlay(page)).toContainText('docs/errors.md#ferry_syntax')
    await server.restore()
    await expect(overlay(page)).toHaveCount(0, patience)
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
    await sameDocument()
  })

  test('shows a module of the server that fails while it is evaluated', async ({ page, open, server }) => {
    await open('/')
    await server.edit('app/other.tsx', (text) => `const broken: string[] = JSON.parse('{')\n${text}`)
    await expect(overlay(page)).toContainText('SyntaxError', patience)
    await expect(overlay(page).getByLabel('Source').locator('.marked')).toContainText("JSON.parse('{')")
    await server.restore()
    await expect(overlay(page)).toHaveCount(0, patience)
    await expect(page.getByRole('heading')).toHaveText('Fine')
  })

  test('pages through several errors with keys and buttons; Escape closes, the button opens again', async ({
    page,
    open,
    server,
  }) => {
    await open('/')
    await Promise.all([
      server.edit('app/other.tsx', (text) => text.replace('</i>', '</i')),
      server.edit('app/another.tsx', (text) => text.replace('</i>', '</i')),
    ])
    await expect(overlay(page)).toContainText('1 of 2', patience)
    await expect(overlay(page)).toContainText('app/another.tsx')
    await page.keyboard.press('ArrowRight')
    await expect(overlay(page)).toContainText('2 of 2')
    await expect(overlay(page)).toContainText('app/other.tsx')
    await expect(overlay(page).getByRole('button', { name: 'Next error' })).toBeDisabled()
    await overlay(page).getByRole('button', { name: 'Previous error' }).click()
    await expect(overlay(page)).toContainText('1 of 2')
    await page.keyboard.press('Escape')
    await expect(overlay(page)).toHaveCount(0)
    await page.getByRole('button', { name: '2 errors' }).click()
    await expect(overlay(page)).toContainText('1 of 2')
  })

  test('H-904 opens the place in the editor, and nothing that is not of the project', async ({
    page,
    open,
    running,
    server,
  }) => {
    await open('/')
    await page.getByRole('button', { name: 'Throw' }).click()
    await overlay(page)
      .getByRole('button', { name: /app\/trouble\.tsx/ })
      .first()
      .click()
    await expect.poll(running.opened).toContain('app/trouble.tsx')
    const before = await running.opened()
    await symlink('/etc/passwd', path.join(server.dir, 'way-out.ts'))
    for (const file of [
      '../package.json',
      '/etc/passwd',
      '../../../../../../etc/passwd',
      'way-out.ts',
      'app',
      'nothing.ts',
    ]) {
      const status = await page.evaluate(
        async (name) =>
          (
            await fetch('/_ferry/dev/open', {
              method: 'POST',
              headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify({ file: name }),
            })
          ).status,
        file,
      )
      expect(status, file).toBe(403)
    }
    expect(await running.opened()).toBe(before)
  })

  test.describe('shows errors of the browser in the sources as written:', () => {
    for (const [button, name, message, source] of [
      ['Throw', 'TypeError', 'trouble in a handler', "throw new TypeError('trouble in a handler')"],
      ['Reject', 'Error', 'trouble in a promise', "Promise.reject(new Error('trouble in a promise'))"],
      ['Render', 'RangeError', 'trouble while rendering', "throw new RangeError('trouble while rendering')"],
    ] as const) {
      test(button, async ({ page, open }) => {
        await open('/')
        await page.getByRole('button', { name: button }).click()
        await expect(overlay(page)).toContainText(message)
        await expect(overlay(page)).toHaveAccessibleName(new RegExp(name))
        await expect(
          overlay(page)
            .getByRole('button', { name: /app\/trouble\.tsx:\d+/ })
            .first(),
        ).toBeVisible()
        const marked = overlay(page).getByLabel('Source').locator('.marked')
        await expect(marked).toContainText(source)
        if (button === 'Render') await picture(page, 'dev-overlay')
        if (button === 'Render') await expect(overlay(page).getByText('Components')).toBeVisible()
      })
    }
  })

  test('an error of a server function that nobody caught names the function, its file and its line', async ({
    page,
    open,
  }) => {
    await open('/')
    await page.getByRole('button', { name: 'Call' }).click()
    await expect(overlay(page)).toContainText('Server error')
    await expect(overlay(page)).toContainText('trouble in a function')
    await expect(overlay(page).getByLabel('Source').locator('.marked')).toContainText(
      "throw new Error('trouble in a function')",
    )
  })

  test('goes when the mistake in a component is mended, and the page works again', async ({ page, open, server }) => {
    await open('/')
    await page.getByRole('button', { name: 'Render' }).click()
    await expect(overlay(page)).toContainText('trouble while rendering')
    await server.edit('app/trouble.tsx', (text) => text.replace(/if \(broken\).*\n/, ''))
    await expect(overlay(page)).toHaveCount(0, patience)
    await expect(page.getByRole('heading', { name: 'Fine' })).toBeVisible(patience)
    await page.getByRole('button', { name: 'Render' }).click()
    await expect(overlay(page)).toHaveCount(0)
  })

  test('goes with the next edit when only a handler has failed, and the page stays as it is', async ({
    page,
    open,
    server,
  }) => {
    await open('/')
    const sameDocument = await noReload(page)
    await page.getByLabel('Typed').fill('typed')
    await page.getByRole('button', { name: 'Throw' }).click()
    await expect(overlay(page)).toContainText('trouble in a handler')
    await server.edit('app/trouble.tsx', (text) => text.replace("throw new TypeError('trouble in a handler')", ''))
    await expect(overlay(page)).toHaveCount(0, patience)
    await page.getByRole('button', { name: 'Throw' }).click()
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
    await sameDocument()
  })

  test('a hydration mismatch with what the server and what the browser has', async ({ page }) => {
    await page.goto('/mismatch')
    await expect(overlay(page)).toContainText('Hydration mismatch')
    await expect(overlay(page).locator('.added').filter({ hasText: 'text of the browser' })).toBeVisible()
    await expect(overlay(page).locator('.removed').filter({ hasText: 'text of the server' })).toBeVisible()
    await picture(page, 'dev-overlay-mismatch')
    await expect(overlay(page).getByText('Components')).toBeVisible()
  })

  test('a mismatch of an attribute, of which React only warns', async ({ page }) => {
    await page.goto('/attribute')
    await expect(overlay(page)).toContainText('Hydration mismatch')
    await expect(overlay(page).locator('.added').filter({ hasText: 'title="browser"' })).toBeVisible()
    await expect(overlay(page).locator('.removed').filter({ hasText: 'title="server"' })).toBeVisible()
  })

  test('an error behind a boundary of the app is counted and not in the way', async ({ page, open }) => {
    await open('/bounded')
    await expect(page.getByRole('heading')).toHaveText("The app's own error")
    await page.getByRole('button', { name: '1 error' }).click()
    await expect(overlay(page)).toContainText('trouble in bounds')
    await expect(overlay(page).getByLabel('Source').locator('.marked')).toContainText('throw new TypeError')
    await expect(overlay(page)).toContainText('GET /bounded')
  })
})

test.describe('a page that fails on the server', onlyDev, () => {
  const shows = async (page: Page) => {
    await expect(page.getByRole('heading')).toHaveText('trouble on the server')
    await expect(page.getByRole('alert')).toContainText('app/server/page.tsx:3')
    await expect(page.locator('pre').first()).toContainText("> 3 |   throw new TypeError('trouble on the server')")
  }

  test('says so in its place, with the source', async ({ page, server }) => {
    expect((await page.goto('/server'))?.status()).toBe(500)
    await shows(page)
    await server.edit('app/server/page.tsx', (text) => text.replace(/throw .*/, 'return <h1>Mended</h1>'))
    await expect(page.getByRole('heading')).toHaveText('Mended', patience)
  })

  test('says the same without JavaScript', async ({ browser, server }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url })
    const page = await context.newPage()
    expect((await page.goto('/server'))?.status()).toBe(500)
    await shows(page)
    await context.close()
  })

  test('and so is one that cannot be compiled', async ({ page, server }) => {
    await server.edit('app/page.tsx', (text) => text.replace('<h1>Fine</h1>', '<h1>Fine</h1'))
    await expect.poll(async () => (await page.goto('/'))?.status(), patience).toBe(500)
    await expect(page.getByRole('alert')).toContainText('FERRY_SYNTAX')
    await expect(page.locator('pre').first()).toContainText('<h1>Fine</h1')
    await server.restore()
    await expect(page.getByRole('heading')).toHaveText('Fine', patience)
  })
})
