/** An app below a base path, with a slash at the end of every URL and a content security policy: nothing leads out of it, and no name is read twice. */
import type { Page } from '@playwright/test'
import type { App } from '../helpers/app.ts'
import { inlineApp } from '../helpers/inline-app.ts'
import { hydrated, noReload } from '../helpers/page.ts'
import { templateTest } from '../helpers/template.ts'
import { test as base, expect } from '../helpers/test.ts'

const FILES = {
  'ferry.config.js': `export default {
  basePath: '/shop', trailingSlash: true, csp: true,
  redirects: () => [{ source: '/old/:name/', destination: '/notes/:name/', permanent: true }],
}`,
  'public/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"/>',
  'app/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"/>',
  'lib/names.js': `export const NAMES = ['plain', 'a/b', 'ü ñ', '100%', '%2F', 'a?b#c', '日本', '__PAGE__', '@side', "it's", 'a+b', 'A&B;=,']`,
  'lib/functions.js': `'use server'
import { redirect } from 'ferry/navigation'
import { cookies } from 'ferry/headers'
let count = 0
export async function add() { return ++count }
export async function leave(_, data) { (await cookies()).set('left', '1', { path: '/shop' }); redirect('/notes/' + encodeURIComponent(data.get('to'))) }
export async function relative() { redirect('../%C3%BC%20%C3%B1/?from=plain') }`,
  'lib/parts.jsx': `'use client'
import Form from 'ferry/form'
import { useParams, usePathname, useRouter, useSelectedLayoutSegments } from 'ferry/navigation'
import { useActionState, useState } from 'react'
import { add, leave } from './functions'
export function Where() { return <p data-testid="where">{JSON.stringify([usePathname(), useParams(), useSelectedLayoutSegments()])}</p> }
export function Count() { const [n, set] = useState(0); return <button onClick={() => set(n + 1)}>count {n}</button> }
export function Adder() { const [n, go] = useActionState(add, 0); return <form action={go}><button>add</button><output>{n}</output></form> }
export function Leaver() { const [, go] = useActionState(leave, 0); return <form action={go}><input name="to" defaultValue="a/b ü" /><button>leave</button></form> }
export function Finder() { return <Form action="/found"><input name="q" defaultValue="ü &=" /><button>find</button></Form> }
export function Pusher() { const router = useRouter(); return <button onClick={() => router.push('/notes/plain?x=1#deep')}>push</button> }`,
  'app/layout.jsx': `import Link from 'ferry/link'
import { NAMES } from '../lib/names'
import { Count, Where } from '../lib/parts'
export default function Layout({ children }) {
  return <html lang="en"><body><nav><Link href="/">home</Link> {NAMES.map((name) => <Link key={name} href={'/notes/' + encodeURIComponent(name)}>{name}</Link>)} <Link href="/files/a%2Fb/c%20d">files</Link> <Link href="/feed">feed</Link> <Link href="/dot.svg">dot</Link> {['notes/plain#deep', 'moved', 'moved#deep', 'moved-deep'].map((to) => <Link key={to} href={'/' + to}>{to === 'notes/plain#deep' ? 'plain deep' : to}</Link>)}</nav><Count /><Where />{children}</body></html>
}`,
  'app/page.jsx': `import { Adder, Finder, Leaver, Pusher } from '../lib/parts'
export default function Page() { return <main><h1>home</h1><img alt="dot" src="/shop/dot.svg" /><Adder /><Leaver /><Finder /><Pusher /></main> }`,
  'app/notes/[id]/page.jsx': `import { relative } from '../../../lib/functions'
import { Adder } from '../../../lib/parts'
export default async function Page({ params, searchParams }) { return <main><h1>note {(await params).id}</h1><p>{JSON.stringify(await searchParams)}</p><Adder /><form action={relative}><button>relative</button></form><p id="deep" style={{ marginTop: 3000, marginBottom: 3000 }}>deep</p></main> }`,
  'app/files/[...path]/page.jsx': `export default async function Page({ params }) { return <h1>{JSON.stringify((await params).path)}</h1> }`,
  'app/found/page.jsx': `export default async function Page({ searchParams }) { return <h1>found {(await searchParams).q}</h1> }`,
  'app/moved/page.jsx': `import { redirect } from 'ferry/navigation'
export default function Page() { redirect('/notes/plain') }`,
  'app/moved-deep/page.jsx': `import { redirect } from 'ferry/navigation'
export default function Page() { redirect('/notes/plain#deep') }`,
  'app/late/loading.jsx': 'export default function Loading() { return <p>loading</p> }',
  'app/late/page.jsx': `import { redirect } from 'ferry/navigation'
export default async function Page() { await new Promise((ok) => setTimeout(ok, 50)); redirect('/notes/ü') }`,
  'app/feed/layout.jsx':
    'export default function Layout({ children, side, modal }) { return <div>{children}<aside>{side}</aside>{modal}</div> }',
  'app/feed/page.jsx': `import Link from 'ferry/link'
export default function Page() { return <main><h1>feed</h1><Link href="/feed/more">more</Link> <Link href="/notes/modal">open</Link></main> }`,
  'app/feed/more/page.jsx': `import Link from 'ferry/link'
export default function Page() { return <main><h1>more</h1><Link href="/feed">back to the feed</Link></main> }`,
  'app/feed/@side/page.jsx': 'export default function Side() { return <p>side of the feed</p> }',
  'app/feed/@side/default.jsx': 'export default function Side() { return <p>any side</p> }',
  'app/feed/@modal/default.jsx': 'export default function None() { return null }',
  'app/feed/@modal/(..)notes/[id]/page.jsx': `import { Adder } from '../../../../../lib/parts'
export default async function Modal({ params }) { return <dialog open>before: {(await params).id}<Adder /></dialog> }`,
}
const NAMES = ['plain', 'a/b', 'ü ñ', '100%', '%2F', 'a?b#c', '日本', '__PAGE__', '@side', "it's", 'a+b', 'A&B;=,']

async function start(): Promise<App> {
  const built = await inlineApp(FILES)
  const app = await built.start()
  return { ...app, stop: () => built[Symbol.asyncDispose]() }
}

const test = templateTest(start)
const everywhere = { tag: '@nojs' }

/** Every request of the page, but those to other sites. */
function watch(page: Page): string[] {
  const paths: string[] = []
  page.on('request', (request) => paths.push(new URL(request.url()).pathname))
  return paths
}

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })

for (const name of NAMES) {
  test(`a page with the parameter ${name}: by a link, as a document, and back`, everywhere, async ({ page, visit }) => {
    const paths = watch(page)
    await visit('/shop/')
    await link(page, name).click()
    const heading = page.getByRole('heading', { level: 1 })
    await expect(heading).toHaveText(`note ${name}`)
    const address = new URL(page.url())
    expect(decodeURIComponent(address.pathname)).toBe(`/shop/notes/${name}/`)
    expect(address.pathname.split('/')).toHaveLength(5)
    const where = (await page.getByTestId('where').textContent()) ?? ''
    expect(JSON.parse(where).slice(1)).toEqual([{ id: name }, ['notes', name]])
    await page.reload()
    await expect(heading).toHaveText(`note ${name}`)
    await expect(page).toHaveURL(address.href)
    await expect(page.getByTestId('where')).toHaveText(where)
    await page.goBack()
    await expect(heading).toHaveText('home')
    expect(paths.filter((path) => !path.startsWith('/shop/'))).toEqual([])
  })
}

test('navigation keeps the layout, asks once for each page, and never for its other form', async ({ page, visit }) => {
  await visit('/shop/')
  const sameDocument = await noReload(page)
  await page.getByRole('button', { name: 'count' }).click()
  const answers: string[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.includes('/payload')) answers.push(`${response.status()} ${pathname}`)
  })
  await link(page, 'files').click()
  await expect(page.locator('h1')).toHaveText('["a/b","c d"]')
  await expect(page).toHaveURL('/shop/files/a%2Fb/c%20d/')
  await link(page, 'plain').click()
  await expect(page.locator('h1')).toHaveText('note plain')
  expect(answers).toHaveLength(2)
  for (const answer of answers) expect(answer).toMatch(/^200 \/shop\/_ferry\/payload\//)
  await expect(page.getByRole('button', { name: 'count 1' })).toBeVisible()
  await sameDocument()
})

test(
  'forms and calls go to the page and the endpoint below the path; the state comes back',
  everywhere,
  async ({ page, visit }) => {
    for (const path of ['/shop/', '/shop/notes/a%2Fb/']) {
      await visit(path)
      const before = Number(await page.locator('output').textContent())
      await page.getByRole('button', { name: 'add' }).click()
      await expect(page.locator('output')).not.toHaveText(String(before))
      await expect(page).toHaveURL(path)
    }
  },
)

test('redirect() of a function, with its cookie', everywhere, async ({ page, visit, context }) => {
  await visit('/shop/')
  await page.getByRole('button', { name: 'leave' }).click()
  await expect(page.locator('h1')).toHaveText('note a/b ü')
  expect(new URL(page.url()).pathname).toBe('/shop/notes/a%2Fb%20%C3%BC/')
  expect((await context.cookies()).map(({ name, path }) => [name, path])).toContainEqual(['left', '/shop'])
})

test('a relative redirect() starts at the page', everywhere, async ({ page, visit }) => {
  await visit('/shop/notes/plain/')
  await page.getByRole('button', { name: 'relative' }).click()
  await expect(page.locator('h1')).toHaveText('note ü ñ')
  await expect(page).toHaveURL('/shop/notes/%C3%BC%20%C3%B1/?from=plain')
})

for (const name of ['moved', 'moved#deep', 'moved-deep']) {
  test(`a hash outlives a redirect: ${name}`, everywhere, async ({ page, visit }) => {
    await visit('/shop/')
    await link(page, name).click()
    const end = name === 'moved' ? '' : '#deep'
    await expect(page).toHaveURL(`/shop/notes/plain/${end}`)
    await expect(page.locator('h1')).toHaveText('note plain')
    if (end !== '') await expect(page.locator('#deep')).toBeInViewport()
    await page.goBack()
    await expect(page.locator('h1')).toHaveText('home')
  })
}

test('a link to the page itself, written without its slash, makes no new entry; a hash asks for nothing', async ({
  page,
  visit,
}) => {
  await visit('/shop/')
  await link(page, 'plain').click()
  await expect(page.locator('h1')).toHaveText('note plain')
  const entry = () => page.evaluate(() => [history.length, history.state.ferry] as const)
  const [entries, key] = await entry()
  await link(page, 'plain').click()
  // The page has arrived when its entry has a key of its own. That its answer has ended tells nothing: Chromium may report a
  // body as broken off that was read to its end, and Playwright's finished() then waits for ever.
  await expect.poll(async () => (await entry())[1]).not.toBe(key)
  expect((await entry())[0]).toBe(entries)
  const paths = watch(page)
  await link(page, 'plain deep').click()
  await expect(page).toHaveURL('/shop/notes/plain/#deep')
  await expect(page.locator('#deep')).toBeInViewport()
  expect(paths.filter((path) => path.includes('payload'))).toEqual([])
})

test('redirect() after the document has begun', everywhere, async ({ page }) => {
  await page.goto('/shop/late/')
  await expect(page.locator('h1')).toHaveText('note ü')
  await expect(page).toHaveURL('/shop/notes/%C3%BC/')
})

test('a GET form', everywhere, async ({ page, visit }) => {
  await visit('/shop/')
  await page.getByRole('button', { name: 'find' }).click()
  await expect(page.locator('h1')).toHaveText('found ü &=')
  expect(new URL(page.url()).pathname).toBe('/shop/found/')
})

test('router.push with query and hash', async ({ page, visit }) => {
  await visit('/shop/')
  await page.getByRole('button', { name: 'push' }).click()
  await expect(page).toHaveURL('/shop/notes/plain/?x=1#deep')
  await expect(page.locator('#deep')).toBeInViewport()
  await page.goBack()
  await expect(page.locator('h1')).toHaveText('home')
})

test('every other form of a URL is redirected to the one it has', async ({ request }) => {
  for (const [from, status, to] of [
    ['/shop/notes/a%2Fb?x=%2F&y', 308, '/shop/notes/a%2Fb/?x=%2F&y'],
    ['/shop/notes//plain/', 308, '/shop/notes/plain/'],
    ['/shop', 308, '/shop/'],
    ['/shop/old/%C3%BC/', 308, '/shop/notes/%C3%BC/'],
    ['/notes/plain/', 404, undefined],
    ['/shop/dot.svg', 200, undefined],
    ['/shop/notes/%E0%A4/', 400, undefined],
  ] as const) {
    const answer = await request.get(from, { maxRedirects: 0 })
    expect([from, answer.status(), answer.headers().location]).toEqual([from, status, to])
  }
})

test('files, icons and assets', everywhere, async ({ page, visit }) => {
  await visit('/shop/')
  const image = page.getByRole('img', { name: 'dot' })
  expect(await image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(3)
  expect(await page.locator('link[rel=icon]').getAttribute('href')).toMatch(/^\/shop\/icon\.svg\?/)
  await link(page, 'dot').click()
  await expect(page).toHaveURL('/shop/dot.svg')
})

test(
  'a slot shows its page; where it has none, its default in a document, and what it did after a link',
  everywhere,
  async ({ page, visit, javaScriptEnabled }) => {
    await visit('/shop/feed/')
    await expect(page.locator('aside')).toHaveText('side of the feed')
    await link(page, 'more').click()
    await expect(page.locator('h1')).toHaveText('more')
    await expect(page.locator('aside')).toHaveText(javaScriptEnabled === false ? 'any side' : 'side of the feed')
    await page.reload()
    await expect(page.locator('aside')).toHaveText('any side')
    await link(page, 'back to the feed').click()
    await expect(page.locator('aside')).toHaveText('side of the feed')
  },
)

test('an intercepted page: refreshed by a function, back, forward, and as a document', async ({ page, visit }) => {
  await visit('/shop/feed/')
  const sameDocument = await noReload(page)
  const modal = page.getByRole('dialog')
  await link(page, 'open').click()
  await expect(modal).toContainText('before: modal')
  await expect(page).toHaveURL('/shop/notes/modal/')
  await modal.getByRole('button', { name: 'add' }).click()
  await expect(modal.locator('output')).not.toHaveText('0')
  await expect(modal).toContainText('before: modal')
  await expect(page.locator('h1')).toHaveText('feed')
  await page.goBack()
  await expect(modal).toHaveCount(0)
  await page.goForward()
  await expect(modal).toContainText('before: modal')
  await sameDocument()
  await page.reload()
  await expect(page.locator('h1')).toHaveText('note modal')
  await expect(modal).toHaveCount(0)
})

base(
  'ferry dev serves it there as well, its own requests included',
  { tag: '@only-dev' },
  async ({ page, problems }) => {
    base.setTimeout(120_000)
    // The server ends before the page does.
    problems.allow(/_ferry\/dev\/events/)
    await using built = await inlineApp(FILES)
    const { url } = await built.dev()
    const paths = watch(page)
    await page.goto(`${url}/shop/`)
    await hydrated(page)
    await link(page, 'a/b').click()
    await expect(page.locator('h1')).toHaveText('note a/b')
    await expect(page).toHaveURL(`${url}/shop/notes/a%2Fb/`)
    await page.getByRole('button', { name: 'add' }).click()
    await expect(page.locator('output')).not.toHaveText('0')
    await link(page, 'moved-deep').click()
    await expect(page).toHaveURL(`${url}/shop/notes/plain/#deep`)
    await link(page, 'feed').click()
    await link(page, 'open').click()
    await expect(page.getByRole('dialog')).toContainText('before: modal')
    expect(paths.filter((path) => !path.startsWith('/shop/'))).toEqual([])
  },
)
