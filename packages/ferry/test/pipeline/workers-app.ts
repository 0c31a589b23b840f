/** An app whose workers share what must hold across them. */

export const workersApp = {
  'package.json': '{ "name": "workers-app", "private": true, "type": "module" }',
  'app/layout.jsx': `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }`,
  'app/page.jsx': `
import { notes } from './notes'
import { pay, limited, rename, soon } from './actions'
import { Buttons } from './buttons'
export const dynamic = 'force-dynamic'
export default async function Page() {
  return <main><p>pid={process.pid};</p><p>notes={await notes()};</p><Buttons all={[pay, limited, rename, soon]} /></main>
}`,
  'app/buttons.jsx': `'use client'
export function Buttons({ all }) { return all.map((run, index) => <button key={index} onClick={() => run()}>{index}</button>) }`,
  'app/notes.js': `
import { readFileSync } from 'node:fs'
import { cache } from 'ferry/cache'
export const notes = cache(async () => readFileSync(process.env.NOTES_FILE, 'utf8'), { tags: ['notes'] })`,
  'app/actions.js': `'use server'
import { appendFileSync, writeFileSync } from 'node:fs'
import { action } from 'ferry/action'
import { updateTag, revalidateTag } from 'ferry/cache'
export const pay = async (amount) => {
  appendFileSync(process.env.RUNS_FILE, amount + ' ' + process.pid + '\\n')
  await new Promise((resolve) => setTimeout(resolve, 200))
  return 'paid ' + amount
}
export const limited = action(async () => 'ok', { rateLimit: { requests: 3, per: 60_000 } })
export const rename = async (text) => { writeFileSync(process.env.NOTES_FILE, text); updateTag('notes') }
export const soon = async (text) => { writeFileSync(process.env.NOTES_FILE, text); revalidateTag('notes', 'max') }
`,
} as const

/** The same with a store of its own: a file of the app that talks to another process over a socket. */
export const ownStore = {
  ...workersApp,
  'ferry.config.mjs': `export default { store: './store' }`,
  'store.js': `
import { connect } from 'node:net'
/** One JSON line for each question and each answer. */
export default async function createStore() {
  const socket = connect(Number(process.env.STORE_PORT), '127.0.0.1')
  await new Promise((resolve, reject) => socket.on('connect', resolve).on('error', reject))
  const asked = new Map()
  const listeners = new Map()
  let rest = ''
  let next = 0
  socket.on('data', (chunk) => {
    const lines = (rest + chunk).split('\\n')
    rest = lines.pop()
    for (const { id, value, topic, message } of lines.map((line) => JSON.parse(line))) {
      if (topic !== undefined) for (const tell of listeners.get(topic) ?? []) tell(message)
      else { asked.get(id)(value); asked.delete(id) }
    }
  })
  const ask = (method) => (...args) => new Promise((resolve) => {
    asked.set(next, resolve)
    socket.write(JSON.stringify({ id: next++, method, args }) + '\\n')
  })
  return {
    ...Object.fromEntries(['get', 'add', 'set', 'delete', 'increment', 'publish'].map((name) => [name, ask(name)])),
    async subscribe(topic, listener) { listeners.set(topic, [...(listeners.get(topic) ?? []), listener]) },
    async close() { socket.end() },
  }
}
`,
} as const
