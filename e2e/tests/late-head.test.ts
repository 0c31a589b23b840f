/** Metadata that takes its time comes to a browser with the page: the right title in the end, once. */
import type { Page } from '@playwright/test'
import type { App } from '../helpers/app.ts'
import { inlineApp } from '../helpers/inline-app.ts'
import { templateTest } from '../helpers/template.ts'
import { expect } from '../helpers/test.ts'

const FILES = {
  'app/page.jsx': `import Link from 'ferry/link'
export const metadata = { title: 'Home' }
export default function Page() { return <><h1>home</h1><Link href="/late">to the late one</Link> {['plain', 'fails', 'missing', 'sized', 'counted'].map((name) => <Link key={name} href={'/' + name}>{'to ' + name}</Link>)}</> }`,
  // Metadata that comes when a test says so, in folders without a loading file.
  'app/release/route.js': `export function GET() { globalThis.release?.(); return new Response('released') }`,
  'released.js': `export function released() { return new Promise((resolve) => { const before = globalThis.release; globalThis.release = () => { before?.(); resolve() } }) }`,
  'app/plain/page.jsx': `import Link from 'ferry/link'
import { released } from '../../released'
export async function generateMetadata() { await released(); return { title: 'Plain title' } }
export default function Page() { return <><h1>plain</h1><Link href="/">home</Link></> }`,
  'app/counted/functions.js': `'use server'
import { redirect } from 'ferry/navigation'
let count = 0
export async function read() { return count }
export async function add() { count++ }
export async function leave() { redirect('/plain') }`,
  'app/counted/buttons.jsx': `'use client'
import { useRouter } from 'ferry/navigation'
import { useState } from 'react'
import { add, leave } from './functions'
export function Buttons() {
  const router = useRouter()
  const [done, finish] = useState(0)
  return <><button onClick={async () => { await add(); finish((n) => n + 1) }}>add</button><button onClick={() => router.refresh()}>refresh</button><button onClick={() => leave().catch(() => {})}>leave</button><output data-testid="done">{done}</output></>
}`,
  'app/counted/page.jsx': `import { released } from '../../released'
import { Buttons } from './buttons'
import { read } from './functions'
export async function generateMetadata() { const n = await read(); if (n % 10 > 0) await released(); return { title: 'Title ' + n } }
export default async function Page() { return <><h1>counted</h1><output data-testid="count">{await read()}</output><Buttons /></> }`,
  'app/fails/error.jsx': `'use client'
export default function Failed() { return <h1>failed</h1> }`,
  'app/fails/page.jsx': `import { released } from '../../released'
export async function generateMetadata() { await released(); throw new Error('no title') }
export default function Page() { return <h1>fails</h1> }`,
  'app/missing/not-found.jsx': 'export default function Missing() { return <h1>not there</h1> }',
  'app/missing/page.jsx': `import { notFound } from 'ferry/navigation'
import { released } from '../../released'
export async function generateMetadata() { await released(); notFound() }
export default function Page() { return <h1>missing</h1> }`,
  'app/sized/page.jsx': `import Link from 'ferry/link'
export const viewport = { maximumScale: 3 }
export default function Page() { return <><h1>sized</h1><Link href="/">home</Link></> }`,
  'app/late/loading.jsx': 'export default function Loading() { return <p>loading</p> }',
  'app/late/page.jsx': `import Link from 'ferry/link'
import { touch } from './functions'
export async function generateMetadata() {
  await new Promise((resolve) => setTimeout(resolve, 1000))
  return { title: 'Late title', description: 'late' }
}
export default function Page() { return <form action={touch}><h1>page</h1><button>touch</button><Link href="/">home</Link></form> }`,
  'app/late/functions.js': `'use server'
export async function touch() {}`,
}

async function start(): Promise<App> {
  const built = await inlineApp(FILES)
  const app = await built.start()
  return { ...app, stop: () => built[Symbol.asyncDispose]() }
}

const test = templateTest(start)

// What Playwright says of itself is no browser to those who count visitors, nor to Ferry.
test.use({
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
})

test('tags that come with the page hydrate without a complaint', async ({ page, visit }) => {
  await visit('/late')
  await expect(page.getByRole('heading', { name: 'page' })).toBeVisible()
  await expect(page).toHaveTitle('Late title')
  await expect(page.locator('title')).toHaveCount(1)
  await expect(page.locator('meta[name=description]')).toHaveCount(1)
})

test('navigations and refreshes keep one title', async ({ page, visit }) => {
  await visit('/late')
  await page.getByRole('button', { name: 'touch' }).click()
  await expect(page).toHaveTitle('Late title')
  await page.getByRole('link', { name: 'home' }).click()
  await expect(page).toHaveTitle('Home')
  await expect(page.locator('meta[name=description]')).toHaveCount(0)
  await page.getByRole('link', { name: 'to the late one' }).click()
  await expect(page).toHaveTitle('Late title')
  await expect(page.locator('title')).toHaveCount(1)
})

const release = (page: Page) => page.request.get('/release')

test('a navigation does not wait for the title: the page is there at once, the title when it is known', async ({
  page,
  visit,
}) => {
  await visit('/')
  await page.getByRole('link', { name: 'to plain' }).click()
  await expect(page.getByRole('heading', { name: 'plain' })).toBeVisible()
  await expect(page).toHaveURL('/plain')
  await expect(page).not.toHaveTitle('Plain title')
  await release(page)
  await expect(page).toHaveTitle('Plain title')
  await page.getByRole('link', { name: 'home' }).click()
  await expect(page).toHaveTitle('Home')
  await page.goBack()
  await expect(page).toHaveTitle('Plain title')
  await expect(page.locator('title')).toHaveCount(1)
})

test('a call and a refresh do not wait for the title, and meanwhile the one before stays', async ({ page, visit }) => {
  await visit('/')
  await page.getByRole('link', { name: 'to counted' }).click()
  await expect(page).toHaveTitle('Title 0')
  await page.evaluate(() => {
    const titles: string[] = []
    Object.assign(self, { titles })
    new MutationObserver(() => titles.at(-1) !== document.title && titles.push(document.title)).observe(document.head, {
      childList: true,
      subtree: true,
      characterData: true,
    })
  })
  await page.getByRole('button', { name: 'add' }).click()
  // Held until the release below: the page and the caller are there all the same.
  await expect(page.getByTestId('count')).toHaveText('1')
  await expect(page.getByTestId('done')).toHaveText('1')
  await expect(page).toHaveTitle('Title 0')
  await release(page)
  await expect(page).toHaveTitle('Title 1')
  // The next one comes while this one is still on its way: the newer title is the one that stays.
  await page.getByRole('button', { name: 'refresh' }).click()
  await page.getByRole('button', { name: 'add' }).click()
  await expect(page.getByTestId('count')).toHaveText('2')
  await expect(page).toHaveTitle('Title 1')
  await release(page)
  await expect(page).toHaveTitle('Title 2')
  await expect(page.locator('title')).toHaveCount(1)
  expect(await page.evaluate(() => (self as unknown as { titles: string[] }).titles)).not.toContain('')
})

test('a call that is redirected does not wait for the title of the page it leads to', async ({ page, visit }) => {
  await visit('/')
  await page.getByRole('link', { name: 'to counted' }).click()
  await page.getByRole('button', { name: 'leave' }).click()
  await expect(page.getByRole('heading', { name: 'plain' })).toBeVisible()
  await expect(page).toHaveURL('/plain')
  await release(page)
  await expect(page).toHaveTitle('Plain title')
})

test('metadata that fails after the page was shown ends in its boundary', async ({ page, visit, problems }) => {
  problems.allow(/./)
  for (const [name, heading] of [
    ['fails', 'failed'],
    ['missing', 'not there'],
  ] as const) {
    await visit('/')
    await page.getByRole('link', { name: `to ${name}` }).click()
    await expect(page.getByRole('heading', { name })).toBeVisible()
    await release(page)
    await expect(page.getByRole('heading', { name: heading })).toBeVisible()
  }
})

test('who reads the document has the title in its head', async ({ page }) => {
  const answer = page.request.get('/plain', { headers: { 'user-agent': 'Googlebot/2.1' } })
  await expect(async () => {
    await release(page)
    expect(await Promise.race([answer, null])).not.toBeNull()
  }).toPass()
  const html = await (await answer).text()
  expect(html.slice(0, html.indexOf('</head>'))).toContain('<title>Plain title</title>')
})

test('there is one viewport, whichever way one comes to a page', async ({ page, visit }) => {
  const usual = 'width=device-width, initial-scale=1'
  const viewport = page.locator('meta[name=viewport]')
  const go = (name: string) => page.getByRole('link', { name, exact: true }).click()
  for (const start of ['/', '/sized']) {
    await visit(start)
    for (let round = 0; round < 2; round++) {
      if (start === '/' || round > 0) await go('to sized')
      await expect(page.getByRole('heading', { name: 'sized' })).toBeVisible()
      await expect(viewport).toHaveAttribute('content', `${usual}, maximum-scale=3`)
      await go('home')
      await expect(page.getByRole('heading', { name: 'home' })).toBeVisible()
      await expect(viewport).toHaveAttribute('content', usual)
    }
  }
})
