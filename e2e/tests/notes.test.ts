/** The demo app in templates/notes: everything a person does with it, with and without JavaScript. */
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { type App, notes as folder, startBuilt } from '../helpers/app.ts'
import { hydrated } from '../helpers/page.ts'
import { expect, test as base } from '../helpers/test.ts'

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const test = base.extend<{ visitNotes: (path: string) => Promise<void> }, { notes: App }>({
  notes: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
    async ({}, use) => {
      const notes = await startBuilt(folder)
      await use(notes)
      await notes.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ notes }, use) => use(notes.url),
  visitNotes: async ({ page, javaScriptEnabled }, use) => {
    await use(async (path) => {
      await page.goto(path)
      if (javaScriptEnabled !== false) await hydrated(page)
    })
  },
})

const everywhere = { tag: '@nojs' }
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==',
  'base64',
)

async function write(page: Page, title: string, body = ''): Promise<void> {
  await page.getByLabel('Title').fill(title)
  if (body) await page.getByLabel('Note', { exact: true }).fill(body)
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
}

test(
  'the list shows the first notes, pinned first; search finds and the way back is there',
  everywhere,
  async ({ page, visitNotes }) => {
    await visitNotes('/')
    await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('Welcome aboard')
    await page.getByRole('searchbox').fill('lighthouse fish')
    await page.getByRole('searchbox').press('Enter')
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Ideas for the harbour walk'])
    await expect(page).toHaveURL(/\?q=lighthouse(\+|%20)fish$/)
    await page.getByRole('link', { name: 'Show all' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('All notes')
    await page.getByRole('searchbox').fill('100% _nothing_')
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page.getByText('Nothing found.')).toBeVisible()
  },
)

test('create, edit, delete, undo', everywhere, async ({ page, visitNotes, visitor }) => {
  await visitNotes('/notes/new')
  await write(page, `First ${visitor}`, 'line one\nline <two> & "three"')
  await expect(page.getByText('line <two> & "three"')).toBeVisible()

  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(page.getByLabel('Title')).toHaveValue(`First ${visitor}`)
  await page.getByLabel('Title').fill(`Second ${visitor}`)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Second ${visitor}`)
  const url = page.url()

  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('The note was deleted.')).toBeVisible()
  await expect(page.getByRole('link', { name: `Second ${visitor}` })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page).toHaveURL(url)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Second ${visitor}`)
  await expect(page.getByText('The note was deleted.')).toHaveCount(0)
})

test('what is refused stays in the fields, with the reasons', everywhere, async ({ page, visitNotes }) => {
  await visitNotes('/notes/new')
  await page.getByLabel('Note', { exact: true }).fill('a body that must not be lost')
  await page
    .getByLabel('Picture')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no image') })
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('alert')).toHaveText('The note was not saved.')
  await expect(page.getByText('Give the note a title.')).toBeVisible()
  await expect(page.getByText('Choose a PNG, JPEG, GIF or WebP picture.')).toBeVisible()
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('a body that must not be lost')
})

test(
  'the home page’s form: without JavaScript its answer is at the permalink',
  everywhere,
  async ({ page, visitNotes, javaScriptEnabled }) => {
    await visitNotes('/')
    await page.getByText('Write a note').click()
    await page.getByRole('button', { name: 'Create' }).click()
    await expect(page.getByText('Give the note a title.')).toBeVisible()
    await expect(page).toHaveURL(javaScriptEnabled === false ? '/notes/new' : '/')
  },
)

test('a picture: uploaded, shown, replaced by nothing', everywhere, async ({ page, visitNotes, visitor }) => {
  await visitNotes('/notes/new')
  await page.getByLabel('Title').fill(`Picture ${visitor}`)
  await page.getByLabel('Picture').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: png })
  await page.getByRole('button', { name: 'Create' }).click()
  const image = page.getByRole('img')
  await expect(image).toBeVisible()
  const answer = await page.request.get((await image.getAttribute('src')) ?? '')
  expect([answer.headers()['content-type'], (await answer.body()).equals(png)]).toEqual(['image/png', true])
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Remove the picture').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Picture ${visitor}`)
  await expect(image).toHaveCount(0)
})

test('pinning', everywhere, async ({ page, visitNotes, visitor }) => {
  await visitNotes('/notes/new')
  await write(page, `Pinned ${visitor}`)
  const pin = page.getByRole('button', { name: 'Pin' })
  await expect(pin).toHaveAttribute('aria-pressed', 'false')
  await pin.click()
  await expect(pin).toHaveAttribute('aria-pressed', 'true')
  await page.reload()
  await expect(pin).toHaveAttribute('aria-pressed', 'true')
  await pin.click()
  await expect(pin).toHaveAttribute('aria-pressed', 'false')
})

test('pinning is shown before the server has answered', async ({ page, visitNotes, visitor }) => {
  await visitNotes('/notes/new')
  await write(page, `Optimistic ${visitor}`)
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/_ferry/action/**', async (route) => {
    await released
    await route.continue()
  })
  const pin = page.getByRole('button', { name: 'Pin' })
  await pin.click()
  await expect(pin).toHaveAttribute('aria-pressed', 'true')
  release()
  await expect(pin).toHaveAttribute('aria-pressed', 'true')
})

test('the theme is kept in a cookie', everywhere, async ({ page, visitNotes }) => {
  await visitNotes('/')
  await page.getByRole('button', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(22, 24, 27)')
  await page.getByRole('button', { name: 'As the system' }).click()
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', /./)
})

test('a note that is not there is a 404', everywhere, async ({ page, problems }) => {
  problems.allow(/404/)
  for (const path of ['/notes/999999', '/notes/x', '/notes/1%20or%201', '/notes/999999/edit', '/nowhere']) {
    expect((await page.goto(path))?.status(), path).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such note')
  }
})

for (const theme of ['light', 'dark'] as const) {
  test(`no accessibility problem in the ${theme} theme, on a phone and on a desk`, async ({ page, visitNotes }) => {
    await page.emulateMedia({ colorScheme: theme })
    for (const path of ['/', '/?q=nothing-has-this', '/notes/1', '/notes/1/edit', '/notes/new']) {
      await visitNotes(path)
      await page.evaluate(await readAxe())
      const violations = await page.evaluate(async () =>
        (await (Reflect.get(globalThis, 'axe') as Axe).run()).violations.map(
          ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
        ),
      )
      expect(violations, path).toEqual([])
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
      await page.setViewportSize({ width: 1280, height: 720 })
    }
  })
}

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

async function readAxe(): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  return readFile(axe, 'utf8')
}
