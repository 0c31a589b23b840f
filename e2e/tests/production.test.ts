/** What a production build must not hold: anything of the dev server. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '../helpers/test.ts'

/** What each part of the browser side and of the process under `ferry dev` cannot be without. */
const OF_DEVELOPMENT =
  /ferry-dev\b|__ferry_r\b|hot-update|ferry:dev-|_ferry\/dev\/|\$RefreshReg|\$RefreshSig|injectIntoGlobalHook|launch-editor|Ferry development panel/

test('nothing of the dev server reaches a browser', async ({ server }) => {
  const folder = path.join(server.dir, 'dist/assets')
  const names = (await readdir(folder)).filter((name) => /\.(?:js|css)$/.test(name))
  expect(names.length).toBeGreaterThan(5)
  for (const name of names) {
    expect(OF_DEVELOPMENT.exec(await readFile(path.join(folder, name), 'utf8')), name).toBeNull()
  }
})

test('nor does the server hold what tells of calls, or what opens files', async ({ server }) => {
  for (const name of ['server.js', 'server/index.js', 'server/runtime.js']) {
    const text = await readFile(path.join(server.dir, 'dist', name), 'utf8')
    expect(/function (?:tellCall|noteArguments|observeApp|openEditor)\b|launch-editor/.exec(text), name).toBeNull()
  }
})

test('and the paths of the dev server lead nowhere', async ({ server }) => {
  for (const name of ['events', 'state', 'open', 'problem', 'log']) {
    const headers = { 'Content-Type': 'application/json', Origin: server.url }
    const answer = await fetch(`${server.url}/_ferry/dev/${name}`, { method: 'POST', headers, body: '"/"' })
    expect(answer.status, name).toBe(404)
  }
})
