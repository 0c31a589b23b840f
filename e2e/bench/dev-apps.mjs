/**
 * The same app for every dev server: a number of routes, each with a page, a client component, a style sheet and a server
 * function of its own, around a shared layout. What an edit changes stands in each file as the word `first`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What each edit rewrites, in the folder of route 1. */
export const EDITS = {
  client: { file: 'counter.jsx', text: counter },
  server: { file: 'page.jsx', text: page },
  css: { file: 'style.css', text: style },
  function: { file: 'actions.js', text: actions },
}

/** @param kind which dev server the app is for */
export function writeApp(folder, kind, routes) {
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const below = kind === 'plugin-rsc' ? 'src/routes' : 'app'
  rmSync(join(folder, below), { recursive: true, force: true })
  for (let route = 1; route <= routes; route++) {
    for (const { file, text } of Object.values(EDITS)) write(`${below}/r${route}/${file}`, text(route, 'first'))
  }
  write(`${below}/global.css`, 'body { font-family: sans-serif; }\n')
  write(`${below}/nav.jsx`, nav())
  write(`${below}/layout.jsx`, layout())
  for (const [path, text] of Object.entries(OWN_FILES[kind])) write(path, text)
  return (route) => join(folder, below, `r${route}`)
}

function page(route, word) {
  return `import { greeting } from './actions.js'
import { Counter } from './counter.jsx'
import './style.css'

export default async function Page() {
  return (
    <main>
      <h1 data-server>Route ${route} server ${word}</h1>
      <p data-function>{await greeting()}</p>
      <p data-css className="styled-${route}">Styled</p>
      <Counter act={greeting} />
    </main>
  )
}
`
}

function counter(route, word) {
  return `'use client'
import { useState } from 'react'

export function Counter({ act }) {
  const [count, setCount] = useState(0)
  const add = () => setCount((before) => before + 1)
  return (
    <section>
      <button data-client type="button" onClick={add}>Route ${route} client ${word}: {count}</button>
      <button type="button" onClick={() => act()}>Call</button>
    </section>
  )
}
`
}

/** A word is a width: \`first\` is 1px. */
function style(route, word) {
  return `.styled-${route} { border-bottom: ${Number(word.replace('first', '1').replace(/\D+/, ''))}px solid; }\n`
}

function actions(route, word) {
  return `'use server'

export async function greeting() {
  return 'Route ${route} function ${word}'
}
`
}

function nav() {
  return `'use client'
import { useState } from 'react'

export function Nav() {
  const [open, setOpen] = useState(false)
  return <nav><button type="button" onClick={() => setOpen(!open)}>{open ? 'Close' : 'Menu'}</button></nav>
}
`
}

function layout() {
  return `import './global.css'
import { Nav } from './nav.jsx'

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <Nav />
        {children}
      </body>
    </html>
  )
}
`
}

const OWN_FILES = {
  ferry: { 'package.json': '{ "name": "bench-dev", "private": true, "type": "module" }\n' },
  next: {},
  'plugin-rsc': {
    'src/pages.jsx': `import Layout from './routes/layout.jsx'

const pages = import.meta.glob('./routes/*/page.jsx')

export async function page(pathname) {
  const name = pathname.replace(/\\.rsc$/, '').slice(1)
  const load = pages['./routes/' + name + '/page.jsx']
  if (!load) return <Layout>Not found</Layout>
  const { default: Page } = await load()
  return <Layout><Page /></Layout>
}
`,
  },
}
