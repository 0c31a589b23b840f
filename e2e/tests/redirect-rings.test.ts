/** Pages that redirect to one another without end: the browser gives up, and stays usable (H-510). */
import { expect, test } from '../helpers/test.ts'

test('H-510 a visit: the browser says so', async ({ page, problems }) => {
  problems.allow(/./)
  await expect(page.goto('/rules/ring/a')).rejects.toThrow(/ERR_TOO_MANY_REDIRECTS/)
})

test.describe.configure({ timeout: 120_000 })

for (const name of ['Late', 'Call late']) {
  test(`H-510 a ring of late redirects ends: ${name}`, async ({ page, open, problems, recorded }) => {
    problems.allow(/./)
    await open('/rules/ring')
    const told = page.waitForEvent('pageerror')
    const control = page.getByRole(name === 'Late' ? 'link' : 'button', { name, exact: true })
    await control.click()
    expect((await told).message).toContain('Too many pages have redirected in a row')
    await expect(page.getByRole('alert')).toContainText('Too many pages have redirected in a row')
    const count = (await recorded('ring')).length
    expect(count).toBeLessThan(60)
    // It has ended: whatever was under way has come, and nothing follows.
    await page.waitForLoadState('networkidle')
    const after = (await recorded('ring')).length
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)))
    expect((await recorded('ring')).length).toBe(after)
    // From here the reader goes on.
    await page.goBack()
    await expect(page.getByRole('heading', { name: 'Ring' })).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
}

for (const name of ['At once', 'Call']) {
  test(`H-510 a ring of redirects known at once ends: ${name}`, async ({ page, open, problems, recorded }) => {
    problems.allow(/./)
    await open('/rules/ring')
    await page.getByRole(name === 'At once' ? 'link' : 'button', { name, exact: true }).click()
    // The payload is redirected as often as the browser follows, then the document, and that is the end.
    await expect.poll(() => page.url().startsWith('chrome-error:') || page.url().includes('/rules/ring')).toBe(true)
    await expect.poll(async () => (await recorded('ring')).length).toBeGreaterThan(20)
    await page.waitForLoadState('networkidle')
    const after = (await recorded('ring')).length
    expect(after).toBeLessThan(80)
  })
}
