/** The built app, as a browser without JavaScript meets it. `npm test` builds it first. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { after, before, test } from 'node:test'

let server
let url

before(async () => {
  const port = await freePort()
  url = `http://localhost:${port}`
  server = spawn(process.execPath, ['dist/server.js'], { env: { ...process.env, PORT: port, HOST: 'localhost' } })
  let output = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (output += chunk))
  for (let tries = 0; tries < 100; tries++) {
    assert.equal(server.exitCode, null, output)
    if (await fetch(url).catch(() => null)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.fail(`No answer from ${url}\n${output}`)
})

after(async () => {
  if (server.exitCode === null && server.kill()) await once(server, 'exit')
})

test('greets whoever comes', async () => {
  const answer = await fetch(url)
  assert.equal(answer.status, 200)
  assert.match(heading(await answer.text()), /^Hello\.$/)
})

test('keeps the name that was sent, in a cookie', async () => {
  const answer = await submit({ name: ' Ada ' })
  assert.equal(heading(await answer.text()), 'Hello, Ada.')
  const cookie = answer.headers.get('set-cookie')
  assert.match(cookie, /^name=Ada;.*HttpOnly/)
  const again = await fetch(url, { headers: { cookie: cookie.split(';')[0] } })
  assert.equal(heading(await again.text()), 'Hello, Ada.')
})

test('says what is wrong with a name', async () => {
  assert.match(await (await submit({ name: '' })).text(), /Write a name first\./)
  assert.match(await (await submit({ name: 'x'.repeat(41) })).text(), /Keep it under 40 letters\./)
})

test('answers 404 to what it does not have', async () => {
  assert.equal((await fetch(`${url}/nowhere`)).status, 404)
})

/** Posts the form of the page with its hidden fields. */
async function submit(fields) {
  const html = await (await fetch(url)).text()
  const body = new FormData()
  for (const [tag] of html.matchAll(/<input type="hidden"[^>]*>/g)) {
    body.append(attribute(tag, 'name'), attribute(tag, 'value'))
  }
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return fetch(url, { method: 'POST', body, headers: { origin: url } })
}

function attribute(tag, name) {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return value.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}

function heading(html) {
  return /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1].replaceAll('<!-- -->', '')
}

async function freePort() {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  return port
}
