/** How many accounts one client address may ask for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '../testing/app.mjs'
import { Browser } from '../testing/browser.mjs'

const MOST = 20

test('one address asks for twenty accounts, then it has to wait, whatever it says of itself', async () => {
  const app = await startApp()
  try {
    const { path, hidden } = (await new Browser(app.url).open('/sign-up')).form('Make the account')
    const attempt = async (number) => {
      const body = new FormData()
      for (const [name, value] of [...hidden, ['name', 'Ada'], ['email', 'nowhere'], ['password', 'short']]) {
        body.append(name, value)
      }
      // No proxy stands in front: what this header says is anybody's invention.
      const headers = { origin: app.url, 'x-forwarded-for': `203.0.113.${number}` }
      return fetch(app.url + path, { method: 'POST', body, headers, redirect: 'manual' })
    }
    for (let number = 0; number < MOST; number++) assert.equal((await attempt(number)).status, 422)
    const refused = await attempt(MOST)
    assert.equal(refused.status, 429)
    assert.ok(Number(refused.headers.get('retry-after')) > 0)
    assert.doesNotMatch(await refused.text(), /short/)
    assert.equal((await new Browser(app.url).open('/sign-in')).status, 200)
  } finally {
    await app.stop()
  }
})
