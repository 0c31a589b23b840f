/** A navigation brings the segments that change; what stays keeps its elements, their state and the focus. */
import { startBuilt, notes } from '../helpers/app.ts'
import { hydrated, noReload } from '../helpers/page.ts'
import { payloads } from '../helpers/payloads.ts'
import { expect, test } from '../helpers/test.ts'

const dev = { tag: '@dev' }
const title = 'h1'

test('between sibling pages the layout is neither made nor sent again', dev, async ({ page, open }) => {
  await open('/segments')
  const made = await page.getByTestId('layout').textContent()
  const seen = await payloads(page)
  await page.getByRole('link', { name: 'one' }).click()
  await expect(page.locator(title)).toHaveText('Page one')
  await expect(page).toHaveTitle('Page one')
  await page.getByRole('link', { name: 'two' }).click()
  await expect(page.locator(title)).toHaveText('Page two')
  await expect(page.getByTestId('below')).toHaveText('two')
  expect(await page.getByTestId('layout').textContent()).toBe(made)
  for (const { have, text } of seen) {
    expect(have).toBeDefined()
    expect(await text).not.toContain('layout of segments')
    expect(await text).not.toContain('tools')
  }
  expect(seen.map(({ address }) => address)).toContain('/segments/two')
})

test('the elements of the layout stay, with state, text and focus', dev, async ({ page, open }) => {
  await open('/segments')
  const sameDocument = await noReload(page)
  await page.getByRole('button', { name: 'Count' }).click()
  await page.getByLabel('Search').fill('half a word')
  await page.getByLabel('Search').evaluate((element) => Reflect.set(globalThis, 'kept', element))
  // Without the mouse: the field keeps the focus.
  await page.getByRole('link', { name: 'one' }).evaluate((link: HTMLElement) => link.click())
  await expect(page.locator(title)).toHaveText('Page one')
  expect(await page.getByLabel('Search').evaluate((element) => Reflect.get(globalThis, 'kept') === element)).toBe(true)
  await expect(page.getByLabel('Search')).toHaveValue('half a word')
  await expect(page.getByTestId('count')).toHaveText('1')
  await sameDocument()
})

test(
  'a layout with a parameter stays for its own pages, and is another for another value',
  dev,
  async ({ page, open }) => {
    await open('/segments/room/1')
    const seen = await payloads(page)
    await page.getByRole('button', { name: 'room 0' }).click()
    await page.getByRole('link', { name: 'chairs' }).click()
    await expect(page.locator(title)).toHaveText('Room 1 chairs')
    await expect(page.getByRole('button', { name: 'room 1' })).toBeVisible()
    expect(await seen.at(-1)?.text).not.toContain('layout of room')
    await page.getByRole('link', { name: 'room/2' }).click()
    await expect(page.locator(title)).toHaveText('Room 2')
    await expect(page.getByText('layout of room 2')).toBeVisible()
    await expect(page.getByRole('button', { name: 'room 0' })).toBeVisible()
  },
)

test('a parameter may have any value, the name that pages have inside of Ferry too', dev, async ({ page, open }) => {
  await open('/segments/room/__PAGE__')
  const seen = await payloads(page)
  await page.getByRole('button', { name: 'room 0' }).click()
  await page.getByRole('link', { name: 'chairs' }).click()
  await expect(page.locator(title)).toHaveText('Room __PAGE__ chairs')
  await expect(page.getByRole('button', { name: 'room 1' })).toBeVisible()
  expect(await seen.at(-1)?.text).not.toContain('layout of room')
})

test('a template is new for each page, not for another query', dev, async ({ page, open }) => {
  await open('/segments/room/1')
  await page.getByRole('button', { name: 'template 0' }).click()
  await page.getByRole('link', { name: 'chairs' }).click()
  await expect(page.locator(title)).toHaveText('Room 1 chairs')
  await expect(page.getByRole('button', { name: 'template 1' })).toBeVisible()
  await page.getByRole('link', { name: 'one' }).click()
  await expect(page.locator(title)).toHaveText('Page one')
  await expect(page.getByRole('button', { name: 'template 0' })).toBeVisible()
})

test('the loading of a folder is seen at once for every page in it', dev, async ({ page, open }) => {
  await open('/segments/one')
  await page.getByRole('link', { name: 'slow' }).click()
  await expect(page.getByText('Loading segments')).toBeVisible()
  await expect(page).toHaveURL('/segments/slow')
  await expect(page.locator(title)).toHaveText('Page slow')
})

test(
  'refresh() and calls bring the whole page, and what comes after them starts from that',
  dev,
  async ({ page, open }) => {
    await open('/segments/one')
    const made = page.getByTestId('layout')
    const first = (await made.textContent()) ?? ''
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(made).not.toHaveText(first)
    const second = (await made.textContent()) ?? ''
    await page.getByRole('button', { name: 'Call' }).click()
    await expect(made).not.toHaveText(second)
    const third = (await made.textContent()) ?? ''
    await page.getByRole('link', { name: 'two' }).click()
    await expect(page.locator(title)).toHaveText('Page two')
    await expect(made).toHaveText(third)
  },
)

test('the way back after a call does not lead to an older layout', dev, async ({ page, open }) => {
  await open('/segments/one')
  const made = page.getByTestId('layout')
  const first = (await made.textContent()) ?? ''
  await page.getByRole('link', { name: 'two' }).click()
  await expect(page.locator(title)).toHaveText('Page two')
  await page.getByRole('button', { name: 'Call' }).click()
  await expect(made).not.toHaveText(first)
  await page.goBack()
  await expect(page.locator(title)).toHaveText('Page one')
  await expect(made).not.toHaveText(first)
})

test('a document that the browser had put aside is refreshed when it comes back', dev, async ({ page, open }) => {
  await open('/segments/one')
  await page.getByRole('link', { name: 'two' }).click()
  await expect(page.locator(title)).toHaveText('Page two')
  const made = page.getByTestId('layout')
  const first = (await made.textContent()) ?? ''
  await page.getByRole('button', { name: 'Count' }).click()
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await expect(made).not.toHaveText(first)
  await expect(page.getByTestId('count')).toHaveText('1')
})

test('back and forward without a request, and on from there', dev, async ({ page, open }) => {
  await open('/segments')
  await page.getByRole('link', { name: 'one' }).click()
  await expect(page.locator(title)).toHaveText('Page one')
  await page.getByRole('link', { name: 'room/1' }).click()
  await expect(page.locator(title)).toHaveText('Room 1')
  const seen = await payloads(page)
  await page.goBack()
  await expect(page.locator(title)).toHaveText('Page one')
  await page.goForward()
  await expect(page.locator(title)).toHaveText('Room 1')
  expect(seen).toEqual([])
  await page.getByRole('link', { name: 'elsewhere' }).click()
  await expect(page.locator(title)).toHaveText('Page A')
  await page.goBack()
  await expect(page.locator(title)).toHaveText('Room 1')
  await page.getByRole('link', { name: 'chairs' }).click()
  await expect(page.locator(title)).toHaveText('Room 1 chairs')
})

test('what failed is not kept: the next page is fetched whole', dev, async ({ page, context, server, problems }) => {
  problems.allow(/./)
  await context.addCookies([{ name: 'flaky', value: '1', url: server.url }])
  await page.goto('/segments/flaky/a')
  await hydrated(page)
  await expect(page.locator(title)).toHaveText('Failed')
  await context.clearCookies({ name: 'flaky' })
  await page.getByRole('link', { name: 'flaky/b' }).click()
  await expect(page.locator(title)).toHaveText('Flaky b')
  await page.getByRole('link', { name: 'broken' }).click()
  await expect(page.locator(title)).toHaveText('Failed')
  const seen = await payloads(page)
  await page.getByRole('link', { name: 'one' }).click()
  await expect(page.locator(title)).toHaveText('Page one')
  const one = seen.find(({ address }) => address === '/segments/one')
  expect(one?.have).toBeUndefined()
  expect(await one?.text).toContain('layout of segments')
})

test('a page that was fetched ahead for another place is fetched again', async ({ page, open }) => {
  await open('/segments')
  // What is on screen when the link is pointed at is not what is there when it is followed.
  await page.getByRole('link', { name: 'two' }).hover()
  await page.getByRole('link', { name: 'elsewhere' }).evaluate((link: HTMLElement) => link.click())
  await expect(page.locator(title)).toHaveText('Page A')
  await page.goBack()
  await expect(page.locator(title)).toHaveText('Segments')
  await page.getByRole('link', { name: 'two' }).click()
  await expect(page.locator(title)).toHaveText('Page two')
  await expect(page.getByTestId('layout')).toBeVisible()
})

test('the demo app: from note to note the layout is not sent again', async ({ page }) => {
  const app = await startBuilt(notes)
  try {
    await page.goto(app.url)
    await hydrated(page)
    const whole = await (await fetch(`${app.url}/_ferry/payload/`, { headers: { accept: 'text/x-component' } })).text()
    expect(whole).toContain('Skip to the content')
    const seen = await payloads(page)
    const note = page.locator('main a[href^="/notes/"]').first()
    await note.click()
    await expect(page).toHaveURL(/\/notes\/(?!new)/)
    await page.getByRole('link', { name: 'Notes', exact: true }).click()
    await expect(page).toHaveURL(`${app.url}/`)
    expect(seen.length).toBeGreaterThanOrEqual(2)
    for (const { text } of seen) expect(await text).not.toContain('Skip to the content')
    await page.goto('about:blank')
  } finally {
    await app.stop()
  }
})
