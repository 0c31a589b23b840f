/** What fails in the browser outside of every boundary: it is reported as any script's error, once. */
import type { App } from '../helpers/app.ts'
import { inlineApp } from '../helpers/inline-app.ts'
import { templateTest } from '../helpers/template.ts'
import { expect } from '../helpers/test.ts'

const FILES = {
  'lib/parts.jsx': `'use client'
import { notFound } from 'ferry/navigation'
import { useState } from 'react'
export function Failing({ name, how }) {
  const [failed, fail] = useState(false)
  if (failed && how === 'not-found') notFound()
  if (failed) throw new Error('failed in the ' + name)
  return <button onClick={() => fail(true)}>fail in the {name}{how}</button>
}`,
  'app/layout.jsx': `import { Failing } from '../lib/parts'
export default function Layout({ children }) { return <html lang="en"><body><Failing name="layout" /><Failing name="layout" how="not-found" />{children}</body></html> }`,
  'app/page.jsx': `import { Failing } from '../lib/parts'
export default function Page() { return <main><h1>home</h1><Failing name="page" /></main> }`,
}

async function start(): Promise<App> {
  const built = await inlineApp(FILES)
  const app = await built.start()
  return { ...app, stop: () => built[Symbol.asyncDispose]() }
}

const test = templateTest(start)

test('an error in the root layout, without global-error', async ({ page, visit, problems }) => {
  problems.allow(/failed in the layout/)
  const told: string[] = []
  page.on('pageerror', (error) => told.push(error.message))
  page.on('console', (message) => {
    const isOwn = !message.location().url.endsWith('/favicon.ico')
    if (message.type() === 'error' && isOwn) told.push(message.text())
  })
  await visit('/')
  // As for any script: an error event that a monitor hears.
  await page.evaluate(() => {
    addEventListener('error', ({ error }) => Object.assign(self, { heard: error.message }))
  })
  await page.getByRole('button', { name: 'fail in the layout', exact: true }).click()
  await expect.poll(() => told).toEqual(['failed in the layout'])
  expect(await page.evaluate(() => (self as unknown as { heard: string }).heard)).toBe('failed in the layout')
  // React leaves nothing of a root that failed.
  await expect(page.getByRole('heading', { name: 'home' })).toHaveCount(0)
})

test('an error in the page ends in the built-in boundary, and is not reported as one outside of it', async ({
  page,
  visit,
  problems,
}) => {
  problems.allow(/failed in the page/)
  const told: string[] = []
  page.on('pageerror', (error) => told.push(error.message))
  await visit('/')
  await page.getByRole('button', { name: 'fail in the page' }).click()
  await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'fail in the layout', exact: true })).toBeVisible()
  expect(told).toEqual([])
})

test('notFound() in the root layout is no error to report', async ({ page, visit }) => {
  const told: string[] = []
  page.on('pageerror', (error) => told.push(error.message))
  await visit('/')
  await page.getByRole('button', { name: 'not-found' }).click()
  await expect(page.getByRole('heading', { name: 'home' })).toHaveCount(0)
  expect(told).toEqual([])
})
