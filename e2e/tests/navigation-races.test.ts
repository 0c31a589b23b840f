/** Pages that overtake one another: what is older never stands in the place of what is newer, and nothing takes the reader back. Held by gates in the server. */
import type { Page } from '@playwright/test'
import type { App } from '../helpers/app.ts'
import { inlineApp } from '../helpers/inline-app.ts'
import { noReload } from '../helpers/page.ts'
import { templateTest } from '../helpers/template.ts'
import { expect } from '../helpers/test.ts'

const FILES = {
  // Whoever passes an armed gate first waits there until it is opened.
  'lib/gates.js': `const gates = (globalThis.gates ??= new Map())
const deferred = () => { let resolve; const promise = new Promise((done) => (resolve = done)); return { promise, resolve } }
export function arm(name) { gates.set(name, { opened: deferred(), met: deferred(), isTaken: false }) }
export async function pass(name) {
  const gate = gates.get(name)
  if (!gate || gate.isTaken) return
  gate.isTaken = true
  gate.met.resolve()
  await gate.opened.promise
}
export const met = (name) => gates.get(name).met.promise
export const open = (name) => gates.get(name).opened.resolve()`,
  'lib/count.js': `export const count = (globalThis.count ??= { value: 0 })`,
  'lib/functions.js': `'use server'
import { count } from './count'
import { pass } from './gates'
export async function add() { await pass('add'); return ++count.value }`,
  'lib/parts.jsx': `'use client'
import { useRouter } from 'ferry/navigation'
import { useState } from 'react'
import { add } from './functions'
export function Buttons() {
  const router = useRouter()
  const [result, setResult] = useState('')
  return <><button onClick={async () => setResult(String(await add()))}>add</button><button onClick={() => router.refresh()}>refresh</button><output data-testid="result">{result}</output></>
}`,
  'app/gate/[act]/[name]/route.js': `import { arm, met, open } from '../../../../lib/gates'
import { count } from '../../../../lib/count'
export async function GET(_, { params }) {
  const { act, name } = await params
  if (act === 'bump') count.value++
  else await { arm, met, open }[act](name)
  return new Response('done')
}`,
  'app/layout.jsx': `import Link from 'ferry/link'
import { Buttons } from '../lib/parts'
export default function Layout({ children }) { return <html lang="en"><body><Link href="/" prefetch={false}>home</Link> <Link href="/other" prefetch={false}>other</Link> <Link href="/third" prefetch={false}>third</Link><Buttons />{children}</body></html> }`,
  ...Object.fromEntries(
    ['', 'other/', 'third/'].map((folder) => {
      const name = folder.slice(0, -1) || 'home'
      return [
        `app/${folder}page.jsx`,
        `import { connection } from 'ferry/server'
import { count } from '${folder ? '../' : ''}../lib/count'
import { pass } from '${folder ? '../' : ''}../lib/gates'
export default async function Page() { await connection(); const n = count.value; await pass('${name}'); return <main><h1>${name}</h1><output data-testid="count">{n}</output></main> }`,
      ]
    }),
  ),
}

async function start(): Promise<App> {
  const built = await inlineApp(FILES)
  const app = await built.start()
  return { ...app, stop: () => built[Symbol.asyncDispose]() }
}

const test = templateTest(start)

const gate = (page: Page, act: 'arm' | 'met' | 'open' | 'bump', name = 'x') => page.request.get(`/gate/${act}/${name}`)
const count = (page: Page) => page.getByTestId('count')
const press = (page: Page, name: string) => page.getByRole('button', { name }).click()
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click()
const entries = (page: Page) => page.evaluate(() => history.length)

/** Lets the browser take in whatever has been let go of: an answer to a question that was asked later has come as well. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
}

test('a refresh that arrives after the reader has gone elsewhere changes nothing', async ({ page, visit }) => {
  await visit('/')
  const sameDocument = await noReload(page)
  await gate(page, 'arm', 'home')
  await press(page, 'refresh')
  await gate(page, 'met', 'home')
  await follow(page, 'other')
  await expect(page.locator('h1')).toHaveText('other')
  await gate(page, 'open', 'home')
  await settled(page)
  await expect(page.locator('h1')).toHaveText('other')
  await expect(page).toHaveURL('/other')
  await page.goBack()
  await expect(page.locator('h1')).toHaveText('home')
  await sameDocument()
})

test('an older refresh does not overwrite the page that a call has brought', async ({ page, visit }) => {
  await visit('/')
  const before = Number(await count(page).textContent())
  await gate(page, 'arm', 'home')
  await press(page, 'refresh')
  await gate(page, 'met', 'home')
  await press(page, 'add')
  await expect(count(page)).toHaveText(String(before + 1))
  await expect(page.getByTestId('result')).toHaveText(String(before + 1))
  await gate(page, 'open', 'home')
  await settled(page)
  await expect(count(page)).toHaveText(String(before + 1))
})

test('of two refreshes the one that began later stays, whichever ends first', async ({ page, visit }) => {
  await visit('/')
  const before = Number(await count(page).textContent())
  await gate(page, 'arm', 'home')
  await press(page, 'refresh')
  await gate(page, 'met', 'home')
  await gate(page, 'bump')
  await press(page, 'refresh')
  await expect(count(page)).toHaveText(String(before + 1))
  await gate(page, 'open', 'home')
  await settled(page)
  await expect(count(page)).toHaveText(String(before + 1))
})

test('a call while a page is on its way: the page is reached, with what the call did, in one entry', async ({
  page,
  visit,
}) => {
  await visit('/')
  const sameDocument = await noReload(page)
  const before = Number(await count(page).textContent())
  const length = await entries(page)
  await gate(page, 'arm', 'other')
  await follow(page, 'other')
  await gate(page, 'met', 'other')
  await press(page, 'add')
  await expect(page.getByTestId('result')).toHaveText(String(before + 1))
  await gate(page, 'open', 'other')
  await expect(page.locator('h1')).toHaveText('other')
  await expect(count(page)).toHaveText(String(before + 1))
  await expect(page).toHaveURL('/other')
  expect(await entries(page)).toBe(length + 1)
  await page.goBack()
  await expect(page.locator('h1')).toHaveText('home')
  await expect(count(page)).toHaveText(String(before + 1))
  await sameDocument()
})

test('of two navigations the later one is reached, whichever ends first', async ({ page, visit }) => {
  await visit('/')
  const length = await entries(page)
  await gate(page, 'arm', 'other')
  await follow(page, 'other')
  await gate(page, 'met', 'other')
  await follow(page, 'third')
  await expect(page.locator('h1')).toHaveText('third')
  await gate(page, 'open', 'other')
  await settled(page)
  await expect(page.locator('h1')).toHaveText('third')
  await expect(page).toHaveURL('/third')
  expect(await entries(page)).toBe(length + 1)
})

test('a call that ends after two navigations shows its effect where the reader is, and nowhere else', async ({
  page,
  visit,
}) => {
  await visit('/')
  const before = Number(await count(page).textContent())
  await gate(page, 'arm', 'add')
  await press(page, 'add')
  await gate(page, 'met', 'add')
  for (const name of ['other', 'third']) {
    await follow(page, name)
    await expect(page.locator('h1')).toHaveText(name)
    await expect(count(page)).toHaveText(String(before))
  }
  await gate(page, 'open', 'add')
  await expect(page.getByTestId('result')).toHaveText(String(before + 1))
  await expect(count(page)).toHaveText(String(before + 1))
  await expect(page.locator('h1')).toHaveText('third')
  await expect(page).toHaveURL('/third')
})
