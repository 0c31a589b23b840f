/** An app whose functions and pages give back what strangers send: nothing of it may become more than text. */

const FORGED = `export default async function Page({ searchParams }) {
  const { text } = await searchParams
  return <main>{JSON.parse(text)}</main>
}`

export const closedApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "closed", "type": "module" }',
  'lib/functions.js': `'use server'
import { cookies } from 'ferry/headers'
import { permanentRedirect, redirect } from 'ferry/navigation'
export async function echo(value) { return value }
/** Data as it comes out of a database: made on the server. */
export async function stored(json) { return JSON.parse(json) }
export async function keep(name, value) { (await cookies()).set(name, value); return 'kept' }
export async function leave(to) { redirect(to) }
export async function leaveForm() { redirect('/there') }
export async function leaveForGood() { permanentRedirect('/there') }
export async function compare(state, data) { return { seen: typeof state, state, said: data.get('said') } }
export async function other(state, data) { return 'other ' + data.get('said') }
class Row {
  #secret = 'canary-of-the-field'
  constructor() { this.id = 1; this.hash = 'canary-of-the-row' }
  get password() { return 'canary-of-the-getter' }
}
export async function give(kind) {
  const plain = { id: 1, name: 'Ada' }
  switch (kind) {
    case 'undefined': return { ...plain, gone: undefined }
    case 'row': return new Row()
    case 'row inside': return { rows: [plain, new Row()] }
    case 'null prototype': return Object.assign(Object.create(null), plain, { hash: 'canary-of-the-row' })
    case 'prototype': return Object.assign(Object.create({ hash: 'canary-of-the-prototype' }), plain)
    case 'getter': return Object.defineProperty({ ...plain }, 'hash', { enumerable: false, get: () => 'canary-of-the-getter' })
    case 'symbol': return { ...plain, [Symbol('hash')]: 'canary-of-the-symbol' }
    case 'error': return { error: Object.assign(new Error('canary-of-the-error'), { query: 'canary-of-the-query' }) }
    case 'function': return { ...plain, save() { return 'canary-of-the-function' } }
  }
}`,
  'lib/tools.jsx': `'use client'
import { useActionState } from 'react'
import { compare, echo, give, keep, leave, other, stored } from './functions'
export function Tools() { return <button onClick={() => Promise.all([echo(), stored(), give(), keep(), leave()])}>go</button> }
export function Compared() {
  const [state, action] = useActionState(compare, { secret: 0 })
  return <form id="compared" action={action}><input name="said" /><output>{JSON.stringify(state)}</output></form>
}
export function Other() {
  const [state, action] = useActionState(other, 'none')
  return <form id="other" action={action}><input name="said" /><output>{state}</output></form>
}
export function Child({ value }) { return <p>{value}</p> }
export function Shown({ value }) { return <p>{JSON.stringify(value)}</p> }`,
  'app/layout.jsx': `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }`,
  'app/page.jsx': `import { Compared, Other, Tools } from '../lib/tools'
import { leaveForGood, leaveForm } from '../lib/functions'
export default function Page() { return <main><Tools /><Compared /><Other /><form action={leaveForm} /><form action={leaveForGood} /></main> }`,
  'app/ring/a/page.jsx': `import { redirect } from 'ferry/navigation'
export default function Page() { redirect('/ring/b') }`,
  'app/ring/b/page.jsx': `import { redirect } from 'ferry/navigation'
export default function Page() { redirect('/ring/a') }`,
  'app/there/page.jsx': 'export default function Page() { return <p>there</p> }',
  'app/forged/page.jsx': FORGED,
  'app/forged-client/page.jsx': `import { Child } from '../../lib/tools'
export default async function Page({ searchParams }) { return <Child value={JSON.parse((await searchParams).text)} /> }`,
  'app/forged-value/page.jsx': `import { Shown } from '../../lib/tools'
export default async function Page({ searchParams }) { return <Shown value={JSON.parse((await searchParams).text)} /> }`,
  'app/handler/page.jsx': `export default function Page() { return <button onClick={() => 'canary-of-the-handler'}>go</button> }`,
  'app/ref/page.jsx': `export default function Page() { return <p ref={() => 'canary-of-the-ref'}>go</p> }`,
  'app/context/page.jsx': `import { Provider } from '../../lib/provider'
export default function Page() { return <Provider.Provider value="canary-of-the-context"><p /></Provider.Provider> }`,
  'lib/provider.jsx': `'use client'
import { createContext } from 'react'
export const Provider = createContext('')`,
  'app/scripts/page.jsx': `export default async function Page({ searchParams }) {
  const text = JSON.stringify((await searchParams).text)
  return <>
    <script type="importmap">{'{"imports":{"a":' + text + '}}'}</script>
    <script>{'self.said = ' + text}</script>
    <style>{'p { --said: ' + text + ' }'}</style>
  </>
}`,
  'app/throws/page.jsx': `export default function Page() { throw new Error('canary-of-the-page') }`,
  'app/slow/page.jsx': `import { Suspense } from 'react'
async function Late() { await new Promise((ok) => setTimeout(ok, 20)); return <p>late</p> }
export default function Page() { return <Suspense fallback={<i>wait</i>}><Late /></Suspense> }`,
}
