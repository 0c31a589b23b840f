/** The demo app in templates/notes: everything a person does with it, with and without JavaScript. */
import type { Page } from '@playwright/test'
import { expectAccessible } from '../helpers/accessible.ts'
import { startBuilt } from '../helpers/app.ts'
import { templateFolder, templateTest } from '../helpers/template.ts'
import { expect } from '../helpers/test.ts'

const test = templateTest(() => startBuilt(templateFolder('notes')))

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
  async ({ page, visit }) => {
    await visit('/')
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

test('create, edit, delete, undo', everywhere, async ({ page, visit, visitor }) => {
  await visit('/notes/new')
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

test('what is refused stays in the fields, with the reasons', everywhere, async ({ page, visit }) => {
  await visit('/notes/new')
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
  async ({ page, visit, javaScriptEnabled }) => {
    await visit('/')
    await page.getByText('Write a note').click()
    await page.getByRole('button', { name: 'Create' }).click()
    await expect(page.getByText('Give the note a title.')).toBeVisible()
    await expect(page).toHaveURL(javaScriptEnabled === false ? '/notes/new' : '/')
  },
)

test('a picture: uploaded, shown, replaced by nothing', everywhere, async ({ page, visit, visitor }) => {
  await visit('/notes/new')
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

test('pinning', everywhere, async ({ page, visit, visitor }) => {
  await visit('/notes/new')
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

test('pinning is shown before the server has answered', async ({ page, visit, visitor }) => {
  await visit('/notes/new')
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

test('the theme is kept in a cookie', everywhere, async ({ page, visit }) => {
  await visit('/')
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
  test(`no accessibility problem in the ${theme} theme, on a phone and on a desk`, async ({ page, visit }) => {
    await page.emulateMedia({ colorScheme: theme })
    for (const path of ['/', '/?q=nothing-has-this', '/notes/1', '/notes/1/edit', '/notes/new']) {
      await visit(path)
      await expectAccessible(page)
    }
  })
}
