/** Signing up, in and out, as a browser without JavaScript does it. `npm test` builds the app first. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { startApp } from '../testing/app.mjs'
import { Browser } from '../testing/browser.mjs'

const ada = { name: 'Ada', email: 'ada@example.com', password: 'a bridge of numbers' }

let app
before(async () => {
  app = await startApp()
  const browser = await new Browser(app.url).open('/sign-up')
  await browser.submit('Make the account', ada)
})
after(() => app.stop())

const signedIn = async (email = ada.email, password = ada.password) => {
  const browser = await new Browser(app.url).open('/sign-in')
  return browser.submit('Sign in', { email, password })
}

test('signing up signs in, and leads to the account', async () => {
  const browser = await new Browser(app.url).open('/sign-up')
  const bo = { name: 'Bo', email: ' Bo@Example.com ', password: 'ten letters or more' }
  await browser.submit('Make the account', bo)
  assert.equal(browser.path, '/account')
  assert.match(browser.html, /bo@example\.com/)
  assert.equal((await signedIn('BO@example.com', bo.password)).path, '/account')
})

test('what is wrong is said at its field, and no password comes back', async () => {
  const browser = await new Browser(app.url).open('/sign-up')
  await browser.submit('Make the account', { name: '', email: 'nowhere', password: 'short-one' })
  assert.equal(browser.status, 422)
  assert.match(browser.html, /Say how to call you\./)
  assert.match(browser.html, /Write an address such as/)
  assert.match(browser.html, /Take at least 10 letters\./)
  assert.match(browser.html, /value="nowhere"/)
  assert.doesNotMatch(browser.html, /short-one/)
  await browser.submit('Make the account', ada)
  assert.match(browser.html, /There is an account with this address already/)
  assert.doesNotMatch(browser.html, new RegExp(ada.password))
})

test('a wrong password and an unknown address are answered alike', async () => {
  for (const email of [ada.email, 'nobody@example.com']) {
    const browser = await signedIn(email, 'not the password')
    assert.match(browser.html, /The address or the password is wrong\./)
    assert.equal(browser.cookies.size, 0)
  }
})

test('the cookie is for this host alone, out of reach of scripts, and of posts from other sites', async () => {
  const form = (await new Browser(app.url).open('/sign-in')).form('Sign in')
  const body = new FormData()
  for (const [name, value] of [...form.hidden, ['email', ada.email], ['password', ada.password]])
    body.append(name, value)
  const init = { method: 'POST', body, redirect: 'manual', headers: { origin: app.url } }
  const answer = await fetch(`${app.url}/sign-in`, init)
  assert.equal(answer.status, 303)
  const [cookie] = answer.headers.getSetCookie()
  assert.match(cookie, /^__Host-session=[\w-]{43};/)
  for (const wanted of [/; HttpOnly/, /; Secure/, /; SameSite=Lax/, /; Path=\/(;|$)/, /; Expires=/]) {
    assert.match(cookie, wanted)
  }
  assert.doesNotMatch(cookie, /Domain/)
})

test('signing in makes a new session, and ends the one that was there', async () => {
  const browser = await signedIn()
  const before = browser.cookies.get('__Host-session')
  const form = (await new Browser(app.url).open('/sign-in')).form('Sign in')
  await browser.send(form, { email: ada.email, password: ada.password })
  assert.notEqual(browser.cookies.get('__Host-session'), before)
  browser.cookies.set('__Host-session', before)
  assert.equal((await browser.open('/account')).status, 401)
})

test('a session that was planted is not taken over', async () => {
  const browser = await new Browser(app.url).open('/sign-in')
  const planted = 'A'.repeat(43)
  browser.cookies.set('__Host-session', planted)
  await browser.submit('Sign in', { email: ada.email, password: ada.password })
  assert.equal(browser.path, '/account')
  assert.notEqual(browser.cookies.get('__Host-session'), planted)
})

test('signing out ends the session, for copies of its cookie too', async () => {
  const browser = await signedIn()
  const copy = new Map(browser.cookies)
  await browser.submit('Sign out')
  assert.equal(browser.cookies.size, 0)
  assert.equal(browser.path, '/')
  browser.cookies = copy
  assert.equal((await browser.open('/account')).status, 401)
})

test('the way back to the page that asked, and never to another site', async () => {
  const browser = await new Browser(app.url).open('/admin')
  assert.equal(browser.path, '/sign-in?to=%2Fadmin')
  await browser.submit('Sign in', { email: ada.email, password: ada.password })
  assert.equal(browser.path, '/admin')
  for (const to of ['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
    const other = await new Browser(app.url).open(`/sign-in?to=${encodeURIComponent(to)}`)
    const hidden = other.form('Sign in').hidden.filter(([name]) => name !== 'to')
    await other.send(
      { path: '/sign-in', hidden: [...hidden, ['to', to]] },
      { email: ada.email, password: ada.password },
    )
    assert.equal(other.path, '/account', to)
  }
})

test('a password can be tried ten times, then its address has to wait', async () => {
  const cleo = { name: 'Cleo', email: 'cleo@example.com', password: 'a river of letters' }
  await (await new Browser(app.url).open('/sign-up')).submit('Make the account', cleo)
  // All at once: the eleventh is one too many, whichever it is.
  const guesses = Array.from({ length: 11 }, (_, index) => signedIn(cleo.email, `guess number ${index}`))
  const refused = (await Promise.all(guesses)).filter(({ html }) => html.includes('Too many attempts.'))
  assert.equal(refused.length, 1)
  assert.match((await signedIn(cleo.email, cleo.password)).html, /Too many attempts\./)
  assert.equal((await signedIn()).path, '/account')
})

test('the database holds neither passwords nor tokens', async () => {
  const token = (await signedIn()).cookies.get('__Host-session')
  const files = await Promise.all(
    (await readdir(app.data)).map((name) => readFile(path.join(app.data, name), 'latin1')),
  )
  const kept = files.join('')
  assert.ok(kept.includes(ada.email), 'nothing is where it was looked for')
  assert.ok(!kept.includes(ada.password))
  assert.ok(!kept.includes(token))
})
