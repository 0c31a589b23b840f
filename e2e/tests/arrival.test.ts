/** Coming to a page: where it stands, what has the focus, what is read out. */
import type { Page } from '@playwright/test'
import { expect, test } from '../helpers/test.ts'

const dev = { tag: '@dev' }
const heading = 'h1'

/** Follows a link with the keyboard: the focus is on it. */
async function follow(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).focus()
  await page.keyboard.press('Enter')
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName.toLowerCase())
const top = (page: Page, testId: string) => page.getByTestId(testId).evaluate((element) => element.scrollTop)
const announced = (page: Page) =>
  page.evaluate(() => document.querySelector('ferry-announcer')?.shadowRoot?.textContent ?? null)

test.describe('the focus', () => {
  test('goes to the content of a new page: the next Tab is in it, nothing is marked', dev, async ({ page, open }) => {
    await open('/travel')
    await follow(page, 'b')
    await expect(page.locator(heading)).toHaveText('Place B')
    expect(await focused(page)).toBe('main')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'in the deep' })).toBeFocused()
    expect(await page.locator('main').getAttribute('tabindex')).toBeNull()
    expect(await page.locator('main').getAttribute('style')).not.toContain('outline')
  })

  test('stays for another query, for a refresh, on the way back', dev, async ({ page, open }) => {
    await open('/travel/b')
    await follow(page, 'b sorted')
    await expect(page.locator(heading)).toHaveText('Place B sorted')
    await expect(page.getByRole('link', { name: 'b sorted' })).toBeFocused()
    await page.getByRole('button', { name: 'Refresh' }).focus()
    const fetched = page.waitForResponse(/_ferry\/payload/)
    await page.keyboard.press('Enter')
    await fetched
    await page.waitForTimeout(200)
    await expect(page.getByRole('button', { name: 'Refresh' })).toBeFocused()
    await page.goBack()
    await expect(page).toHaveURL('/travel/b')
    await expect(page.getByRole('button', { name: 'Refresh' })).toBeFocused()
  })

  test('stays with scroll={false}', dev, async ({ page, open }) => {
    await open('/travel')
    await follow(page, 'b unscrolled')
    await expect(page.locator(heading)).toHaveText('Place B')
    await expect(page.getByRole('link', { name: 'b unscrolled' })).toBeFocused()
  })

  test('goes to what a hash names', dev, async ({ page, open }) => {
    await open('/travel')
    await follow(page, 'b deep')
    await expect(page.locator(heading)).toHaveText('Place B')
    await expect(page.locator('#deep')).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'in the deep' })).toBeFocused()
  })

  test('is the page’s own to take', dev, async ({ page, open }) => {
    await open('/travel')
    await follow(page, 'field')
    await expect(page.locator(heading)).toHaveText('Field')
    await expect(page.getByLabel('First')).toBeFocused()
  })

  test('is never taken from someone who writes', dev, async ({ page, open }) => {
    await open('/travel')
    await page.getByLabel('Find').pressSequentially('abc', { delay: 60 })
    await expect(page.locator(heading)).toHaveText('Place B abc')
    await expect(page.getByLabel('Find')).toBeFocused()
    await expect(page.getByLabel('Find')).toHaveValue('abc')
  })
})

test.describe('what is read out', () => {
  test('the title of the new page, and nothing before the first', dev, async ({ page, open }) => {
    await open('/travel')
    expect(await announced(page)).toBeNull()
    await follow(page, 'a')
    await expect.poll(() => announced(page)).toBe('Place A')
    const region = page.locator('ferry-announcer div')
    await expect(region).toHaveAttribute('aria-live', 'polite')
    await follow(page, 'b')
    await expect.poll(() => announced(page)).toBe('Place B')
    await page.goBack()
    await expect.poll(() => announced(page)).toBe('Place A')
  })

  test('a title that comes late, and one that is the same again', dev, async ({ page, open }) => {
    await open('/travel')
    await follow(page, 'late false')
    await expect.poll(() => announced(page)).toBe('Late place')
    await follow(page, 'a')
    await expect.poll(() => announced(page)).toBe('Place A')
    await page.evaluate(() => {
      const line = document.querySelector('ferry-announcer')?.shadowRoot?.firstElementChild as Element
      const seen: string[] = []
      Reflect.set(globalThis, 'seen', seen)
      new MutationObserver(() => seen.push(line.textContent)).observe(line, { childList: true, characterData: true })
    })
    await follow(page, 'same')
    await expect(page.locator(heading)).toHaveText('Same title')
    await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'seen'))).toEqual(['', 'Place A'])
  })

  test('nothing for a refresh or a query', dev, async ({ page, open }) => {
    await open('/travel/b')
    await follow(page, 'b sorted')
    await expect(page.locator(heading)).toHaveText('Place B sorted')
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.waitForTimeout(300)
    expect((await announced(page)) ?? '').toBe('')
  })
})

test.describe('scroll positions', () => {
  test('of window and containers come back, by id and by place', dev, async ({ page, open }) => {
    await open('/travel')
    await follow(page, 'a')
    await expect(page.locator(heading)).toHaveText('Place A')
    await page.evaluate(() => {
      document.querySelector('#named')?.scrollTo(0, 120)
      document.querySelector('[data-testid=unnamed]')?.scrollTo(0, 240)
      scrollTo(0, 700)
    })
    await page.waitForTimeout(100)
    await page.getByRole('link', { name: 'b', exact: true }).evaluate((link: HTMLElement) => link.click())
    await expect(page.locator(heading)).toHaveText('Place B')
    expect(await page.evaluate(() => scrollY)).toBe(0)
    await page.goBack()
    await expect(page.locator(heading)).toHaveText('Place A')
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(700)
    expect(await page.locator('#named').evaluate((element) => element.scrollTop)).toBe(120)
    expect(await top(page, 'unnamed')).toBe(240)
    await page.goForward()
    await expect(page.locator(heading)).toHaveText('Place B')
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
  })

  test('of what stays beside the content are left alone', dev, async ({ page, open }) => {
    await open('/travel')
    await page.getByTestId('aside').evaluate((element) => element.scrollTo(0, 150))
    await follow(page, 'a')
    await expect(page.locator(heading)).toHaveText('Place A')
    expect(await top(page, 'aside')).toBe(150)
  })

  test('of content that is fetched again come back when it is there', dev, async ({ page, open }) => {
    await open('/travel')
    await follow(page, 'late false')
    await expect(page.locator(heading)).toHaveText('Late place')
    await page.evaluate(() => {
      document.querySelector('#late-list')?.scrollTo(0, 130)
      scrollTo(0, 900)
    })
    await page.waitForTimeout(100)
    await page.getByRole('link', { name: 'a', exact: true }).evaluate((link: HTMLElement) => link.click())
    await expect(page.locator(heading)).toHaveText('Place A')
    // Nothing that was fetched before is shown again.
    const fetched = page.waitForResponse(/_ferry\/payload/)
    await page.getByRole('button', { name: 'Refresh' }).evaluate((button: HTMLElement) => button.click())
    await fetched
    const again = page.waitForRequest(/_ferry\/payload\/travel\/late/)
    await page.goBack()
    await again
    await expect(page.locator(heading)).toHaveText('Late place')
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(900)
    expect(await page.locator('#late-list').evaluate((element) => element.scrollTop)).toBe(130)
  })

  test('of containers outlive a reload', async ({ page, open }) => {
    await open('/travel')
    await follow(page, 'a')
    await expect(page.locator(heading)).toHaveText('Place A')
    await page.locator('#named').evaluate((element) => element.scrollTo(0, 120))
    await page.waitForTimeout(100)
    await page.reload()
    await expect.poll(() => page.locator('#named').evaluate((element) => element.scrollTop)).toBe(120)
  })

  test('scroll={false} leaves everything where it is', dev, async ({ page, open }) => {
    await open('/travel/a')
    await page.evaluate(() => scrollTo(0, 500))
    await page.getByRole('link', { name: 'b unscrolled' }).evaluate((link: HTMLElement) => link.click())
    await expect(page.locator(heading)).toHaveText('Place B')
    expect(await page.evaluate(() => scrollY)).toBe(500)
  })

  test('a hash leads to its place, on the same page too', dev, async ({ page, open }) => {
    await open('/travel')
    await page.getByRole('link', { name: 'b deep' }).click()
    await expect(page.locator(heading)).toHaveText('Place B')
    const place = () =>
      page.locator('#deep').evaluate((element) => Math.abs(Math.round(element.getBoundingClientRect().top)))
    expect(await place()).toBe(0)
    await page.evaluate(() => scrollTo(0, 0))
    await page.getByRole('link', { name: 'b deep' }).click()
    await expect.poll(place).toBe(0)
    await page.getByRole('link', { name: 'b', exact: true }).evaluate((link: HTMLElement) => link.click())
    await expect(page).toHaveURL('/travel/b')
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
  })
})
