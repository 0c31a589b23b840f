/** A build that moves, and tabs that outlive one. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startBuilt } from '../helpers/app.ts'
import { inlineApp } from '../helpers/inline-app.ts'
import { hydrated, noReload } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

test('dist/ alone is a deployment: elsewhere, without node_modules, database and all', async ({ server, page }) => {
  const elsewhere = await mkdtemp(path.join(tmpdir(), 'ferry-moved-'))
  await cp(path.join(server.dir, 'dist'), path.join(elsewhere, 'dist'), { recursive: true, dereference: true })
  const moved = await startBuilt(elsewhere)
  try {
    await page.goto(`${moved.url}/forms/passing`)
    await hydrated(page)
    await page.getByTestId('inline').getByRole('button').click()
    await expect(page.getByTestId('recorded')).toHaveText('inline: bar')
    expect((await fetch(`${moved.url}/dot.svg`)).headers.get('content-type')).toContain('image/svg')
  } finally {
    await moved.stop()
    await rm(elsewhere, { recursive: true, force: true })
  }
})

const page = `import { Panel } from './panel'
export default function Page() { return <Panel /> }`
const panel = (names: string) => `'use client'
import { useState } from 'react'
import * as functions from './functions'
export function Panel() {
  const [text, setText] = useState('ready')
  return <>
    <output>{text}</output>
    <input aria-label="Typed" />
    {${names}.map((name) => <button key={name} onClick={async () => {
      try { setText(await functions[name]()) } catch (error) { setText(error.kind ?? error.message) }
    }}>{name}</button>)}
  </>
}`

test('survives a deploy: an old tab calls a function that is still there, and is told of one that is gone', async ({
  page: tab,
  problems,
}) => {
  test.setTimeout(120_000)
  problems.allow(/404/)
  await using app = await inlineApp({
    'app/page.jsx': page,
    'app/panel.jsx': panel(`['stays', 'goes']`),
    'app/functions.js': `'use server'
export async function stays() { return 'old build' }
export async function goes() { return 'still here' }`,
  })
  const old = await app.start()
  const { port } = new URL(old.url)
  await tab.goto(old.url)
  await hydrated(tab)
  await old.stop()
  await app.write({
    'app/panel.jsx': panel(`['stays']`),
    'app/functions.js': `'use server'
export async function stays() { return 'new build' }`,
  })
  await app.start({ PORT: port })
  await tab.getByLabel('Typed').fill('not to be lost')
  const sameDocument = await noReload(tab)
  await tab.getByRole('button', { name: 'goes' }).click()
  await expect(tab.getByRole('status')).toHaveText('unknown-function')
  await sameDocument()
  await expect(tab.getByLabel('Typed')).toHaveValue('not to be lost')
})

test('the ids of functions stay the same from build to build, and do not depend on the key', async () => {
  test.setTimeout(120_000)
  await using app = await inlineApp({
    'app/page.jsx': `export default function Page() {
  const word = 'captured'
  return <form action={async () => { 'use server'; console.log(word) }}><button>Send</button></form>
}`,
  })
  const ids = async (env: Record<string, string>) => {
    const { code, output } = await app.build(env)
    expect(code, output).toBe(0)
    const { readFile } = await import('node:fs/promises')
    const manifest = JSON.parse(await readFile(path.join(app.dir, 'dist/manifest.json'), 'utf8')) as {
      functions: object
    }
    return Object.keys(manifest.functions)
  }
  const first = await ids({ FERRY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64') })
  const second = await ids({ FERRY_ENCRYPTION_KEY: Buffer.alloc(32, 2).toString('base64') })
  expect(first).toHaveLength(1)
  expect(second).toEqual(first)
})
