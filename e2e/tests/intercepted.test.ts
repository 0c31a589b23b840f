/** A page that opens before another one: what is behind stays as it is, on every way there and back. */
import { inlineApp } from '../helpers/inline-app.ts'
import { hydrated, noReload } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

const files = {
  'app/counter.jsx': `'use client'
import { useState } from 'react'
export function Counter() { const [n, set] = useState(0); return <button onClick={() => set(n + 1)}>count {n}</button> }`,
  'app/feed/layout.jsx': `import Link from 'ferry/link'
import { Counter } from '../counter'
export default function Layout({ children, modal }) {
  return <div><Counter /><Link href="/feed">feed</Link> <Link href="/photo/1">photo 1</Link> <Link href="/feed/all">all</Link>{children}{modal}</div>
}`,
  'app/feed/page.jsx': `export default function Page() { return <main><h1>feed</h1></main> }`,
  'app/feed/all/page.jsx': `export default function Page() { return <main><h1>all</h1></main> }`,
  'app/feed/@modal/default.jsx': `export default function Default() { return null }`,
  'app/feed/@modal/(..)photo/[id]/page.jsx': `import Link from 'ferry/link'
export default async function Modal({ params }) {
  const { id } = await params
  return <dialog open aria-label="Photo"><h2>photo {id} before the feed</h2><Link href={'/photo/' + (Number(id) + 1)}>next</Link></dialog>
}`,
  'app/photo/[id]/page.jsx': `export default async function Page({ params }) { return <h1>photo {(await params).id}</h1> }`,
}

test('open, next, back, close, reload', async ({ page }) => {
  test.setTimeout(120_000)
  await using app = await inlineApp(files)
  const { url } = await app.start()
  await page.goto(`${url}/feed`)
  await hydrated(page)
  const sameDocument = await noReload(page)
  const modal = page.getByRole('dialog')
  await page.getByRole('button', { name: 'count' }).click()
  await page.getByRole('link', { name: 'photo 1' }).click()
  await expect(modal).toContainText('photo 1 before the feed')
  await expect(page).toHaveURL(`${url}/photo/1`)
  await page.getByRole('link', { name: 'next' }).click()
  await expect(modal).toContainText('photo 2 before the feed')
  await expect(page.locator('h1')).toHaveText('feed')
  await page.goBack()
  await expect(modal).toContainText('photo 1 before the feed')
  await page.goBack()
  await expect(modal).toHaveCount(0)
  await expect(page).toHaveURL(`${url}/feed`)
  await page.goForward()
  await expect(modal).toContainText('photo 1 before the feed')
  await page.getByRole('link', { name: 'all' }).click()
  await expect(modal).toHaveCount(0)
  await expect(page.locator('h1')).toHaveText('all')
  await page.getByRole('link', { name: 'photo 1' }).click()
  await expect(modal).toContainText('photo 1 before the feed')
  await expect(page.locator('h1')).toHaveText('all')
  await page.getByRole('link', { name: 'feed', exact: true }).click()
  await expect(modal).toHaveCount(0)
  await expect(page.locator('h1')).toHaveText('feed')
  await expect(page.getByRole('button', { name: 'count 1' })).toBeVisible()
  await sameDocument()
  await page.goto(`${url}/photo/1`)
  await expect(page.locator('h1')).toHaveText('photo 1')
})
