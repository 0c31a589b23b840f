/**
 * A bug report that runs. Copy this file, make the app as small as it can be, and let the test say what you expected:
 * `npx playwright test bug-report --project build`
 */
import { inlineApp } from './helpers/inline-app.ts'
import { hydrated } from './helpers/page.ts'
import { expect, test } from './helpers/test.ts'

test('a click runs the server function and the page shows what it returned', async ({ page }) => {
  test.setTimeout(90_000)
  await using app = await inlineApp({
    'app/page.jsx': `
      import { Greeting } from './greeting'
      export default function Page() {
        return <Greeting />
      }
    `,
    'app/greeting.jsx': `
      'use client'
      import { useState } from 'react'
      import { greet } from './functions'
      export function Greeting() {
        const [text, setText] = useState('nothing yet')
        return <button onClick={async () => setText(await greet('you'))}>{text}</button>
      }
    `,
    'app/functions.js': `
      'use server'
      export async function greet(name) {
        return 'Hello ' + name
      }
    `,
  })
  const server = await app.start()
  await page.goto(server.url)
  await hydrated(page)
  await page.getByRole('button').click()
  await expect(page.getByRole('button')).toHaveText('Hello you')
})
