/** Submissions before hydration (A5): replayed once, in order, as they were; or posted by the browser when no script comes. */
import type { Page } from '@playwright/test'
import { documents, hydrated, noReload, openLate } from '../helpers/page.ts'
import { expect, test } from '../helpers/test.ts'

const late = { tag: '@late' }
const send = (page: Page, form: string) => page.getByTestId(form).getByRole('button', { name: 'Send' }).click()

for (const [form, expected] of [
  ['plain', 'plain: text=default&which=own'],
  ['second', 'second: text=of the second'],
  ['counter', 'add: 1'],
  ['client', 'client: text=default'],
  ['island', 'island'],
] as const) {
  test(
    `A-501: a submission of ${form} is replayed exactly once, in the same document`,
    late,
    async ({ page, recorded }) => {
      const scripts = await openLate(page, '/late')
      const sameDocument = await noReload(page)
      await send(page, form)
      await page.waitForTimeout(200)
      expect(await recorded()).toEqual([])
      await scripts.release()
      await hydrated(page)
      await expect(page.getByTestId('recorded')).toHaveText(expected)
      await page.waitForTimeout(300)
      expect(await recorded()).toEqual([expected])
      await sameDocument()
    },
  )
}

test('useActionState shows the state of the replayed submission, and chains', late, async ({ page }) => {
  const scripts = await openLate(page, '/late')
  await page.getByTestId('counter').getByLabel('N').fill('5')
  await send(page, 'counter')
  await scripts.release()
  await expect(page.getByTestId('counter').getByRole('status')).toHaveText('6')
  await send(page, 'counter')
  await expect(page.getByTestId('counter').getByRole('status')).toHaveText('7')
})

test(
  'A-502 the FormData is that of the moment: later edits change nothing, and text typed elsewhere survives',
  late,
  async ({ page, recorded }) => {
    const scripts = await openLate(page, '/late')
    await page.getByLabel('Plain text').fill('typed before')
    await send(page, 'plain')
    await page.getByLabel('Plain text').fill('typed after')
    await page.getByLabel('Unrelated').fill('still here')
    await scripts.release()
    await expect(page.getByTestId('recorded')).toHaveText('plain: text=typed before&which=own')
    expect(await recorded()).toHaveLength(1)
    await expect(page.getByLabel('Unrelated')).toHaveValue('still here')
  },
)

test('A-503 submissions are replayed in their order', late, async ({ page }) => {
  const scripts = await openLate(page, '/late')
  const sent: string[] = []
  page.on('request', (request) => {
    const form = /plain|second|island/.exec(request.postData() ?? '')
    if (form) sent.push(form[0])
  })
  await send(page, 'second')
  await send(page, 'island')
  await send(page, 'plain')
  await scripts.release()
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveCount(3)
  expect(sent).toEqual(['second', 'island', 'plain'])
})

test('A-504 a replayed submission is pending like any other', late, async ({ page }) => {
  const scripts = await openLate(page, '/late')
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/_ferry/action/**', async (route) => {
    await released
    await route.continue()
  })
  await send(page, 'client')
  await scripts.release()
  await expect(page.getByTestId('client').getByRole('button', { name: 'Sending' })).toBeVisible()
  release()
  await expect(page.getByTestId('recorded')).toHaveText('client: text=default')
  await expect(page.getByTestId('client').getByRole('button', { name: 'Send' })).toBeVisible()
})

for (const [button, expected] of [
  ['Other action', 'button: text=default'],
  ['Other client action', 'client button: text=default'],
  ['From outside', 'second: outside=yes&text=of the second'],
] as const) {
  test(`A-505 the submitter is kept: ${button}`, late, async ({ page, recorded }) => {
    const scripts = await openLate(page, '/late')
    await page.getByRole('button', { name: button, exact: true }).click()
    await scripts.release()
    await expect(page.getByTestId('recorded')).toHaveText(expected)
    expect(await recorded()).toHaveLength(1)
  })
}

test('A-506: a double submit before hydration runs once', late, async ({ page, recorded }) => {
  const scripts = await openLate(page, '/late')
  await page.getByTestId('plain').getByRole('button', { name: 'Send' }).dblclick()
  await send(page, 'counter')
  await send(page, 'counter')
  await scripts.release()
  await hydrated(page)
  await expect(page.getByTestId('counter').getByRole('status')).toHaveText('2')
  await page.waitForTimeout(500)
  expect((await recorded()).toSorted()).toEqual(['add: 1', 'plain: text=default&which=own'])
})

test('a replayed submission whose function redirects leads there', late, async ({ page, recorded }) => {
  const scripts = await openLate(page, '/late')
  await send(page, 'leaving')
  await scripts.release()
  await expect(page.getByRole('heading')).toHaveText('Page A')
  expect(await recorded()).toEqual(['leaving: bye'])
})

test(
  'when the scripts fail to load, the browser posts the submission, once',
  late,
  async ({ page, recorded, problems }) => {
    problems.allow(/Failed to load resource|ERR_FAILED/)
    const scripts = await openLate(page, '/late')
    await page.getByLabel('Plain text').fill('broken network')
    const loaded = documents(page)
    await send(page, 'plain')
    await scripts.fail()
    await expect(page.getByTestId('recorded')).toHaveText('plain: text=broken network&which=own')
    expect(loaded.map((response) => response.request().method())).toEqual(['POST'])
    await page.waitForTimeout(5500)
    expect(await recorded()).toHaveLength(1)
  },
)

test(
  'when the scripts had failed before the submit, the browser posts at once',
  late,
  async ({ page, recorded, problems }) => {
    problems.allow(/Failed to load resource|ERR_FAILED/)
    const scripts = await openLate(page, '/late')
    await scripts.fail()
    await page.waitForLoadState()
    const start = Date.now()
    await send(page, 'plain')
    await expect(page.getByTestId('recorded')).toHaveText('plain: text=default&which=own')
    expect(Date.now() - start).toBeLessThan(4000)
    expect(await recorded()).toHaveLength(1)
  },
)

test(
  'when the scripts are not there in time after the submit (`actions.replayTimeout`), the browser posts; the state is shown',
  late,
  async ({ page, recorded }) => {
    await openLate(page, '/late')
    const start = Date.now()
    await page.getByTestId('counter').getByLabel('N').fill('4')
    await send(page, 'counter')
    const answered = await page.waitForResponse((response) => response.request().method() === 'POST')
    expect(answered.request().resourceType()).toBe('document')
    expect(Date.now() - start).toBeGreaterThan(4500)
    expect(Date.now() - start).toBeLessThan(9000)
    await expect(page.getByTestId('counter').getByRole('status')).toHaveText('5')
    await page.waitForTimeout(1000)
    expect(await recorded()).toEqual(['add: 1'])
  },
)

test('a file chosen before hydration is replayed with its bytes', late, async ({ page, recorded }) => {
  const scripts = await openLate(page, '/forms/fields')
  await page
    .getByLabel('Files', { exact: true })
    .setInputFiles({ name: 'early.txt', mimeType: 'text/plain', buffer: Buffer.from('early bytes') })
  await page.getByRole('button', { name: 'Send' }).click()
  await scripts.release()
  await expect(page.getByTestId('recorded')).toContainText('fields')
  expect((await recorded())[0]).toContain('{"name":"early.txt","size":11,"text":"early bytes"}')
})

test('an ordinary GET form, and a link, work while the scripts are held', late, async ({ page }) => {
  await openLate(page, '/late')
  await page.getByRole('link', { name: 'Away' }).click()
  await expect(page.getByRole('heading')).toHaveText('Page A')
})

test('A-508, H-704 nothing of this breaks the content security policy', late, async ({ page }) => {
  const scripts = await openLate(page, '/late')
  await page.evaluate(() => {
    const seen: string[] = []
    Reflect.set(globalThis, '__violations', seen)
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.violatedDirective))
  })
  await send(page, 'client')
  await send(page, 'plain')
  await scripts.release()
  await expect(page.getByTestId('recorded').getByRole('listitem')).toHaveCount(2)
  expect(await page.evaluate(() => Reflect.get(globalThis, '__violations'))).toEqual([])
})
