/** The app that was moved from Next.js (docs/migrating-from-next.md): what a visitor of the original could do. */
import type { Page } from '@playwright/test'
import { startBuilt, workshop } from '../helpers/app.ts'
import { hydrated } from '../helpers/page.ts'
import { templateTest } from '../helpers/template.ts'
import { expect } from '../helpers/test.ts'

const test = templateTest(() => startBuilt(workshop))
const everywhere = { tag: '@nojs' }

/** Everybody has an account with jobs of its own. */
async function logIn(page: Page): Promise<void> {
  await page.getByLabel('Email').fill(`u${Math.random().toString(36).slice(2)}@example.org`)
  await page.getByLabel('Password').fill('spokes')
  await page.getByRole('button', { name: 'Log in' }).click()
}

const rows = (page: Page) => page.locator('tbody tr')

test('the dashboard is for those who are logged in, and the login leads back', everywhere, async ({ page, visit }) => {
  await visit('/dashboard/jobs?page=2')
  await expect(page).toHaveURL('/login?to=%2Fdashboard%2Fjobs%3Fpage%3D2')
  await expect(page).toHaveTitle('Login | Workshop')
  await logIn(page)
  await expect(page).toHaveURL('/dashboard/jobs?page=2')
  await expect(rows(page)).toHaveCount(6)
})

test('a wrong password is said so', everywhere, async ({ page, visit }) => {
  await visit('/login')
  await page.getByLabel('Email').fill('a@example.org')
  await page.getByLabel('Password').fill('wrong!')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByText('Invalid credentials.')).toBeVisible()
})

test('who is logged in has no login, until signing out', everywhere, async ({ page, visit }) => {
  await visit('/login')
  await logIn(page)
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible()
  await visit('/login')
  await expect(page).toHaveURL('/dashboard')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/')
  await visit('/dashboard')
  await expect(page).toHaveURL('/login?to=%2Fdashboard')
})

test('the dashboard streams: its sums before its jobs', async ({ page, visit }) => {
  await visit('/login')
  await logIn(page)
  await expect(page.getByLabel('Sums')).toContainText('Collected')
  await expect(page.getByRole('list', { name: 'Latest jobs' }).getByRole('listitem')).toHaveCount(5)
  await expect(page).toHaveTitle('Dashboard | Workshop')
})

test('links of the navigation say where one is, and keep the layout', everywhere, async ({ page, visit }) => {
  await visit('/login')
  await logIn(page)
  const nav = page.getByRole('navigation', { name: 'Main' })
  await expect(nav.locator('[aria-current=page]')).toHaveText('Home')
  await nav.getByRole('link', { name: 'Clients' }).click()
  await expect(page.getByRole('heading', { name: 'Clients' })).toBeVisible()
  await expect(nav.locator('[aria-current=page]')).toHaveText('Clients')
  await expect(page).toHaveTitle('Clients | Workshop')
})

test('a search changes the address and the table, and outlives a reload', async ({ page, visit }) => {
  await visit('/login?to=/dashboard/jobs')
  await logIn(page)
  await hydrated(page)
  await page.getByRole('searchbox').fill('chiara')
  await expect(page).toHaveURL('/dashboard/jobs?page=1&query=chiara')
  await expect(rows(page)).toHaveCount(3)
  await expect(rows(page).first()).toContainText('Chiara Conti')
  await page.reload()
  await expect(page.getByRole('searchbox')).toHaveValue('chiara')
  await expect(rows(page)).toHaveCount(3)
})

test('pages of a table', everywhere, async ({ page, visit }) => {
  await visit('/login?to=/dashboard/jobs')
  await logIn(page)
  const pages = page.getByRole('navigation', { name: 'Pages' })
  await expect(pages.getByRole('link')).toHaveText(['Page 1', 'Page 2', 'Page 3'])
  await pages.getByRole('link', { name: 'Page 3' }).click()
  await expect(page).toHaveURL('/dashboard/jobs?page=3')
  await expect(rows(page)).toHaveCount(2)
  await expect(pages.locator('[aria-current=page]')).toHaveText('Page 3')
})

test(
  'a job is made: what is missing is said beside the field, what was written stays',
  everywhere,
  async ({ page, visit }) => {
    await visit('/login?to=/dashboard/jobs/create')
    await logIn(page)
    await expect(page.getByRole('heading', { name: 'New job' })).toBeVisible()
    await page.getByLabel('Amount').fill('-5')
    await page.getByRole('button', { name: 'Create job' }).click()
    await expect(page.locator('#client-error')).toHaveText('Choose a client.')
    await expect(page.locator('#amount-error')).toHaveText('Write an amount above 0.')
    await expect(page.locator('#status-error')).toHaveText('Choose a status.')
    await page.getByLabel('Client').selectOption('Deniz Arslan')
    await page.getByLabel('Amount').fill('99.5')
    await page.getByRole('radio', { name: 'paid' }).check()
    await page.getByRole('button', { name: 'Create job' }).click()
    await expect(page).toHaveURL('/dashboard/jobs')
    await expect(rows(page).first()).toContainText('Deniz Arslan')
    await expect(rows(page).first()).toContainText('€99.50')
  },
)

test('a job is changed and deleted', everywhere, async ({ page, visit }) => {
  await visit('/login?to=/dashboard/jobs')
  await logIn(page)
  await page.getByRole('link', { name: 'Edit j14' }).click()
  await expect(page).toHaveTitle('Job j14 | Workshop')
  await expect(page.getByLabel('Amount')).toHaveValue('42.5')
  await page.getByLabel('Amount').fill('7')
  await page.getByRole('button', { name: 'Save job' }).click()
  await expect(page).toHaveURL('/dashboard/jobs')
  await expect(rows(page).first()).toContainText('€7.00')
  await page.getByRole('button', { name: 'Delete j14' }).click()
  await expect(rows(page).first()).toContainText('j13')
})

test('a job that does not exist is a 404 in the layout', everywhere, async ({ page, visit, problems }) => {
  problems.allow(/404/)
  await visit('/login')
  await logIn(page)
  await expect(page.getByRole('heading', { name: 'Dashboard' })).toBeVisible()
  const answer = await page.goto('/dashboard/jobs/nothing/edit')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: '404: no such job' })).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
})

test('a session that has ended leads to the login, from a click too', async ({ page, visit, context }) => {
  await visit('/login?to=/dashboard/jobs')
  await logIn(page)
  await expect(rows(page)).toHaveCount(6)
  await context.clearCookies()
  await page.getByRole('button', { name: 'Delete j14' }).click()
  await expect(page).toHaveURL('/login?to=%2Fdashboard%2Fjobs')
  await expect(page.getByRole('heading', { name: 'Please log in to continue' })).toBeVisible()
})

test('the head has what the app says of itself', everywhere, async ({ page, visit }) => {
  await visit('/')
  await expect(page).toHaveTitle('Workshop')
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', /\/icon\.svg\?/)
  const image = page.locator('meta[property="og:image"]')
  await expect(image).toHaveAttribute('content', /^https:\/\/workshop\.example\.org\/opengraph-image\?/)
  await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', 'Workshop')
})

test('the handler answers programs', async ({ request }) => {
  expect((await request.get('/jobs.json')).status()).toBe(401)
})
