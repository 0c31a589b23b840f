/** Pages that are rendered once for everybody, as browsers meet them: links lead in and out, forms work for each visitor, and nothing goes back in time. */
import type { Page } from '@playwright/test'
import type { App } from '../helpers/app.ts'
import { inlineApp } from '../helpers/inline-app.ts'
import { hydrated, noReload } from '../helpers/page.ts'
import { templateTest } from '../helpers/template.ts'
import { expect } from '../helpers/test.ts'

const FILES = {
  'ferry.config.js': 'export default { csp: true }',
  'data/votes.js': `const votes = {}
export const votesOf = (id) => votes[id] ?? 0
export function addVote(id) { votes[id] = votesOf(id) + 1 }`,
  'data/functions.js': `'use server'
import { revalidatePath } from 'ferry/cache'
import { skipRefresh } from 'ferry/action'
import { redirect } from 'ferry/navigation'
import { addVote } from './votes'
export async function vote(form) { addVote(form.get('id')) }
export async function voteAway(form) { addVote(form.get('id')); redirect('/items/' + form.get('id')) }
export async function voteElsewhere(id) { addVote(id); skipRefresh(); revalidatePath('/items/' + id) }`,
  'parts.jsx': `'use client'
import { useSearchParams } from 'ferry/navigation'
import { useState } from 'react'
import { voteElsewhere } from './data/functions'
export function Count() { const [n, set] = useState(0); return <button onClick={() => set(n + 1)}>count {n}</button> }
export function Query() { return <p data-testid="query">{useSearchParams().get('q') ?? 'none'}</p> }
export function Elsewhere({ id }) {
  const [done, set] = useState(false)
  return <button onClick={async () => { await voteElsewhere(id); set(true) }}>{done ? 'voted' : 'vote elsewhere'}</button>
}`,
  'app/layout.jsx': `import Link from 'ferry/link'
import { Count } from '../parts'
export default function Layout({ children }) {
  return <html lang="en"><body><nav><Link href="/">home</Link> <Link href="/items/1">one</Link> <Link href="/items/2">two</Link></nav><Count />{children}</body></html>
}`,
  'app/page.jsx': `import { voteAway } from '../data/functions'
import { Elsewhere } from '../parts'
export default function Page() {
  return <main><h1>home</h1><Elsewhere id="elsewhere" /><form action={voteAway}><input type="hidden" name="id" value="away" /><button>vote away</button></form></main>
}`,
  'app/items/[id]/page.jsx': `import { Suspense } from 'react'
import { vote } from '../../../data/functions'
import { votesOf } from '../../../data/votes'
import { Query } from '../../../parts'
let renders = 0
export const revalidate = false
export const generateStaticParams = () => [{ id: '1' }, { id: '2' }]
export const generateMetadata = async ({ params }) => ({ title: 'Item ' + (await params).id })
async function Later() { await new Promise((done) => setTimeout(done, 20)); return <p>all there</p> }
export default async function Page({ params }) {
  const { id } = await params
  return <main><h1>item {id}</h1><p data-testid="renders">{++renders}</p><p data-testid="votes">{votesOf(id)}</p><Query /><Suspense fallback={<p>soon</p>}><Later /></Suspense>
    <form action={vote}><input type="hidden" name="id" value={id} /><button>vote</button></form></main>
}`,
}

async function start(): Promise<App> {
  const built = await inlineApp(FILES)
  const app = await built.start()
  return { ...app, stop: () => built[Symbol.asyncDispose]() }
}

const test = templateTest(start)
const everywhere = { tag: '@nojs' }

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('links lead in and out, the layout keeps its state', async ({ page, visit }) => {
  await visit('/')
  const same = await noReload(page)
  await page.getByRole('button', { name: 'count 0' }).click()
  for (const name of ['one', 'two', 'one', 'home', 'two']) {
    await link(page, name).click()
    await expect(heading(page)).toHaveText(name === 'home' ? 'home' : `item ${name === 'one' ? 1 : 2}`)
  }
  await expect(page).toHaveTitle('Item 2')
  await expect(page.getByText('all there')).toBeVisible()
  await page.goBack()
  await expect(heading(page)).toHaveText('home')
  await page.goBack()
  await expect(heading(page)).toHaveText('item 1')
  await expect(page.getByRole('button', { name: 'count 1' })).toBeVisible()
  await same()
})

test('the document is whole, and each visit has its own query', everywhere, async ({ page, visit }) => {
  for (const q of ['one', 'two']) {
    await visit(`/items/query?q=${q}`)
    await expect(page.getByTestId('query')).toHaveText(q)
    await expect(page.getByText('all there')).toBeVisible()
    await expect(page.getByTestId('renders')).toHaveText(/^\d+$/)
  }
  const first = await page.getByTestId('renders').textContent()
  await visit('/items/query')
  await expect(page.getByTestId('query')).toHaveText('none')
  await expect(page.getByTestId('renders')).toHaveText(first ?? '')
})

test(
  'two visitors vote: both votes count, are seen at once, and after a reload',
  everywhere,
  async ({ page, browser, visit, javaScriptEnabled, baseURL }) => {
    const path = `/items/both-${javaScriptEnabled}`
    const context = await browser.newContext({
      javaScriptEnabled: javaScriptEnabled !== false,
      ...(baseURL && { baseURL }),
    })
    const other = await context.newPage()
    await visit(path)
    await other.goto(path)
    if (javaScriptEnabled !== false) await hydrated(other)
    const votes = (where: Page) => where.getByTestId('votes')
    await expect(votes(page)).toHaveText('0')
    await page.getByRole('button', { name: 'vote' }).click()
    await expect(votes(page)).toHaveText('1')
    await other.getByRole('button', { name: 'vote' }).click()
    await expect(votes(other)).toHaveText('2')
    await page.goto(path)
    await expect(votes(page)).toHaveText('2')
    await context.close()
  },
)

test('a page does not go back in time: away, back, and by a link', async ({ page, visit }) => {
  await visit('/items/2')
  const votes = page.getByTestId('votes')
  await expect(votes).toHaveText('0')
  await page.getByRole('button', { name: 'vote' }).click()
  await expect(votes).toHaveText('1')
  await link(page, 'one').click()
  await expect(heading(page)).toHaveText('item 1')
  await link(page, 'two').click()
  await expect(heading(page)).toHaveText('item 2')
  await expect(votes).toHaveText('1')
  await page.goBack()
  await expect(heading(page)).toHaveText('item 1')
  await page.goBack()
  await expect(heading(page)).toHaveText('item 2')
  await expect(votes).toHaveText('1')
})

test('revalidatePath reaches a page that is not on screen', async ({ page, visit }) => {
  await visit('/items/elsewhere')
  await expect(page.getByTestId('votes')).toHaveText('0')
  await link(page, 'home').click()
  await page.getByRole('button', { name: 'vote elsewhere' }).click()
  await expect(page.getByRole('button', { name: 'voted' })).toBeVisible()
  await visit('/items/elsewhere')
  await expect(page.getByTestId('votes')).toHaveText('1')
})

test('a redirect shows its target with what was done', everywhere, async ({ page, visit, javaScriptEnabled }) => {
  await visit('/items/away')
  const before = Number(await page.getByTestId('votes').textContent())
  await visit('/')
  await page.getByRole('button', { name: 'vote away' }).click()
  await expect(heading(page)).toHaveText('item away')
  await expect(page.getByTestId('votes')).toHaveText(String(before + 1))
  if (javaScriptEnabled !== false) await hydrated(page)
  await page.reload()
  await expect(page.getByTestId('votes')).toHaveText(String(before + 1))
})
