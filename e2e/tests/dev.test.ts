/** The dev server: an edit is on the screen soon, a mistake is told, and its mending too. */
import { noReload } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

const onlyDev = { tag: '@only-dev' }

test.afterEach(async ({ server }) => server.restore())

test(
  'an edited Server Component appears in open pages, and client state is kept',
  onlyDev,
  async ({ page, open, server }) => {
    await open('/nav')
    const sameDocument = await noReload(page)
    await page.getByRole('button', { name: 'Count' }).click()
    await server.edit('app/nav/page.tsx', (text) => text.replace('<h1>Navigation</h1>', '<h1>Edited</h1>'))
    await expect(page.getByRole('heading')).toHaveText('Edited', { timeout: 20_000 })
    await expect(page.getByTestId('count')).toHaveText('1')
    await sameDocument()
  },
)

test('an edited server function is what the next call runs', onlyDev, async ({ page, open, server }) => {
  await open('/calls')
  await page.waitForFunction(() => 'kitchen' in globalThis)
  await server.edit('app/calls/functions.ts', (text) =>
    text.replace('`Hello $' + "{names.join(' ')}`", '`Edited $' + "{names.join(' ')}`"),
  )
  await expect
    .poll(() => page.evaluate(`kitchen.greet('you').catch((error) => String(error))`), { timeout: 20_000 })
    .toBe('Edited you')
})

test('an edited client component appears in open pages', onlyDev, async ({ page, open, server }) => {
  await open('/nav')
  await server.edit('app/nav/links.tsx', (text) => text.replace('>Push<', '>Pushed<'))
  await expect(page.getByRole('button', { name: 'Pushed' })).toBeVisible({ timeout: 20_000 })
})

test('a new page is there without a restart', onlyDev, async ({ page, server }) => {
  const { mkdir, writeFile, rm } = await import('node:fs/promises')
  const folder = `${server.dir}/app/brand-new`
  await mkdir(folder)
  await writeFile(`${folder}/page.tsx`, 'export default function Page() {\n  return <h1>Brand new</h1>\n}\n')
  await expect.poll(async () => (await page.request.get('/brand-new')).status(), { timeout: 20_000 }).toBe(200)
  await rm(folder, { recursive: true })
  await expect.poll(async () => (await page.request.get('/brand-new')).status(), { timeout: 20_000 }).toBe(404)
})

test(
  'a mistake is told with its place, and the server mends itself when it is corrected',
  onlyDev,
  async ({ page, open, server, problems }) => {
    problems.allow(/./)
    await open('/nav/a')
    await server.edit('app/nav/a/page.tsx', (text) => text.replace('return <h1>', 'return <h1'))
    await expect.poll(() => server.output(), { timeout: 20_000 }).toMatch(/app\/nav\/a\/page\.tsx/)
    await server.restore()
    await expect.poll(async () => (await page.request.get('/nav/a')).text(), { timeout: 20_000 }).toContain('Page A')
  },
)

test('A-207 in development the caller sees the message', onlyDev, async ({ page, open, problems }) => {
  problems.allow(/./)
  await open('/calls')
  await page.waitForFunction(() => 'kitchen' in globalThis)
  expect(await page.evaluate(`kitchen.fail().catch((error) => error.message)`)).toContain('canary-of-the-error')
})
