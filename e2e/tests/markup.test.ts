/** Data that looks like markup, rendered without a content security policy to help: nothing of it runs (H-703, H-707, H-709); and Trusted Types (H-708). */
import type { Page } from '@playwright/test'
import type { App } from '../helpers/app.ts'
import { type InlineApp, inlineApp } from '../helpers/inline-app.ts'
import { hydrated } from '../helpers/page.ts'
import { expect, test as base } from '../helpers/test.ts'

const files = {
  'ferry.config.mjs': `export default {
  headers: () => [{ source: '/typed/:path*', headers: [
    { key: 'Content-Security-Policy', value: "require-trusted-types-for 'script'; trusted-types app" },
  ] }],
  webpack(config, { world }) {
    if (world === 'browser') config.output.trustedTypes = { policyName: 'app' }
    return config
  },
}`,
  'app/functions.js': `'use server'
export async function stored(json) { return JSON.parse(json) }
export async function made(text) {
  return <section data-testid="made"><b title={text}>{text}</b><a href={text}>{text}</a><x-own title={text}>{text}</x-own></section>
}`,
  'app/shown.jsx': `'use client'
import { Component, useState } from 'react'
import { made, stored } from './functions'
class Boundary extends Component {
  state = { error: null }
  static getDerivedStateFromError(error) { return { error } }
  render() { return this.state.error ? <p data-testid="refused">{this.state.error.message}</p> : this.props.children }
}
export function Shown({ kind, text }) {
  const [value, set] = useState(null)
  const get = kind === 'made' ? made : stored
  return <>
    <button onClick={async () => set({ is: await get(text) })}>Get</button>
    <Boundary key={String(value)}><div data-testid="shown">{value?.is}</div></Boundary>
  </>
}`,
  'app/page.jsx': `import { Shown } from './shown'
export default async function Page({ searchParams }) {
  const { kind, text } = await searchParams
  return <main><Shown kind={kind} text={text} /></main>
}`,
  'app/links/page.jsx': `export default async function Page({ searchParams }) {
  const { to } = await searchParams
  return <main>
    <a id="plain" href={to}>plain</a>
    <svg><a id="linked" xlinkHref={to}><text y="20">linked</text></a></svg>
    <form action={to}><button id="posted">posted</button></form>
    <p id="styled" style={{ background: to, '--said': to }}>styled</p>
  </main>
}`,
  'app/typed/layout.jsx': `export default ({ children }) => <section>{children}</section>`,
  'app/typed/page.jsx': `import Link from 'ferry/link'
import { Form } from './form'
export default function Page() { return <main><h1>Typed</h1><Link href="/typed/other">Other</Link><Form /></main> }`,
  'app/typed/other/page.jsx': `import { Suspense } from 'react'
async function Late() { await new Promise((ok) => setTimeout(ok, 100)); return <p>late</p> }
export default function Page() { return <main><h1>Other</h1><Suspense fallback={<i>wait</i>}><Late /></Suspense></main> }`,
  'app/typed/form.jsx': `'use client'
import dynamic from 'ferry/dynamic'
import { useState } from 'react'
import { stored } from '../functions'
const Panel = dynamic(() => import('./panel'), { ssr: false })
export function Form() {
  const [said, say] = useState('')
  const [open, setOpen] = useState(false)
  return <><button onClick={async () => say(await stored('"called"'))}>Call</button><output>{said}</output>
    <button onClick={() => setOpen(true)}>Open</button>{open && <Panel />}</>
}`,
  'app/typed/panel.jsx': `import './panel.css'
export default function Panel() { return <p id="panel">panel</p> }`,
  'app/typed/panel.css': '#panel { color: rgb(1, 2, 3) }',
}

const test = base.extend<object, { app: InlineApp; server: App }>({
  app: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
    async ({}, use) => {
      const app = await inlineApp(files)
      await use(app)
      await app[Symbol.asyncDispose]()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  server: [async ({ app }, use) => use(await app.start()), { scope: 'worker', timeout: 240_000 }],
})
// One build of the app for all of them.
test.describe.configure({ mode: 'default', timeout: 240_000 })

const ran = (page: Page) => page.evaluate(() => Reflect.get(globalThis, 'ran'))
const SCRIPT = 'globalThis.ran = 1'
const TEXT = `"'><img src=x onerror="${SCRIPT}"><script>${SCRIPT}</script>`

test.describe('H-707, H-709 what a function gives back', () => {
  for (const [name, value] of [
    ['an element of the payload', ['$', 'img', null, { src: 'x', onError: SCRIPT }]],
    [
      'an element in memory',
      { $$typeof: 'Symbol(react.transitional.element)', type: 'img', props: { onerror: SCRIPT } },
    ],
    [
      'one with a store',
      { $$typeof: 60103, type: 'script', key: null, ref: null, props: {}, _owner: null, _store: {} },
    ],
    ['one with markup', { dangerouslySetInnerHTML: { __html: TEXT } }],
  ] as const) {
    test(`${name} in the data is no element`, async ({ page, problems }) => {
      problems.allow(/Objects are not valid|#31/)
      await page.goto(`/?kind=stored&text=${encodeURIComponent(JSON.stringify(value))}`)
      await hydrated(page)
      await page.getByRole('button').click()
      await expect(page.getByTestId('refused')).toHaveText(/Objects are not valid|#31/)
      expect(await page.locator('main').locator('img, script').count()).toBe(0)
      expect(await ran(page)).toBeUndefined()
    })
  }

  test('a text in it stays a text, in attributes and in elements of one’s own', async ({ page }) => {
    await page.goto(`/?kind=made&text=${encodeURIComponent(TEXT)}`)
    await hydrated(page)
    await page.getByRole('button').click()
    const made = page.getByTestId('made')
    await expect(made.locator('b')).toHaveAttribute('title', TEXT)
    await expect(made.locator('x-own')).toHaveAttribute('title', TEXT)
    await expect(made.locator('b')).toHaveText(TEXT)
    expect(await made.locator('img, script').count()).toBe(0)
    expect(await ran(page)).toBeUndefined()
  })
})

for (const hydrates of [true, false]) {
  test(`H-703 a javascript: URL of a user throws, ${hydrates ? 'with' : 'without'} hydration`, async ({
    page,
    problems,
  }) => {
    problems.allow(/blocked a javascript: URL/)
    if (!hydrates) await page.route(/\/_ferry\/assets\//, (route) => route.abort())
    if (!hydrates) problems.allow(/Failed to load resource|ERR_FAILED/)
    await page.goto(`/links?to=${encodeURIComponent(` java\tscript:${SCRIPT}`)}`)
    if (hydrates) await hydrated(page)
    const thrown: string[] = []
    page.on('pageerror', (error) => thrown.push(error.message))
    for (const id of ['plain', 'linked', 'posted']) await page.locator(`#${id}`).click()
    await expect.poll(() => thrown.length).toBe(3)
    expect(new Set(thrown).size).toBe(1)
    expect(thrown[0]).toContain('React has blocked a javascript: URL')
    expect(await ran(page)).toBeUndefined()
    expect(await page.locator('#styled').evaluate((element) => element.style.length)).toBeLessThan(3)
  })
}

test('H-708 with a policy for its chunks an app runs where Trusted Types are enforced', async ({ page }) => {
  await page.addInitScript(() => {
    const seen: string[] = []
    Reflect.set(globalThis, 'violations', seen)
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.push(
        `${event.violatedDirective} ${event.sample} ${event.sourceFile?.split('/').at(-1)}:${event.lineNumber}:${event.columnNumber}`,
      ),
    )
  })
  await page.goto('/typed')
  await hydrated(page)
  await page.getByRole('button', { name: 'Call' }).click()
  await expect(page.getByRole('status')).toHaveText('called')
  await page.getByRole('button', { name: 'Open' }).click()
  await expect(page.locator('#panel')).toHaveCSS('color', 'rgb(1, 2, 3)')
  await page.getByRole('link', { name: 'Other' }).click()
  await expect(page.getByText('late')).toBeVisible()
  expect(await page.evaluate(() => Reflect.get(globalThis, 'violations'))).toEqual([])
})
