/** The template in templates/auth: accounts, sessions and roles, with and without JavaScript. */
import type { Browser, Page } from '@playwright/test'
import { expectAccessible } from '../helpers/accessible.ts'
import { startBuilt } from '../helpers/app.ts'
import { templateFolder, templateTest } from '../helpers/template.ts'
import { expect } from '../helpers/test.ts'

const test = templateTest(async () => {
  const app = await startBuilt(templateFolder('auth'))
  await makeAdmin(app.url)
  return app
})
const everywhere = { tag: '@nojs' }
const password = 'a bridge of numbers'
const admin = 'admin@example.com'

test('sign up, sign out, sign in', everywhere, async ({ page, visit, visitor, context }) => {
  await visit('/sign-up')
  await signUp(page, visitor)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account')
  const [session] = await context.cookies()
  expect(session).toMatchObject({ name: '__Host-session', httpOnly: true, secure: true, sameSite: 'Lax' })

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('link', { name: 'Sign in' }).first()).toBeVisible()
  await expect(page).toHaveURL('/')
  expect(await context.cookies()).toEqual([])

  await visit('/sign-in')
  await signIn(page, `${visitor}@example.com`)
  await expect(page).toHaveURL('/account')
  expect((await context.cookies())[0]?.value).not.toBe(session?.value)
})

test(
  'what is wrong is said at its field; what was written stays, but for the password',
  everywhere,
  async ({ page, visit, problems }) => {
    problems.allow(/422/)
    await visit('/sign-up')
    await page.getByLabel('Address').fill('nowhere')
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Make the account' }).click()
    await expect(page.getByText('Say how to call you.')).toBeVisible()
    await expect(page.getByLabel('Address')).toHaveValue('nowhere')
    await expect(page.getByLabel('Address')).toHaveAccessibleDescription(/Write an address such as/)
    await expect(page.getByLabel('Password')).toHaveValue('')
    await expect(page.getByLabel('Password')).toHaveAccessibleDescription(
      /A few words will do\. Take at least 10 letters\./,
    )
  },
)

test('a page that needs an account leads to the sign-in and back', everywhere, async ({ page, visit, visitor }) => {
  await visit('/sign-up')
  await signUp(page, visitor)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/')
  await visit('/account')
  await expect(page).toHaveURL('/sign-in?to=%2Faccount')
  await signIn(page, `${visitor}@example.com`, 'not the password')
  await expect(page.getByRole('alert')).toHaveText('The address or the password is wrong.')
  await signIn(page, `${visitor}@example.com`)
  await expect(page).toHaveURL('/account')
})

test(
  'after signing out, going back shows nothing of the account',
  everywhere,
  async ({ page, visit, visitor, problems }) => {
    problems.allow(/401/)
    await visit('/sign-up')
    await signUp(page, visitor)
    await expect(page.getByText(`${visitor}@example.com`)).toBeVisible()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page).toHaveURL('/')
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('A light in the window.')
    await expect(page.getByText(`${visitor}@example.com`)).toHaveCount(0)
  },
)

test(
  'a session that was ended elsewhere: 401, and the way back in',
  everywhere,
  async ({ page, visit, visitor, context, problems }) => {
    problems.allow(/401/)
    await visit('/sign-up')
    await signUp(page, visitor)
    await expect(page).toHaveURL('/account')
    const [session] = await context.cookies()
    if (session) await context.addCookies([{ ...session, value: 'A'.repeat(43) }])
    await page.getByRole('button', { name: 'Save the name' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in first')
    await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
    await signIn(page, `${visitor}@example.com`)
    await expect(page).toHaveURL('/account')
  },
)

test('name, password and sessions', everywhere, async ({ page, visit, visitor, browser, baseURL }) => {
  await visit('/sign-up')
  await signUp(page, visitor)
  const elsewhere = await signedInElsewhere(browser, `${baseURL}/sign-in`, `${visitor}@example.com`)
  await visit('/account')
  await page.getByLabel('What others see').fill(`New ${visitor}`)
  await page.getByRole('button', { name: 'Save the name' }).click()
  await expect(page.getByText('Your name was saved.')).toBeVisible()
  await expect(page.getByRole('link', { name: `New ${visitor}` })).toBeVisible()

  await expect(page.getByRole('listitem')).toHaveCount(2)
  await page.getByLabel('The one you have').fill(password)
  await page.getByLabel('A new one').fill('a tower of bells')
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByText('Your password was changed')).toBeVisible()
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await elsewhere.reload()
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Sign in first')
  await elsewhere.context().close()
})

test(
  'roles: closed to members, given and taken by an admin',
  everywhere,
  async ({ page, visit, visitor, browser, baseURL, problems }) => {
    problems.allow(/403/)
    await visit('/sign-up')
    await signUp(page, visitor)
    await expect(page).toHaveURL('/account')
    await visit('/admin')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is for admins')
    await expect(page.getByText(admin)).toHaveCount(0)

    const people = await signedInElsewhere(browser, `${baseURL}/sign-in?to=/admin`, admin)
    await people.getByRole('button', { name: `Make an admin: ${visitor}` }).click()
    await expect(people.getByRole('button', { name: `Make a member: ${visitor}` })).toBeVisible()
    await visit('/admin')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('People')
    await people.getByRole('button', { name: `Remove ${visitor}` }).click()
    await expect(people.getByText(`${visitor}@example.com`)).toHaveCount(0)
    await people.context().close()
  },
)

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no accessibility problem in the ${colorScheme} theme`, async ({ page, visit, visitor, problems }) => {
    problems.allow(/40[134]|422/)
    await page.emulateMedia({ colorScheme })
    for (const path of ['/', '/sign-in', '/nowhere']) {
      await visit(path)
      await expectAccessible(page)
    }
    await visit('/sign-up')
    await page.getByRole('button', { name: 'Make the account' }).click()
    await expect(page.getByText('Say how to call you.')).toBeVisible()
    await expectAccessible(page)
    await signUp(page, visitor)
    await expect(page).toHaveURL('/account')
    for (const path of ['/account', '/admin', '/']) {
      await visit(path)
      await expectAccessible(page)
    }
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('link', { name: 'Sign up' })).toBeVisible()
    await visit('/sign-in?to=/admin')
    await signIn(page, admin)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('People')
    await expectAccessible(page)
    const [session] = await page.context().cookies()
    if (session) await page.context().addCookies([{ ...session, value: 'A'.repeat(43) }])
    await visit('/account')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in first')
    await expectAccessible(page)
  })
}

async function signUp(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Address').fill(`${name}@example.com`)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Make the account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account')
}

async function signIn(page: Page, email: string, word = password): Promise<void> {
  await page.getByLabel('Address').fill(email)
  await page.getByLabel('Password').fill(word)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Another browser of the same or another person, without JavaScript. */
async function signedInElsewhere(browser: Browser, url: string, email: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(url)
  await signIn(page, email)
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  return page
}

/** The first account of the app. */
async function makeAdmin(url: string): Promise<void> {
  const html = await (await fetch(`${url}/sign-up`)).text()
  const body = new FormData()
  const [, form = ''] = /<form[^>]*class[^>]*>(.*?)<\/form>/s.exec(html) ?? []
  for (const [, name = '', value = ''] of form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)) {
    body.append(name, value.replaceAll('&quot;', '"'))
  }
  for (const [name, value] of Object.entries({ name: 'Admin', email: admin, password })) body.append(name, value)
  const answer = await fetch(`${url}/sign-up`, { method: 'POST', body, redirect: 'manual', headers: { origin: url } })
  expect(answer.status, await answer.text()).toBe(303)
}
