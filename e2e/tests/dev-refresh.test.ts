/** Edits while the app is open: each shows without a reload, and what the user has done stays. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type InlineApp, inlineApp } from '../helpers/inline-app.ts'
import type { App } from '../helpers/app.ts'
import { hydrated, noReload } from '../helpers/page.ts'
import { expect, test as base } from '../helpers/test.ts'

const files = {
  'app/layout.tsx': `import './global.css'
export default ({ children }) => <html lang="en"><body>{children}</body></html>
`,
  'app/global.css': 'h1 { color: rgb(1, 0, 0) }\n.only-first { outline: 3px solid rgb(9, 0, 0) }\n',
  'app/page.tsx': `import { Counter } from './counter'
import { Caller } from './caller'
import { Badge } from './badge'
import styles from './page.module.css'

export default function Page() {
  return (
    <main>
      <h1 className="only-first">Server one</h1>
      <p data-testid="styled" className={styles.text}>Text</p>
      <Badge />
      <Counter />
      <Caller />
      <input aria-label="Typed" />
    </main>
  )
}
`,
  'app/page.module.css': '.text { color: rgb(2, 0, 0) }\n',
  'app/counter.module.css': '.button { color: rgb(3, 0, 0) }\n',
  'app/counter.tsx': `'use client'
import { useState } from 'react'
import styles from './counter.module.css'
import { useStep } from './use-step'

export function Counter() {
  const [count, setCount] = useState(0)
  const step = useStep()
  return <button type="button" data-testid="counter" className={styles.button} onClick={() => setCount(count + step)}>Count {count}</button>
}
`,
  'app/use-step.ts': "import { useRef } from 'react'\nexport const useStep = () => useRef(1).current\n",
  'app/badge.tsx': `export function Badge() {
  return <b data-testid="badge">{typeof window === 'undefined' ? 'server' : 'browser'}</b>
}
`,
  'app/functions.ts': `'use server'
import { setTimeout as wait } from 'node:timers/promises'

export async function greet() {
  return 'Hello'
}
export async function slow() {
  await wait(2500)
  return 'slow one'
}
`,
  'app/caller.tsx': `'use client'
import { useState } from 'react'
import { greet, slow } from './functions'

export function Caller() {
  const [said, say] = useState('')
  return (
    <p>
      <button type="button" onClick={async () => say(await greet())}>Greet</button>
      <button type="button" onClick={async () => say(await slow())}>Slowly</button>
      <output data-testid="said">{said}</output>
    </p>
  )
}
`,
  'app/api/value/route.ts':
    "import { value } from '../../../values/value'\nexport const GET = () => new Response([value, process.env.KITCHEN_VALUE].join())\n",
  'values/value.ts': "export const value = 'near'\n",
  'elsewhere/value.ts': "export const value = 'far'\n",
}

interface Running {
  readonly app: InlineApp
  readonly server: App
}

const test = base.extend<object, { running: Running }>({
  running: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
    async ({}, use) => {
      const app = await inlineApp(files)
      await use({ app, server: await app.dev() })
      await app[Symbol.asyncDispose]()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  server: [async ({ running }, use) => use(running.server), { scope: 'worker' }],
})

const patience = { timeout: 60_000 }

test.describe('an edit shows without a reload', { tag: '@only-dev' }, () => {
  test.beforeEach(async ({ page, open, problems }) => {
    test.setTimeout(240_000)
    // Of a page that asked before the server had something to answer with.
    problems.allow(/favicon|hot-update|ERR_ABORTED/)
    await open('/')
    await page.getByTestId('counter').click()
    await page.getByLabel('Typed').fill('typed')
  })
  test.afterEach(async ({ server, page }) => {
    await server.restore()
    await page.close()
    // The next test begins with the first state of the sources.
    await expect.poll(async () => (await (await fetch(server.url)).text()).includes('Server one'), patience).toBe(true)
  })

  test('of a client component; its state and its server-rendered copy too', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await server.edit('app/counter.tsx', (text) => text.replace('>Count {', '>Counted {'))
    await expect(page.getByTestId('counter')).toHaveText('Counted 1', patience)
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
    await page.getByTestId('counter').click()
    await expect(page.getByTestId('counter')).toHaveText('Counted 2')
    await sameDocument()
    await expect.poll(async () => (await fetch(server.url)).text(), patience).toContain('Counted')
  })

  test('of hooks: that component starts afresh, the others keep their state', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await page.getByRole('button', { name: 'Greet' }).click()
    await expect(page.getByTestId('said')).toHaveText('Hello')
    await server.edit('app/counter.tsx', (text) =>
      text
        .replace('const step', "const [unit] = useState('pieces')\n  const step")
        .replace('Count {count}', 'Count {count} {unit}'),
    )
    await expect(page.getByTestId('counter')).toHaveText('Count 0 pieces', patience)
    await expect(page.getByTestId('said')).toHaveText('Hello')
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
    await sameDocument()
  })

  test('of a module that is no component: those that use it take it', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await server.edit('app/use-step.ts', (text) => text.replace('useRef(1).current', 'useRef(1).current * 10'))
    await expect(async () => {
      const before = Number((await page.getByTestId('counter').textContent())?.slice(6))
      await page.getByTestId('counter').click()
      await expect(page.getByTestId('counter')).toHaveText(`Count ${before + 10}`, { timeout: 500 })
    }).toPass(patience)
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
    await sameDocument()
  })

  test('of style sheets: global, of a server component, of a client component', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await expect(page.getByRole('heading')).toHaveCSS('outline-color', 'rgb(9, 0, 0)')
    await server.edit('app/global.css', () => 'h1 { color: rgb(10, 0, 0) }\n')
    await expect(page.getByRole('heading')).toHaveCSS('color', 'rgb(10, 0, 0)', patience)
    // What the sheet no longer says is gone as well.
    await expect(page.getByRole('heading')).toHaveCSS('outline-style', 'none')
    await server.edit('app/page.module.css', (text) => text.replace('2, 0, 0', '20, 0, 0'))
    await expect(page.getByTestId('styled')).toHaveCSS('color', 'rgb(20, 0, 0)', patience)
    await server.edit('app/counter.module.css', (text) => text.replace('3, 0, 0', '30, 0, 0'))
    await expect(page.getByTestId('counter')).toHaveCSS('color', 'rgb(30, 0, 0)', patience)
    // Back to a sheet that this page has had before.
    await server.edit('app/counter.module.css', (text) => text.replace('30, 0, 0', '3, 0, 0'))
    await expect(page.getByTestId('counter')).toHaveCSS('color', 'rgb(3, 0, 0)', patience)
    await expect(page.getByTestId('counter')).toHaveText('Count 1')
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
    await sameDocument()
  })

  test('of a server component', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await server.edit('app/page.tsx', (text) => text.replace('Server one', 'Server two'))
    await expect(page.getByRole('heading')).toHaveText('Server two', patience)
    await expect(page.getByTestId('counter')).toHaveText('Count 1')
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
    await sameDocument()
  })

  test('of a server function, whose id stays', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    const ids = new Set<string>()
    page.on('request', (request) => request.method() === 'POST' && ids.add(request.url()))
    await page.getByRole('button', { name: 'Greet' }).click()
    await expect(page.getByTestId('said')).toHaveText('Hello')
    await server.edit('app/functions.ts', (text) => text.replace("'Hello'", "'Good day'"))
    await expect(async () => {
      await page.getByRole('button', { name: 'Greet' }).click()
      await expect(page.getByTestId('said')).toHaveText('Good day', { timeout: 1_000 })
    }).toPass(patience)
    expect([...ids]).toEqual([expect.stringMatching(/\/_ferry\/action\/[0-9a-f]{40}$/)])
    await expect(page.getByTestId('counter')).toHaveText('Count 1')
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
    await sameDocument()
  })

  test('of a directive: added, then removed', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await expect(page.getByTestId('badge')).toHaveText('server')
    await server.edit('app/badge.tsx', (text) => `'use client'\n${text}`)
    await expect(page.getByTestId('badge')).toHaveText('browser', patience)
    await server.restore()
    await expect(page.getByTestId('badge')).toHaveText('server', patience)
    await expect(page.getByTestId('counter')).toHaveText('Count 1')
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
    await sameDocument()
  })

  test('of files: added, renamed, deleted', async ({ page, server, problems }) => {
    problems.allow(/500/)
    const sameDocument = await noReload(page)
    const at = (file: string) => path.join(server.dir, file)
    await writeFile(
      at('app/extra.tsx'),
      '\'use client\'\nexport const Extra = () => <i data-testid="extra">extra</i>\n',
    )
    await server.edit('app/page.tsx', (text) =>
      `import { Extra } from './extra'\n${text}`.replace('"Typed" />', '"Typed" /><Extra />'),
    )
    await expect(page.getByTestId('extra')).toHaveText('extra', patience)
    await rename(at('app/extra.tsx'), at('app/other.tsx'))
    await server.edit('app/page.tsx', (text) => text.replace('./extra', './other'))
    await server.edit('app/other.tsx', (text) => text.replace('>extra<', '>renamed<'))
    await expect(page.getByTestId('extra')).toHaveText('renamed', patience)
    await server.restore()
    await rm(at('app/other.tsx'))
    await expect(page.getByTestId('extra')).toHaveCount(0, patience)
    await expect(page.getByTestId('counter')).toHaveText('Count 1')
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
    await sameDocument()
  })

  test('of several files at once', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await Promise.all([
      server.edit('app/counter.tsx', (text) => text.replace('>Count {', '>Number {')),
      server.edit('app/page.tsx', (text) => text.replace('Server one', 'Server many')),
      server.edit('app/global.css', (text) => text.replace('rgb(1, 0, 0)', 'rgb(11, 0, 0)')),
      server.edit('app/functions.ts', (text) => text.replace("'Hello'", "'Many'")),
    ])
    await expect(page.getByTestId('counter')).toHaveText('Number 1', patience)
    await expect(page.getByRole('heading')).toHaveText('Server many', patience)
    await expect(page.getByRole('heading')).toHaveCSS('color', 'rgb(11, 0, 0)', patience)
    await page.getByRole('button', { name: 'Greet' }).click()
    await expect(page.getByTestId('said')).toHaveText('Many')
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
    await sameDocument()
  })

  test('during a call: it ends with the code it began with, and its result arrives', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await page.getByRole('button', { name: 'Slowly' }).click()
    await server.edit('app/functions.ts', (text) => text.replace("'slow one'", "'slow two'"))
    await server.edit('app/page.tsx', (text) => text.replace('Server one', 'Server meanwhile'))
    await expect(page.getByTestId('said')).toHaveText('slow one', patience)
    await expect(page.getByRole('heading')).toHaveText('Server meanwhile', patience)
    await page.getByRole('button', { name: 'Slowly' }).click()
    await expect(page.getByTestId('said')).toHaveText('slow two', patience)
    await expect(page.getByLabel('Typed')).toHaveValue('typed')
    await sameDocument()
  })

  test('of the routes: one that is new can be gone to', async ({ page, server }) => {
    const sameDocument = await noReload(page)
    await mkdir(path.join(server.dir, 'app/fresh'), { recursive: true })
    await writeFile(path.join(server.dir, 'app/fresh/page.tsx'), 'export default () => <h1>Fresh</h1>\n')
    await server.edit('app/page.tsx', (text) =>
      `import Link from 'ferry/link'\n${text}`.replace('<Badge />', '<Badge /><Link href="/fresh">Fresh page</Link>'),
    )
    await page.getByRole('link', { name: 'Fresh page' }).click(patience)
    await expect(page.getByRole('heading')).toHaveText('Fresh', patience)
    await sameDocument()
    await rm(path.join(server.dir, 'app/fresh'), { recursive: true })
  })

  test('of configuration, environment and tsconfig: the page comes back', async ({ page, server, running }) => {
    const value = async () => (await fetch(`${server.url}/api/value`)).text()
    await running.app.write({ '.env': 'KITCHEN_VALUE=from-env' })
    await expect.poll(value, patience).toBe('near,from-env')
    await running.app.write({ 'ferry.config.ts': "export default { env: { TITLE: 'From the configuration' } }\n" })
    await server.edit('app/page.tsx', (text) => text.replace('Server one', '{process.env.TITLE}'))
    await expect(page.getByRole('heading')).toHaveText('From the configuration', patience)
    await server.edit('app/api/value/route.ts', (text) => text.replace('../../../values/value', '@values/value'))
    await running.app.write({
      'tsconfig.json': '{ "compilerOptions": { "jsx": "preserve", "paths": { "@values/*": ["./elsewhere/*"] } } }',
    })
    await expect.poll(value, patience).toBe('far,from-env')
    for (const file of ['.env', 'ferry.config.ts', 'tsconfig.json']) await rm(path.join(server.dir, file))
    await server.restore()
    await expect(page.getByRole('heading')).toHaveText('Server one', patience)
    await hydrated(page)
    await page.getByTestId('counter').click()
  })
})
