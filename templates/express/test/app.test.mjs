/** The API and the built pages, as a browser without JavaScript meets them. `npm test` builds them first. */
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
  server = spawn(process.execPath, ['index.mjs'], { env: { ...process.env, PORT: port, API_URL: `${url}/api` } })
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

test('the API answers by itself', async () => {
  const departures = await (await fetch(`${url}/api/departures`)).json()
  assert.deepEqual(departures[0], { id: 1, time: '08:15', to: 'North Island' })
  assert.equal((await fetch(`${url}/api/departures/99`, { method: 'DELETE' })).status, 404)
})

test('the page shows what the API has', async () => {
  const html = await (await fetch(url)).text()
  assert.match(html, /<h1[^>]*>Departures<\/h1>/)
  assert.match(html, /08:15/)
})

test('the form adds to the API', async () => {
  assert.match(await (await submit('Add', { time: '14:30', to: 'South Bank' })).text(), /<span>South Bank<\/span>/)
  const departures = await (await fetch(`${url}/api/departures`)).json()
  assert.ok(departures.some(({ time, to }) => time === '14:30' && to === 'South Bank'))
})

test('what the API refuses is shown in the form', async () => {
  assert.match(await (await submit('Add', { time: '25:00', to: 'X' })).text(), /Write the time as 14:30\./)
})

test('a function written in the page removes what it captured', async () => {
  assert.doesNotMatch(await (await submit('Remove', {})).text(), /North Island/)
})

/** Posts the first form with that button, and its hidden fields. */
async function submit(button, fields) {
  const html = await (await fetch(url)).text()
  const [, form] = [...html.matchAll(/<form[^>]*>(.*?)<\/form>/gs)].find(([, inner]) => inner.includes(`${button}</b`))
  const body = new FormData()
  for (const [tag] of form.matchAll(/<input type="hidden"[^>]*>/g)) {
    body.append(attribute(tag, 'name'), attribute(tag, 'value'))
  }
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return fetch(url, { method: 'POST', body, headers: { origin: url } })
}

function attribute(tag, name) {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return value.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}

async function freePort() {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  return port
}
