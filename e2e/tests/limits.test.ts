/** What is turned away, as a page sees it: 429 and 503 are typed errors, and a form without JavaScript gets its status. */
import { inlineApp } from '../helpers/inline-app.ts'
import { hydrated } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

const files = {
  'ferry.config.mjs': `export default { server: { maxRequests: 3 } }`,
  'app/actions.js': `'use server'
import { action } from 'ferry/action'
export const limited = action(async () => 'done', { rateLimit: { requests: 2, per: 60_000 } })
export const narrow = action(async () => { await new Promise((resolve) => setTimeout(resolve, 1500)); return 'done' }, { maxConcurrent: 1 })
export const wait = async () => { await new Promise((resolve) => setTimeout(resolve, 2500)); return 'done' }
export const post = action(async () => {}, { rateLimit: { requests: 1, per: 60_000 } })`,
  'app/page.jsx': `
import { Buttons } from './buttons'
import { limited, narrow, post, wait } from './actions'
export const dynamic = 'force-dynamic'
export default function Page() {
  return <main><Buttons functions={{ limited, narrow, wait }} /><form action={post}><button>post</button></form></main>
}`,
  'app/buttons.jsx': `'use client'
import { useState } from 'react'
import { CallError } from 'ferry/action'
export function Buttons({ functions }) {
  const [results, setResults] = useState([])
  const run = (name) => functions[name]().then(
    (value) => value,
    (error) => (error instanceof CallError ? [error.kind, error.status, error.retryAfter > 0].join(' ') : 'untyped ' + error),
  ).then((text) => setResults((before) => [...before, name + ': ' + text]))
  return <>
    {Object.keys(functions).map((name) => <button key={name} onClick={() => run(name)}>{name}</button>)}
    <ul>{results.map((text, index) => <li key={index}>{text}</li>)}</ul>
  </>
}`,
}

test.describe.configure({ timeout: 120_000 })

test('calls over a limit reject with a CallError that says which, and when to come back', async ({
  page,
  problems,
}) => {
  problems.allow(/429|503/)
  await using app = await inlineApp(files)
  const { url } = await app.start()
  await page.goto(url)
  await hydrated(page)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const results = page.locator('li')

  for (let calls = 1; calls <= 3; calls++) {
    await press('limited')
    await expect(results).toHaveCount(calls)
  }
  await expect(results).toHaveText(['limited: done', 'limited: done', 'limited: rate-limited 429 true'])

  await press('narrow')
  await press('narrow')
  await expect(results).toHaveText([/limited/, /limited/, /limited/, 'narrow: unavailable 503 true', 'narrow: done'])

  for (let calls = 0; calls < 4; calls++) await press('wait')
  await expect(results.filter({ hasText: 'wait: unavailable 503 true' })).toHaveCount(1)
  await expect(results.filter({ hasText: 'wait: done' })).toHaveCount(3)
})

test('a form without JavaScript over its limit gets the page with 429 @only-nojs', async ({ page, problems }) => {
  problems.allow(/429/)
  await using app = await inlineApp(files)
  const { url } = await app.start()
  await page.goto(url)
  const post = async () => {
    const answer = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: 'post' }).click()
    return (await answer).status()
  }
  expect(await post()).toBe(200)
  await page.goto(url)
  expect(await post()).toBe(429)
})
