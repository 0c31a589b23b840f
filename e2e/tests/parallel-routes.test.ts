/** Slots beside the page: what they show follows the URL in a document, and stays on a soft navigation where it has nothing for them. */
import type { App } from '../helpers/app.ts'
import { inlineApp } from '../helpers/inline-app.ts'
import { noReload } from '../helpers/page.ts'
import { templateTest } from '../helpers/template.ts'
import { expect } from '../helpers/test.ts'

const FILES = {
  'lib/functions.js': `'use server'
let count = 0
export async function add() { count++ }
export async function read() { return count }`,
  'lib/parts.jsx': `'use client'
import { useParams, useRouter, useSelectedLayoutSegments } from 'ferry/navigation'
import { useState } from 'react'
import { add } from './functions'
export function Clicks() { const [n, set] = useState(0); return <button onClick={() => set(n + 1)}>clicks {n}</button> }
export function Add() { return <button onClick={() => add()}>add</button> }
export function Refresh() { const router = useRouter(); return <button onClick={() => router.refresh()}>refresh</button> }
export function Id() { return <i data-testid="id">{String(useParams().id)}</i> }
export function Selected() { return <i data-testid="selected">{JSON.stringify([useSelectedLayoutSegments(), useSelectedLayoutSegments('side')])}</i> }`,
  'app/layout.jsx': `import Link from 'ferry/link'
import { Add, Refresh } from '../lib/parts'
const LINKS = ['/', '/board', '/board/next', '/board/item/7', '/bare', '/bare/deep', '/split', '/split/list', '/split/more']
export default function Layout({ children }) {
  return <html lang="en"><body><nav>{LINKS.map((to) => <Link key={to} href={to}>{to}</Link>)}</nav><Add /><Refresh />{children}</body></html>
}`,
  'app/page.jsx': 'export default function Page() { return <h1>home</h1> }',
  'app/not-found.jsx': 'export default function NotFound() { return <h1>nothing here</h1> }',
  'app/board/layout.jsx': `import { Selected } from '../../lib/parts'
export default function Layout({ children, side }) { return <main>{children}<aside>{side}</aside><Selected /></main> }`,
  'app/board/page.jsx': 'export default function Page() { return <h1>board</h1> }',
  'app/board/next/page.jsx': 'export default function Page() { return <h1>next</h1> }',
  'app/board/item/[id]/page.jsx': 'export default function Page() { return <h1>item</h1> }',
  'app/board/@side/default.jsx': 'export default function Any() { return <p>any side</p> }',
  'app/board/@side/page.jsx': `import { Clicks } from '../../../lib/parts'
import { read } from '../../../lib/functions'
export default async function Side() { return <><p>side of the board: <output>{await read()}</output></p><Clicks /></> }`,
  'app/board/@side/item/[id]/page.jsx': `import { Id } from '../../../../../lib/parts'
export default async function Side({ params }) { return <p>side of item {(await params).id}, <Id /></p> }`,
  'app/bare/layout.jsx':
    'export default function Layout({ children, note }) { return <main>{children}<aside>{note}</aside></main> }',
  'app/bare/page.jsx': 'export default function Page() { return <h1>bare</h1> }',
  'app/bare/deep/page.jsx': 'export default function Page() { return <h1>deep</h1> }',
  'app/bare/@note/page.jsx': 'export default function Note() { return <p>a note</p> }',
  'app/split/layout.jsx':
    'export default function Layout({ children, pane }) { return <main>{children}<aside>{pane}</aside></main> }',
  'app/split/default.jsx': 'export default function Any() { return <h1>any page</h1> }',
  'app/split/page.jsx': 'export default function Page() { return <h1>split</h1> }',
  'app/split/list/page.jsx': 'export default function Page() { return <h1>list</h1> }',
  'app/split/@pane/default.jsx': 'export default function Any() { return <p>no pane</p> }',
  'app/split/@pane/more/page.jsx': 'export default function Pane() { return <p>more</p> }',
}

async function start(): Promise<App> {
  const built = await inlineApp(FILES)
  const app = await built.start()
  return { ...app, stop: () => built[Symbol.asyncDispose]() }
}

const test = templateTest(start)

test('a slot without a page for the URL keeps what it shows, with its state, until the document is loaded again', async ({
  page,
  visit,
}) => {
  await visit('/board')
  const sameDocument = await noReload(page)
  const aside = page.locator('aside')
  await aside.getByRole('button').click()
  await page.getByRole('link', { name: '/board/next', exact: true }).click()
  await expect(page.locator('h1')).toHaveText('next')
  await expect(aside).toContainText('side of the board')
  await expect(aside.getByRole('button')).toHaveText('clicks 1')
  await expect(page.getByTestId('selected')).toHaveText('[["next"],[]]')
  await sameDocument()
  await page.reload()
  await expect(page.locator('h1')).toHaveText('next')
  await expect(aside).toHaveText('any side')
})

test('it shows its default where the layout around it is new', async ({ page, visit }) => {
  await visit('/')
  await page.getByRole('link', { name: '/board/next', exact: true }).click()
  await expect(page.locator('h1')).toHaveText('next')
  await expect(page.locator('aside')).toHaveText('any side')
})

test('back and forward show what each entry showed', async ({ page, visit }) => {
  await visit('/board')
  const aside = page.locator('aside')
  for (const path of ['/board/next', '/board/item/7', '/board/next']) {
    await page.getByRole('link', { name: path, exact: true }).click()
    await expect(page).toHaveURL(path)
  }
  await expect(aside).toContainText('side of item 7, 7')
  await page.goBack()
  await page.goBack()
  await expect(page.locator('h1')).toHaveText('next')
  await expect(aside).toContainText('side of the board')
  await page.goForward()
  await page.goForward()
  await expect(page.locator('h1')).toHaveText('next')
  await expect(aside).toContainText('side of item 7, 7')
})

test('its parameters and segments stay with it', async ({ page, visit }) => {
  await visit('/board/item/7')
  await page.getByRole('link', { name: '/board/next', exact: true }).click()
  await expect(page.locator('h1')).toHaveText('next')
  await expect(page.getByTestId('id')).toHaveText('7')
  await expect(page.getByTestId('selected')).toHaveText('[["next"],["item","7"]]')
})

for (const how of ['add', 'refresh'] as const) {
  test(`it stays, renewed, when the page is: ${how}`, async ({ page, visit }) => {
    await visit('/board')
    const sameDocument = await noReload(page)
    const aside = page.locator('aside')
    const before = Number(await aside.locator('output').textContent())
    await aside.getByRole('button').click()
    await page.getByRole('link', { name: '/board/next', exact: true }).click()
    await expect(page.locator('h1')).toHaveText('next')
    // Another tab, in the second case: nothing tells this one but the refresh.
    const other = how === 'add' ? page : await page.context().newPage()
    if (other !== page) await other.goto(new URL('/board', page.url()).href)
    await other.getByRole('button', { name: 'add' }).click()
    if (other !== page) await expect(other.locator('aside output')).toHaveText(String(before + 1))
    if (how === 'refresh') await page.getByRole('button', { name: 'refresh' }).click()
    await expect(aside.locator('output')).toHaveText(String(before + 1))
    await expect(aside.getByRole('button')).toHaveText('clicks 1')
    await expect(page.locator('h1')).toHaveText('next')
    await sameDocument()
  })
}

test('an entry gone back to after a call shows what it showed, renewed', async ({ page, visit }) => {
  await visit('/board')
  const aside = page.locator('aside')
  const before = Number(await aside.locator('output').textContent())
  await page.getByRole('link', { name: '/board/next', exact: true }).click()
  await expect(page.locator('h1')).toHaveText('next')
  await page.getByRole('link', { name: '/', exact: true }).click()
  await expect(page.locator('h1')).toHaveText('home')
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'add' }).click()
  await answered
  await page.goBack()
  await expect(page.locator('h1')).toHaveText('next')
  await expect(aside.locator('output')).toHaveText(String(before + 1))
})

test('without a default it has no document of its own, and stays on a soft navigation', async ({
  page,
  visit,
  request,
}) => {
  await visit('/bare')
  const sameDocument = await noReload(page)
  await page.getByRole('link', { name: '/bare/deep', exact: true }).click()
  await expect(page.locator('h1')).toHaveText('deep')
  await expect(page.locator('aside')).toHaveText('a note')
  await sameDocument()
  expect((await request.get('/bare/deep')).status()).toBe(404)
})

test('without a default, gone to from elsewhere, it is not found', async ({ page, visit, problems }) => {
  problems.allow(/404/)
  await visit('/')
  await page.getByRole('link', { name: '/bare/deep', exact: true }).click()
  await expect(page.locator('h1')).toHaveText('nothing here')
  await expect(page).toHaveURL('/bare/deep')
})

test('children are a slot as well', async ({ page, visit }) => {
  await visit('/split/list')
  await expect(page.locator('aside')).toHaveText('no pane')
  await page.getByRole('link', { name: '/split/more', exact: true }).click()
  await expect(page.locator('aside')).toHaveText('more')
  await expect(page.locator('h1')).toHaveText('list')
  await page.reload()
  await expect(page.locator('aside')).toHaveText('more')
  await expect(page.locator('h1')).toHaveText('any page')
})

test('documents show what is at their URL', { tag: '@only-nojs' }, async ({ page, visit, problems }) => {
  problems.allow(/404/)
  for (const [path, heading, aside] of [
    ['/board', 'board', /side of the board/],
    ['/board/next', 'next', /^any side$/],
    ['/split/more', 'any page', /^more$/],
  ] as const) {
    await visit(path)
    await expect(page.locator('h1')).toHaveText(heading)
    await expect(page.locator('aside')).toHaveText(aside)
  }
  await visit('/bare/deep')
  await expect(page.locator('h1')).toHaveText('nothing here')
})
