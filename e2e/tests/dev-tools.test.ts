/** The development panel and the terminal: what was called, with what, how long it took, and what a page weighs. */
import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { App } from '../helpers/app.ts'
import { inlineApp } from '../helpers/inline-app.ts'
import { picture } from '../helpers/picture.ts'
import { openShadows } from '../helpers/page.ts'
import { expect, test as base } from '../helpers/test.ts'

const files = {
  'ferry.config.ts': 'export default { dev: { browserErrors: true } }\n',
  'app/shop/layout.tsx': 'export default ({ children }) => <section>{children}</section>\n',
  'app/shop/[id]/page.tsx': `import { Login } from './login'
import { cache } from 'ferry/cache'
import { save } from './functions'

const price = cache(async (id: string, _options: object) => id.length, { tags: ['prices'], revalidate: 60 })

export default async function Page({ params }) {
  const { id } = await params
  await price(id, { token: 'hunter2' })
  return (
    <main>
      <h1>Item {id}</h1>
      <form action={save}>
        <input name="title" defaultValue="Milk" />
        <input name="password" defaultValue="hunter2" />
        <button>Save</button>
      </form>
      <Login />
    </main>
  )
}
`,
  'app/shop/[id]/functions.ts': `'use server'
export async function save(formData: FormData) {}
export async function login(email: string, password: string) {
  return 'Welcome ' + email
}
export async function refuse(reason: string) {
  throw new Error(reason)
}
`,
  'app/shop/[id]/login.tsx': `'use client'
import { useState } from 'react'
import { login, refuse } from './functions'

export function Login() {
  const [said, say] = useState('')
  return (
    <p>
      <button type="button" onClick={async () => say(await login('ada@example.com', 'hunter2'))}>Log in</button>
      <button type="button" onClick={() => refuse('no such thing').catch(() => say('caught'))}>Refuse</button>
      <button type="button" onClick={() => console.error('told by the %s', 'page', { detail: 1 })}>Tell</button>
      <output data-testid="said">{said}</output>
    </p>
  )
}
`,
}

const test = base.extend<object, { server: App }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
    async ({}, use) => {
      const app = await inlineApp(files)
      await use(await app.dev())
      await app[Symbol.asyncDispose]()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

const onlyDev = { tag: '@only-dev' }
const panel = (page: Page) => page.getByRole('region', { name: 'Ferry development panel' })

async function openPanel(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ferry: open the development panel' }).click()
  await expect(panel(page)).toBeVisible()
}

test.beforeEach(async ({ problems, page }) => {
  test.setTimeout(240_000)
  problems.allow(/favicon|no such thing|told by|500/)
  await openShadows(page)
})

test(
  'the calls of server functions, with their arguments, without secrets',
  onlyDev,
  async ({ page, open, server }) => {
    await open('/shop/7')
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page.getByTestId('said')).toHaveText('Welcome ada@example.com')
    await page.getByRole('button', { name: 'Refuse' }).click()
    await expect(page.getByTestId('said')).toHaveText('caught')
    await page.getByRole('button', { name: 'Save' }).click()
    await openPanel(page)
    const row = (text: string) => panel(page).getByRole('row').filter({ hasText: text })
    await expect(row('functions.ts#login')).toContainText('"ada@example.com", •••')
    await expect(row('functions.ts#login')).toContainText('returned "Welcome ada@example.com"')
    await expect(row('functions.ts#login')).toContainText(/200 · [\d.]+ k?B/)
    await expect(row('functions.ts#login')).toContainText('page refreshed, from /shop/7')
    await expect(row('functions.ts#refuse')).toContainText('threw')
    await expect(row('functions.ts#save')).toContainText('FormData { title: "Milk", password: ••• }')
    await expect(panel(page)).not.toContainText('hunter2')
    await picture(page, 'dev-panel-calls')
    await expect
      .poll(server.output)
      .toMatch(/ƒ login\("ada@example\.com", •••\) in [\d.]+ ms {2}app\/shop\/\[id\]\/functions\.ts/)
    expect(server.output()).not.toContain('hunter2')
  },
)

test('a form that was posted without JavaScript is told as such', onlyDev, async ({ browser, server, page, open }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url })
  const plain = await context.newPage()
  await plain.goto('/shop/8')
  await plain.getByRole('button', { name: 'Save' }).click()
  await expect(plain.getByRole('heading')).toHaveText('Item 8')
  await context.close()
  await open('/shop/8')
  await openPanel(page)
  const row = panel(page).getByRole('row').filter({ hasText: 'without JavaScript' })
  await expect(row.first()).toContainText('functions.ts#save')
  await expect(row.first()).toContainText('from /shop/8')
})

test('the functions, the route and the payload of the page', onlyDev, async ({ page, open }) => {
  await open('/shop/9')
  await openPanel(page)
  await panel(page).getByRole('tab', { name: 'Functions' }).click()
  await expect(panel(page).getByRole('columnheader', { name: 'Id' })).toBeVisible()
  const save = panel(page).getByRole('row').filter({ hasText: 'save' })
  await expect(save).toContainText('in this page')
  await expect(save).toContainText(/[0-9a-f]{40}/)
  await panel(page).getByRole('tab', { name: 'Route' }).click()
  await expect(panel(page)).toContainText('/shop/[id]')
  await expect(panel(page).getByRole('listitem')).toHaveText([
    'app/layout.jsx',
    'app/shop/layout.tsx',
    'app/shop/[id]/page.tsx',
  ])
  await panel(page).getByRole('tab', { name: 'Payload' }).click()
  await expect(panel(page)).toContainText(/in \d+ rows, before compression/)
  await expect(panel(page).getByRole('row').filter({ hasText: 'client component' }).first()).toBeVisible()
  await panel(page).getByRole('tab', { name: 'Cache' }).click()
  const entry = panel(page).getByRole('row').filter({ hasText: 'prices' }).first()
  await expect(async () => {
    await panel(page).getByRole('button', { name: 'Refresh' }).click()
    await expect(entry).toContainText(/old in \d+ s/, { timeout: 500 })
  }).toPass()
  await expect(panel(page)).not.toContainText('hunter2')
})

test(
  'the panel is one of keys too, and nothing of it is loaded before it is opened',
  onlyDev,
  async ({ page, open }) => {
    const scripts: string[] = []
    page.on('request', (request) => scripts.push(request.url()))
    await open('/shop/1')
    expect(scripts.filter((url) => /panel/.test(url))).toEqual([])
    await openPanel(page)
    await page.keyboard.press('ArrowRight')
    await expect(panel(page).getByRole('tab', { name: 'Functions' })).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Escape')
    await expect(panel(page)).toHaveCount(0)
  },
)

test(
  'the terminal: one line a request, none for files; what pages write as errors when it is asked for',
  onlyDev,
  async ({ page, open, server }) => {
    expect(server.output()).toMatch(/^Ferry \S+ in development: http:\/\/localhost:\d+ {2}ready in \d+ ms$/m)
    await open('/shop/2?tab=a')
    await expect.poll(server.output).toMatch(/^GET \/shop\/2\?tab=a 200 in [\d.]+ m?s/m)
    await page.getByRole('button', { name: 'Tell' }).click()
    await expect.poll(server.output).toContain('browser: told by the page {"detail":1}')
    expect(server.output()).not.toMatch(/_ferry\/(?:assets|dev|action)/)
  },
)

test.describe('who may use the endpoints of the dev server', onlyDev, () => {
  const ask = (server: App, name: string, headers: Record<string, string>, body = '"/"') =>
    fetch(`${server.url}/_ferry/dev/${name}`, { method: 'POST', headers, body })
  const json = { 'Content-Type': 'application/json' }

  test('pages of the same origin, and nobody else', async ({ server }) => {
    const own = { ...json, Origin: server.url }
    expect((await ask(server, 'state', own)).status).toBe(200)
    expect((await ask(server, 'state', json)).status).toBe(403)
    expect((await ask(server, 'state', { ...json, Origin: 'http://evil.test' })).status).toBe(403)
    expect((await ask(server, 'state', { ...json, Origin: 'null' })).status).toBe(403)
    expect((await ask(server, 'state', { ...json, Origin: 'http://localhost:1' })).status).toBe(403)
    expect((await ask(server, 'state', { ...own, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    expect((await ask(server, 'state', { Origin: server.url, 'Content-Type': 'text/plain' })).status).toBe(403)
    expect((await fetch(`${server.url}/_ferry/dev/state`)).status).toBe(405)
    expect((await ask(server, 'nothing', own)).status).toBe(404)
    expect((await ask(server, 'constructor', own)).status).toBe(404)
    expect((await ask(server, 'state', own, '{')).status).toBe(400)
    expect((await ask(server, 'open', own, '{"file":1}')).status).toBe(400)
    expect((await ask(server, 'problem', own, `"${'x'.repeat(1_100_000)}"`)).status).toBe(400)
  })

  test('a stack that somebody made up shows sources of the app, and no secrets', async ({ server }) => {
    await writeFile(`${server.dir}/.env`, 'SECRET=canary-of-the-env\n')
    for (const file of [
      '.env',
      '.ferry/key',
      '/etc/passwd',
      '../../package.json',
      'package.json',
      './.env',
      'app/../.env',
    ]) {
      const body = JSON.stringify({
        kind: 'browser',
        name: 'Error',
        message: '',
        stack: `Error\n    at f (${file}:1:1)`,
      })
      const text = await (await ask(server, 'problem', { ...json, Origin: server.url }, body)).text()
      expect(text, file).not.toMatch(/canary-of-the-env|root:|"frame"/)
    }
  })
})
