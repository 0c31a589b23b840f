/** Metadata that takes its time comes to a browser with the page: the right title in the end, once. */
import type { App } from '../helpers/app.ts'
import { type InlineApp, inlineApp } from '../helpers/inline-app.ts'
import { templateTest } from '../helpers/template.ts'
import { expect } from '../helpers/test.ts'

const FILES = {
  'app/page.jsx': `import Link from 'ferry/link'
export const metadata = { title: 'Home' }
export default function Page() { return <Link href="/late">to the late one</Link> }`,
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

let built: InlineApp | null = null

async function start(): Promise<App> {
  built = await inlineApp(FILES)
  return built.start()
}

const test = templateTest(start)

// What Playwright says of itself is no browser to those who count visitors, nor to Ferry.
test.use({
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
})

test.afterAll(() => built?.[Symbol.asyncDispose]())

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
