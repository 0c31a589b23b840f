/** What stands outside of every page: several root layouts, global-error, global-not-found. */
import type { Page } from '@playwright/test'
import type { App } from '../helpers/app.ts'
import { inlineApp } from '../helpers/inline-app.ts'
import { templateTest } from '../helpers/template.ts'
import { expect } from '../helpers/test.ts'

const FILES = {
  'ui/counter.jsx': `'use client'
import { useState } from 'react'
export function Counter({ label }) { const [n, set] = useState(0); return <button onClick={() => set(n + 1)}>{label} {n}</button> }`,
  'ui/breaks.jsx': `'use client'
import { useState } from 'react'
export function Breaks() { const [broken, set] = useState(false); if (broken) throw new Error('broken in the browser'); return <button onClick={() => set(true)}>break</button> }`,
  'app/(shop)/shop.css': 'h1 { color: rgb(1, 2, 3) }',
  'app/(shop)/layout.jsx': `import './shop.css'
import Link from 'ferry/link'
import { Breaks } from '../../ui/breaks'
import { Counter } from '../../ui/counter'
export const metadata = { title: 'Shop' }
export default function Shop({ children }) { return <html lang="en" className="shop"><body className="of-shop" data-shop="yes"><nav><Link href="/">shop</Link> <Link href="/cart">cart</Link> <Link href="/account">account</Link> <Link href="/fails">fails</Link> <Link href="/nowhere">nowhere</Link></nav><Counter label="shop" /><Breaks />{children}</body></html> }`,
  'app/(shop)/page.jsx': 'export default function Page() { return <main><h1>shop</h1></main> }',
  'app/(shop)/cart/page.jsx': 'export default function Page() { return <main><h1>cart</h1></main> }',
  'app/(shop)/fails/page.jsx': `export default function Page() { throw new Error('secret of fails') }`,
  'app/(bank)/layout.jsx': `import Link from 'ferry/link'
import { Counter } from '../../ui/counter'
export const metadata = { title: 'Bank' }
export default function Bank({ children }) { return <html lang="de" className="bank"><body className="of-bank"><nav><Link href="/">shop</Link></nav><Counter label="bank" />{children}</body></html> }`,
  'app/(bank)/account/page.jsx': `import { save } from './functions'
export default function Page() { return <main><h1>account</h1><form action={save}><button>save</button></form></main> }`,
  'app/(bank)/account/functions.js': `'use server'
import { redirect } from 'ferry/navigation'
export async function save() { redirect('/cart') }`,
  'app/global-error.jsx': `'use client'
import Link from 'ferry/link'
export default function GlobalError({ error, reset }) { return <html lang="en" className="failed"><body><h1>all failed</h1><p>{error.digest ?? error.message}</p><button onClick={reset}>again</button><Link href="/cart">cart</Link></body></html> }`,
  'app/global-not-found.jsx': `export const metadata = { title: 'Lost' }
export default function Lost() { return <html lang="en" className="lost"><body><h1>nowhere</h1></body></html> }`,
}

async function start(): Promise<App> {
  const built = await inlineApp(FILES)
  const app = await built.start()
  return { ...app, stop: () => built[Symbol.asyncDispose]() }
}

const test = templateTest(start)
const everywhere = { tag: '@nojs' }

const go = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click()

async function expectShop(page: Page, heading: string): Promise<void> {
  await expect(page.locator('h1')).toHaveText(heading)
  await expect(page.locator('html')).toHaveClass('shop')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.locator('body')).toHaveClass('of-shop')
  await expect(page.locator('body')).toHaveAttribute('data-shop', 'yes')
  await expect(page.locator('h1')).toHaveCSS('color', 'rgb(1, 2, 3)')
  await expect(page).toHaveTitle('Shop')
}

async function expectBank(page: Page): Promise<void> {
  await expect(page.locator('h1')).toHaveText('account')
  await expect(page.locator('html')).toHaveClass('bank')
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.locator('body')).toHaveClass('of-bank')
  expect(await page.locator('body').getAttribute('data-shop')).toBeNull()
  await expect(page).toHaveTitle('Bank')
}

test(
  'from one root layout to another, back, forward, and by the redirect of a function',
  everywhere,
  async ({ page, visit }) => {
    await visit('/')
    await expectShop(page, 'shop')
    await go(page, 'account')
    await expectBank(page)
    await page.goBack()
    await expectShop(page, 'shop')
    await page.goForward()
    await expectBank(page)
    await page.getByRole('button', { name: 'save' }).click()
    await expectShop(page, 'cart')
    await go(page, 'account')
    await expectBank(page)
  },
)

test('components work in each of them', async ({ page, visit }) => {
  await visit('/')
  await page.getByRole('button', { name: 'shop 0' }).click()
  await go(page, 'cart')
  await expectShop(page, 'cart')
  await expect(page.getByRole('button', { name: 'shop 1' })).toBeVisible()
  await go(page, 'account')
  await expectBank(page)
  await page.getByRole('button', { name: 'bank 0' }).click()
  await expect(page.getByRole('button', { name: 'bank 1' })).toBeVisible()
  await go(page, 'shop')
  await expectShop(page, 'shop')
  await page.getByRole('button', { name: /^shop/ }).click()
})

test(
  'global-error: as a document, by a link, for what breaks in the browser; and on from there',
  everywhere,
  async ({ page, visit, problems, javaScriptEnabled }) => {
    problems.allow(/./)
    const expectFailed = async () => {
      await expect(page.locator('h1')).toHaveText('all failed')
      await expect(page.locator('html')).toHaveClass('failed')
      await expect(page.getByText('secret of fails')).toHaveCount(0)
    }
    await visit('/')
    await go(page, 'fails')
    await expectFailed()
    await go(page, 'cart')
    await expectShop(page, 'cart')
    const answer = await page.goto('/fails')
    expect(answer?.status()).toBe(500)
    await expectFailed()
    if (javaScriptEnabled === false) return
    await visit('/')
    await page.getByRole('button', { name: 'break' }).click()
    await expectFailed()
    await page.getByRole('button', { name: 'again' }).click()
    await expectShop(page, 'shop')
  },
)

test('global-not-found: by a link, with its status', everywhere, async ({ page, visit, problems }) => {
  problems.allow(/404/)
  await visit('/')
  const answer = page.waitForResponse((response) => response.request().resourceType() === 'document')
  await go(page, 'nowhere')
  expect((await answer).status()).toBe(404)
  await expect(page.locator('h1')).toHaveText('nowhere')
  await expect(page).toHaveTitle('Lost')
})
