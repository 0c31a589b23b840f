/** Edits of server code: the running server takes the edited module at once, and pages end with what the whole compilation says. */
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { type InlineApp, inlineApp } from '../helpers/inline-app.ts'
import type { App } from '../helpers/app.ts'
import { hydrated, noReload, openShadows } from '../helpers/page.ts'
import { expect, test as base } from '../helpers/test.ts'

const files = {
  'app/layout.tsx': `export default ({ children }) => <html lang="en"><body>{children}</body></html>\n`,
  'app/page.tsx': `import { Counter } from './counter'
import { greet } from './functions'
import { shared } from './shared'

export default async function Page() {
  const kept = 'kept'
  async function save() {
    'use server'
    return \`\${kept} inline\`
  }
  return (
    <main>
      <h1>Server one</h1>
      <p data-testid="shared">{shared}</p>
      <p data-testid="greeted">{await greet()}</p>
      <Counter save={save} />
      <input aria-label="Typed" />
    </main>
  )
}
`,
  'app/second/page.tsx': `import { shared } from '../shared'
export default () => <main><h1>Second</h1><p data-testid="shared">{shared}</p></main>
`,
  'app/counter.tsx': `'use client'
import { useState } from 'react'
import { greet } from './functions'

export function Counter({ save }) {
  const [count, setCount] = useState(0)
  const [said, say] = useState('')
  return (
    <p>
      <button type="button" data-testid="counter" onClick={() => setCount(count + 1)}>Count {count}</button>
      <button type="button" onClick={async () => say(await greet())}>Greet</button>
      <button type="button" onClick={async () => say(await save())}>Save</button>
      <output data-testid="said">{said}</output>
    </p>
  )
}
`,
  'app/functions.ts': `'use server'

export async function greet() {
  return 'Hello'
}
`,
  'app/process/route.ts': 'export const GET = () => new Response(String(process.pid))\n',
  'public/note.txt': 'first note',
  'app/shared.ts': "export const shared = 'shared one'\n",
  'app/added.tsx': `'use client'
export const Added = () => <button type="button" data-testid="added">added</button>
`,
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
/** Longer than the dev server waits before it compiles as a whole what is shown already. */
const UNTIL_COMPILED = 1_500

test.describe('an edit of server code', { tag: '@only-dev' }, () => {
  test.beforeEach(async ({ page, open, problems }) => {
    test.setTimeout(240_000)
    problems.allow(/favicon|ERR_ABORTED/)
    await openShadows(page)
    await open('/')
    await hydrated(page)
    await page.getByTestId('counter').click()
    await page.getByLabel('Typed').fill('typed')
  })
  test.afterEach(async ({ server, page }) => {
    await server.restore()
    await page.close()
    await expect.poll(async () => (await (await fetch(server.url)).text()).includes('Server one'), patience).toBe(true)
  })

  const keepsState = async (page: Page, clicks = 1) => {
    await expect(page.getByTestId('counter')).toHaveText(`Count ${clicks}`)
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
  }

  test('is fetched once, and keeps state and what was typed', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    let fetched = 0
    page.on('request', (request) => request.url().includes('/_ferry/payload') && fetched++)
    for (const [round, word] of ['two', 'three', 'four'].entries()) {
      await server.edit('app/page.tsx', (text) => text.replace(/Server \w+/, `Server ${word}`))
      await expect(page.getByRole('heading')).toHaveText(`Server ${word}`, patience)
      await delay(UNTIL_COMPILED)
      expect(fetched).toBe(round + 1)
    }
    await keepsState(page)
    await sameDocument()
  })

  test('is in a document that is asked for as soon as a page shows it', async ({ page, server }) => {
    for (const word of ['two', 'three', 'four']) {
      await server.edit('app/page.tsx', (text) => text.replace(/Server \w+/, `Server ${word}`))
      await expect(page.getByRole('heading')).toHaveText(`Server ${word}`, patience)
      expect(await (await fetch(server.url)).text()).toContain(`Server ${word}`)
    }
    await page.reload()
    await hydrated(page)
    await expect(page.getByRole('heading')).toHaveText('Server four')
    await page.getByTestId('counter').click()
    await expect(page.getByTestId('counter')).toHaveText('Count 1')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  test('in a module of two pages is in both, in each tab', async ({ page, server }) => {
    const second = await page.context().newPage()
    await second.goto(`${server.url}/second`)
    await expect(second.getByTestId('shared')).toHaveText('shared one')
    await server.edit('app/shared.ts', (text) => text.replace('one', 'two'))
    for (const one of [page, second]) {
      await one.bringToFront()
      await expect(one.getByTestId('shared')).toHaveText('shared two', patience)
    }
    await keepsState(page)
    await second.close()
  })

  test('and of a server function, saved together', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await Promise.all([
      server.edit('app/page.tsx', (text) => text.replace('Server one', 'Server both')),
      server.edit('app/functions.ts', (text) => text.replace('Hello', 'Both')),
    ])
    await expect(page.getByRole('heading')).toHaveText('Server both', patience)
    await expect(page.getByTestId('greeted')).toHaveText('Both', patience)
    await page.getByRole('button', { name: 'Greet' }).click()
    await expect(page.getByTestId('said')).toHaveText('Both')
    await keepsState(page)
    await sameDocument()
  })

  test('and of a client component, saved together', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await Promise.all([
      server.edit('app/page.tsx', (text) => text.replace('Server one', 'Server both')),
      server.edit('app/counter.tsx', (text) => text.replace('>Count {', '>Counted {')),
    ])
    await expect(page.getByRole('heading')).toHaveText('Server both', patience)
    await expect(page.getByTestId('counter')).toHaveText('Counted 1', patience)
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
    await sameDocument()
    await expect.poll(async () => (await fetch(server.url)).text(), patience).toMatch(/Server both[\s\S]*Counted/)
  })

  test('of an inline function: the next call runs it, with what it has captured', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByTestId('said')).toHaveText('kept inline')
    await server.edit('app/page.tsx', (text) => text.replace("'kept'", "'changed'").replace('Server one', 'Server two'))
    await expect(page.getByRole('heading')).toHaveText('Server two', patience)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByTestId('said')).toHaveText('changed inline')
    await keepsState(page)
    await sameDocument()
  })

  test('again and again while those before are on their way: the last one counts', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    for (let round = 1; round <= 12; round++) {
      await server.edit('app/page.tsx', (text) => text.replace(/Server \w+/, `Server round${round}`))
      await delay(round * 12)
    }
    await expect(page.getByRole('heading')).toHaveText('Server round12', patience)
    await delay(UNTIL_COMPILED)
    await expect(page.getByRole('heading')).toHaveText('Server round12')
    await keepsState(page)
    await sameDocument()
  })

  test('with a mistake, then without', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await server.edit('app/page.tsx', (text) => text.replace('</h1>', '</h1'))
    await expect(page.getByRole('dialog')).toContainText('app/page.tsx', patience)
    await server.restore()
    await expect(page.getByRole('dialog')).toHaveCount(0, patience)
    await server.edit('app/page.tsx', (text) => text.replace('Server one', 'Server mended'))
    await expect(page.getByRole('heading')).toHaveText('Server mended', patience)
    await keepsState(page)
    await sameDocument()
  })

  test('of a function module that fails when it is loaded, then does not', async ({ page, server, problems }) => {
    problems.allow(/./)
    await server.edit(
      'app/functions.ts',
      (text) => `${text}\nif (Date.now() > 1) throw new Error('failed at the start')\n`,
    )
    await expect(page.getByRole('dialog')).toContainText('failed at the start', patience)
    await expect(page.getByRole('dialog')).toContainText('app/functions.ts:7')
    await server.restore()
    await expect(page.getByRole('dialog')).toHaveCount(0, patience)
    await page.getByRole('button', { name: 'Greet' }).click(patience)
    await expect(page.getByTestId('said')).toHaveText('Hello', patience)
  })

  test('fails where its source says', async ({ page, server, problems }) => {
    problems.allow(/./)
    await server.edit('app/page.tsx', (text) =>
      text.replace("  const kept = 'kept'", "  const kept = 'kept'\n  if (kept) throw new Error('failed on purpose')"),
    )
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('failed on purpose', patience)
    await expect(dialog).toContainText('app/page.tsx:7')
    await expect(dialog.getByLabel('Source').locator('.marked')).toContainText('failed on purpose')
    await server.restore()
    await expect(dialog).toHaveCount(0, patience)
    await expect(page.getByRole('heading')).toHaveText('Server one', patience)
  })

  test('that brings a client component, a function, an export', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await server.edit('app/page.tsx', (text) =>
      `import { Added } from './added'\n${text}`.replace('"Typed" />', '"Typed" /><Added />'),
    )
    await expect(page.getByTestId('added')).toHaveText('added', patience)
    await server.edit('app/functions.ts', (text) => `${text}\nexport async function more() {\n  return 'More'\n}\n`)
    await server.edit('app/counter.tsx', (text) =>
      text.replace('{ greet }', '{ greet, more }').replace('await greet()', 'await more()'),
    )
    await expect(async () => {
      await page.getByRole('button', { name: 'Greet' }).click({ timeout: 1_000 })
      await expect(page.getByTestId('said')).toHaveText('More', { timeout: 1_000 })
    }).toPass(patience)
    await server.edit('app/page.tsx', (text) => `${text}\nexport const metadata = { title: 'A title' }\n`)
    await expect(page).toHaveTitle('A title', patience)
    // What it has brought can be edited in its turn.
    await server.edit('app/functions.ts', (text) => text.replace("'More'", "'Even more'"))
    await expect(async () => {
      await page.getByRole('button', { name: 'Greet' }).click({ timeout: 1_000 })
      await expect(page.getByTestId('said')).toHaveText('Even more', { timeout: 1_000 })
    }).toPass(patience)
    await keepsState(page)
    await sameDocument()
  })

  test('of a public file is served by the process that runs; open pages load again', async ({ page, server }) => {
    const answer = async (path: string) => (await fetch(server.url + path)).text()
    const process = await answer('/process')
    expect(await answer('/note.txt')).toBe('first note')
    await page.evaluate(() => Reflect.set(globalThis, 'marked', true))
    await server.edit('public/note.txt', () => 'second note')
    // Asked in the middle of the reload, nothing answers.
    const isMarked = () => page.evaluate(() => Reflect.get(globalThis, 'marked') === true).catch(() => true)
    await expect.poll(isMarked, patience).toBe(false)
    expect(await answer('/note.txt')).toBe('second note')
    await writeFile(path.join(server.dir, 'public/new.txt'), 'new note')
    await expect.poll(() => answer('/new.txt'), patience).toBe('new note')
    await rm(path.join(server.dir, 'public/new.txt'))
    await expect.poll(async () => (await fetch(`${server.url}/new.txt`)).status, patience).toBe(404)
    expect(await answer('/process')).toBe(process)
  })
})
