/** Who sees and does what: on the pages, and by calling the functions behind them. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startApp } from '../testing/app.mjs'
import { Browser } from '../testing/browser.mjs'

let app
let admin
let member
before(async () => {
  app = await startApp()
  admin = await signUp('Ada')
  member = await signUp('Bo')
})
after(() => app.stop())

const password = 'a bridge of numbers'
const address = (name) => `${name.toLowerCase()}@example.com`

async function signUp(name) {
  const browser = await new Browser(app.url).open('/sign-up')
  return browser.submit('Make the account', { name, email: address(name), password })
}

async function signIn(name) {
  const browser = await new Browser(app.url).open('/sign-in')
  return browser.submit('Sign in', { email: address(name), password })
}

/** Somebody whose session is no longer there. */
function stranger() {
  const browser = new Browser(app.url)
  browser.cookies.set('__Host-session', 'A'.repeat(43))
  return browser
}

test('the first account is the admin’s', async () => {
  assert.match((await admin.open('/account')).html, /ada@example\.com<!-- -->, <!-- -->admin/)
  assert.match((await member.open('/account')).html, /bo@example\.com<!-- -->, <!-- -->member/)
})

test('pages for people with an account lead others to the sign-in', async () => {
  for (const path of ['/account', '/admin']) {
    assert.match((await new Browser(app.url).open(path)).path, /^\/sign-in/)
    const { status, heading, html } = await stranger().open(path)
    assert.deepEqual([status, heading], [401, 'Sign in first'])
    assert.doesNotMatch(html, /@example\.com/)
  }
})

test('the page for admins shows nothing to a member', async () => {
  const { status, heading, html } = await member.open('/admin')
  assert.deepEqual([status, heading], [403, 'This is for admins'])
  assert.doesNotMatch(html, /ada@example\.com/)
  assert.equal((await admin.open('/admin')).status, 200)
})

test('nobody keeps a copy of a page that is for one person', async () => {
  await admin.open('/admin')
  assert.match(admin.headers.get('cache-control') ?? '', /private|no-store/)
})

test('an admin’s function is closed to members and strangers, whoever got hold of its form', async () => {
  await signUp('Cleo')
  for (const button of ['Make an admin: Cleo', 'Remove Cleo']) {
    // A form of its own for each: the same submission runs once, and everybody gets its answer.
    const stolen = async () => (await admin.open('/admin')).form(button)
    assert.equal((await member.send(await stolen())).status, 403)
    assert.equal((await stranger().send(await stolen())).status, 401)
    assert.equal((await new Browser(app.url).send(await stolen())).status, 401)
  }
  assert.match((await admin.open('/admin')).html, /Make an admin: Cleo/)
})

test('a role is given and taken, and counts at once', async () => {
  const dora = await signUp('Dora')
  await admin.open('/admin')
  await admin.submit('Make an admin: Dora')
  assert.equal((await dora.open('/admin')).status, 200)
  await admin.submit('Make a member: Dora')
  assert.equal((await dora.open('/admin')).status, 403)
})

test('somebody who was removed is out', async () => {
  const eve = await signUp('Eve')
  await admin.open('/admin')
  await admin.submit('Remove Eve')
  assert.doesNotMatch(admin.html, /eve@example\.com/)
  assert.equal((await eve.open('/account')).status, 401)
  assert.match((await signIn('Eve')).html, /The address or the password is wrong\./)
})

test('one admin has to stay, also when the form was tampered with', async () => {
  await admin.open('/admin')
  const { path, hidden } = admin.form('Make an admin: Bo')
  const tampered = hidden.map(([name, value]) => [name, value.replace('[2,"admin"]', '[1,"member"]')])
  assert.notDeepEqual(tampered, hidden)
  const { status } = await admin.send({ path, hidden: tampered })
  assert.equal(status, 409)
  assert.equal((await admin.open('/admin')).status, 200)
})

test('nobody ends the session of somebody else', async () => {
  await signIn('Bo')
  await member.open('/account')
  const form = member.form(/aria-label="(End the session of [^"]*)"/.exec(member.html)[1])
  await admin.send(form)
  assert.match((await member.open('/account')).html, /End the session of/)
  await member.submit('End all others')
  assert.doesNotMatch(member.html, /End the session of/)
  assert.equal((await member.open('/account')).status, 200)
})

test('a name is changed, within limits', async () => {
  await member.open('/account')
  await member.submit('Save the name', { name: 'x'.repeat(61) })
  assert.equal(member.status, 422)
  await member.submit('Save the name', { name: ' Bo <b> ' })
  assert.match(member.html, /Your name was saved\./)
  assert.match(member.html, />Bo &lt;b&gt;</)
})

test('a new password ends all other sessions', async () => {
  const other = await signIn('Bo')
  await member.open('/account')
  await member.submit('Change the password', { password: 'wrong wrong', newPassword: 'a tower of bells' })
  assert.match(member.html, /That is not your password\./)
  await member.submit('Change the password', { password, newPassword: 'a tower of bells' })
  assert.match(member.html, /Your password was changed/)
  assert.equal((await member.open('/account')).status, 200)
  assert.equal((await other.open('/account')).status, 401)
  assert.match((await signIn('Bo')).html, /The address or the password is wrong\./)
})
