/** A tab of the build before: it goes on, or is loaded anew, once. */
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { inlineApp } from '../helpers/inline-app.ts'
import { hydrated, noReload } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

const files = (build: string) => ({
  'app/page.jsx': `import Link from 'ferry/link'
import { Late } from './late'
export default function Page() {
  return <><h1>home of ${build}</h1><Link href="/other">other</Link><input aria-label="Typed" /><Late /></>
}`,
  'app/other/page.jsx': `export default function Page() { return <h1>other of ${build}</h1> }`,
  'app/late.jsx': `'use client'
import dynamic from 'ferry/dynamic'
import { useState } from 'react'
const Panel = dynamic(() => import('./panel'), { ssr: false })
export function Late() {
  const [shown, show] = useState(false)
  return <><button onClick={() => show(true)}>Show</button>{shown && <Panel />}</>
}`,
  'app/panel.jsx': `export default function Panel() { return <p>panel of ${build}</p> }`,
  'app/error.jsx': `'use client'
export default function Failed() { return <h1>failed</h1> }`,
})

test.describe.configure({ timeout: 120_000 })

test('a navigation and a file that is gone load the new build, once', async ({ page, problems }) => {
  problems.allow(/404|ChunkLoadError|Loading chunk|MIME/)
  await using app = await inlineApp(files('one'))
  const old = await app.start()
  const { port } = new URL(old.url)
  const tab = await page.context().newPage()
  for (const one of [page, tab]) {
    await one.goto(old.url)
    await hydrated(one)
  }
  await old.stop()
  await app.write(files('two'))
  await app.start({ PORT: port })

  await page.getByRole('link', { name: 'other' }).click()
  await expect(page.locator('h1')).toHaveText('other of two')

  await tab.getByRole('button', { name: 'Show' }).click()
  await expect(tab.locator('h1')).toHaveText('home of two')
  await hydrated(tab)
  await tab.getByRole('button', { name: 'Show' }).click()
  await expect(tab.getByText('panel of two')).toBeVisible()
})

test('a file that stays away does not load the page again and again; typed text is never lost for it', async ({
  page,
  problems,
}) => {
  problems.allow(/404|ChunkLoadError|Loading chunk|MIME/)
  await using app = await inlineApp(files('one'))
  const { url, dir } = await app.start()
  const html = await (await fetch(url)).text()
  const assets = path.join(dir, 'dist/assets')
  await page.goto(url)
  await hydrated(page)
  await expect(page.getByRole('link', { name: 'other' })).toBeVisible()
  // What the document names is needed to show it; the panel is in one of the others.
  for (const name of await readdir(assets)) {
    const script = name.replace(/\.(br|gz)$/, '')
    if (script.endsWith('.js') && !html.includes(script)) await rm(path.join(assets, name))
  }
  await page.reload()
  await hydrated(page)
  await page.getByLabel('Typed').fill('not to be lost')
  const sameDocument = await noReload(page)
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.locator('h1')).toHaveText('failed')
  await sameDocument()

  await page.goto(url)
  await hydrated(page)
  const reloaded = page.waitForEvent('load')
  await page.getByRole('button', { name: 'Show' }).click()
  await reloaded
  await hydrated(page)
  const afterwards = await noReload(page)
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.locator('h1')).toHaveText('failed')
  await afterwards()
})

test('a style sheet that is gone is a file that is gone: the page is loaded again, once', async ({
  page,
  problems,
}) => {
  problems.allow(/404|ChunkLoadError|Loading |MIME/)
  await using app = await inlineApp({
    ...files('one'),
    'app/panel.jsx': `import './panel.css'
export default function Panel() { return <p>panel</p> }`,
    'app/panel.css': 'p { color: rgb(1, 2, 3) }',
  })
  const { url, dir } = await app.start()
  const html = await (await fetch(url)).text()
  const assets = path.join(dir, 'dist/assets')
  for (const name of await readdir(assets)) {
    const sheet = name.replace(/\.(br|gz)$/, '')
    if (sheet.endsWith('.css') && !html.includes(sheet)) await rm(path.join(assets, name))
  }
  await page.goto(url)
  await hydrated(page)
  const reloaded = page.waitForEvent('load')
  await page.getByRole('button', { name: 'Show' }).click()
  await reloaded
  await hydrated(page)
  const afterwards = await noReload(page)
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.locator('h1')).toHaveText('failed')
  await afterwards()
})
