/** The small app of the README, taken from its text, built and served: what it promises without JavaScript holds. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const packageFolder = fileURLToPath(new URL('../', import.meta.url))
const readme = readFileSync(join(packageFolder, '../../README.md'), 'utf8')

/** What the README imports and leaves to the reader. */
const DATABASE = `
  const notes = new Map<number, { id: number; title: string }>()
  let last = 0
  export const db = {
    notes: {
      list: async () => [...notes.values()],
      create: async ({ title }: { title: string }) => void notes.set(++last, { id: last, title }),
      delete: async (id: number) => void notes.delete(id),
    },
  }
`

let app: string
let copy: string
let server: ChildProcess
let origin: string

beforeAll(async () => {
  mkdirSync(join(packageFolder, '.ferry'), { recursive: true })
  app = mkdtempSync(join(packageFolder, '.ferry', 'readme-'))
  const files = [...readme.matchAll(/```tsx?\n\/\/ (app\/\S+)\n([\s\S]*?)```/g)]
  writeFile('package.json', JSON.stringify({ name: 'readme-app', private: true }))
  writeFile('app/db.ts', DATABASE)
  for (const [, path = '', source = ''] of files) writeFile(path, source)
  await promisify(execFile)(process.execPath, [join(packageFolder, 'bin', 'ferry.js'), 'build'], { cwd: app })

  // Somewhere without node_modules: a deployment is a folder.
  copy = mkdtempSync(join(tmpdir(), 'ferry-readme-'))
  cpSync(join(app, 'dist'), join(copy, 'dist'), { recursive: true })
  const port = await freePort()
  origin = `http://localhost:${port}`
  server = spawn(process.execPath, ['dist/server.js'], { cwd: copy, env: { ...process.env, PORT: String(port) } })
  await answering()
}, 120_000)

afterAll(async () => {
  if (server?.exitCode === null && server.kill()) await once(server, 'exit')
  for (const folder of [app, copy]) if (folder) rmSync(folder, { recursive: true, force: true })
})

test('the README has the four files that it shows', () => {
  for (const path of ['layout.tsx', 'page.tsx', 'actions.ts', 'note-form.tsx']) {
    expect(readFileSync(join(app, 'app', path), 'utf8').length).toBeGreaterThan(100)
  }
})

test('the page is a document with its title', async () => {
  const html = await page()
  expect(html).toContain('<title>Notes</title>')
  expect(html).toContain('Add</button>')
})

test('an empty title comes back as field error, with 422', async () => {
  const answer = await submit(await page(), 'Add', { title: '' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Give it a title')
})

test('a note is created once, however often the form is sent, and deleted with the captured id', async () => {
  const html = await page()
  for (let times = 0; times < 2; times++) {
    const answer = await submit(html, 'Add', { title: 'Buy milk' })
    expect(answer.status).toBe(200)
    expect((await answer.text()).match(/<li>(?:(?!<\/li>).)*Buy milk/g)).toHaveLength(1)
  }
  const deleted = await submit(await page(), 'Delete', {})
  expect(deleted.status).toBe(200)
  expect(await page()).not.toMatch(/<li>/)
})

function writeFile(path: string, text: string): void {
  mkdirSync(dirname(join(app, path)), { recursive: true })
  writeFileSync(join(app, path), text)
}

async function page(): Promise<string> {
  return await (await fetch(origin)).text()
}

/** Posts the form with that button, as a browser without JavaScript does. */
async function submit(html: string, button: string, fields: Record<string, string>): Promise<Response> {
  const form = [...html.matchAll(/<form[^>]*>([\s\S]*?)<\/form>/g)].find((match) =>
    match[1]?.includes(`${button}</button>`),
  )
  const body = new FormData()
  for (const [input] of (form?.[1] ?? '').matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    body.append(attribute(input, 'name'), attribute(input, 'value'))
  }
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  return await fetch(origin, { method: 'POST', body, headers: { origin } })
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  const entities: Record<string, string> = { amp: '&', quot: '"', lt: '<', gt: '>', '#x27': "'" }
  return value.replace(/&([^;]+);/g, (text, entity: string) => entities[entity] ?? text)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

async function answering(): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}.`)
    const ok = await fetch(origin).then(
      () => true,
      () => false,
    )
    if (ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The server does not answer.')
}
