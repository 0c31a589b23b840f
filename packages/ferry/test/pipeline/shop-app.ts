/** A small app with a route for each thing the pipeline does. */

const ERROR = `'use client'
export default function Failed({ error }) { return <p id="failed">failed: {error.message} {error.digest}</p> }`

export const shopApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop", "type": "module" }',
  'app/layout.jsx': `import './layout.css'
import { headers } from 'ferry/headers'
import { Counter } from '../lib/counter'
export const metadata = { title: { default: 'Shop', template: '%s | Shop' }, description: 'All & sundry' }
export default async function Layout({ children }) {
  if ((await headers()).has('x-break')) throw new Error('secret of layout')
  return <html lang="en"><body><header><Counter label="header" /></header>{children}</body></html>
}`,
  'app/layout.css': 'body { color: rgb(1, 2, 3) }',
  'app/page.jsx': `import { CountForm, SaveForm } from '../lib/forms'
export default function Page() { return <main><h1>Hello {'</script><!--'} {'é😀\\u2028'}</h1><CountForm /><SaveForm /></main> }`,
  'lib/counter.jsx': `'use client'
import { useState } from 'react'
import styles from './counter.module.css'
export function Counter({ label }) { const [n] = useState(0); return <b className={styles.counter}>{label}: {n}</b> }`,
  'lib/counter.module.css': '.counter { color: rgb(4, 5, 6) }',
  'lib/forms.jsx': `'use client'
import { useActionState } from 'react'
import { count, save } from './actions'
export function CountForm() {
  const [state, action] = useActionState(count, 1)
  return <form action={action}><input name="by" defaultValue="2" /><output>{state}</output></form>
}
export function SaveForm() { return <form action={save}><input name="what" /></form> }`,
  'lib/actions.js': `'use server'
import { cookies } from 'ferry/headers'
import { forbidden, notFound, redirect, unauthorized } from 'ferry/navigation'
import { after, requestSignal } from 'ferry/server'
import { skipRefresh } from 'ferry/action'
export async function count(state, data) { return state + Number(data.get('by')) }
export async function save(data) {
  const what = data.get('what')
  if (what === 'cookie') (await cookies()).set('seen', 'yes').set('seen', 'twice')
  if (what === 'leave') { (await cookies()).set('seen', 'redirected'); redirect('/notes/7?x=1') }
  if (what === 'external') redirect('https://pay.test/x')
  if (what === 'script') redirect('javascript:alert(1)')
  if (what === 'missing') notFound()
  if (what === 'forbidden') forbidden()
  if (what === 'unauthorized') unauthorized()
  if (what === 'throw') throw new Error('secret of save')
  if (what === 'skip') skipRefresh()
  if (what === 'forget') setTimeout(() => Promise.reject().catch(() => { globalThis.forgotten = globalThis.currentRequest() }), 10)
  if (what === 'after') after(() => { globalThis.afterRan = what })
  return what
}
export async function stream() { return (async function* () { for (let i = 0; i < 3; i++) { await new Promise((ok) => setTimeout(ok, 20)); yield i } })() }
export async function bytes() { return new Uint8Array([0, 255, 128, 10]) }`,
  'app/stream-caller/page.jsx': `'use client'
import { bytes, stream } from '../../lib/actions'
export default function Page() { return <button onClick={async () => { await stream(); await bytes() }}>go</button> }`,
  'app/notes/layout.jsx': 'export default function Notes({ children }) { return <section>{children}</section> }',
  'app/notes/[id]/page.jsx': `import { cookies } from 'ferry/headers'
import { notFound, forbidden } from 'ferry/navigation'
export async function generateMetadata({ params }) {
  const { id } = await params
  if (id === 'no-head') throw new Error('secret of metadata')
  return { title: 'Note ' + id }
}
export default async function Page({ params, searchParams }) {
  const { id } = await params
  if (id === 'missing') notFound()
  if (id === 'forbidden') forbidden()
  if (id === 'throw') throw new Error('secret of note')
  return <article>note {id} {JSON.stringify(await searchParams)} {(await cookies()).get('seen')?.value}</article>
}`,
  'app/notes/error.jsx': ERROR,
  'app/notes/not-found.jsx': 'export default function Missing() { return <p id="missing">no such note</p> }',
  'app/slow/page.jsx': `import { Suspense } from 'react'
async function Slow({ ms }) { await new Promise((ok) => setTimeout(ok, ms)); return <p>slow {ms} {'x'.repeat(600)}</p> }
export default function Page() {
  return <main>{[20, 60].map((ms) => <Suspense key={ms} fallback={<i>wait {ms}</i>}><Slow ms={ms} /></Suspense>)}</main>
}`,
  'app/late/loading.jsx': 'export default function Loading() { return <i>loading</i> }',
  'app/late/error.jsx': ERROR,
  'app/late/[what]/page.jsx': `import { redirect, notFound } from 'ferry/navigation'
export default async function Page({ params }) {
  const { what } = await params
  await new Promise((ok) => setTimeout(ok, 30))
  if (what === 'throw') throw new Error('secret of late')
  if (what === 'leave') redirect('/notes/9')
  if (what === 'missing') notFound()
  return <p>late page</p>
}`,
  'app/unbounded/page.jsx': `export default function Page() { throw new Error('secret of unbounded') }`,
  'app/moved/page.jsx': `import { redirect } from 'ferry/navigation'
export default async function Page() { redirect('/notes/5') }`,
  'app/moved-forever/page.jsx': `import { permanentRedirect } from 'ferry/navigation'
export default function Page() { permanentRedirect('https://new.test/') }`,
  'app/client-only-render/page.jsx': `'use client'
export default function Page() { if (typeof window === 'undefined') throw new Error('secret of ssr'); return <p>in the browser</p> }`,
  'app/client-only-render/error.jsx': ERROR,
  'app/endless/page.jsx': `import { Suspense } from 'react'
import { requestSignal } from 'ferry/server'
async function Endless() { await new Promise((ok) => requestSignal().addEventListener('abort', () => { globalThis.endlessAborted = true; ok() })); return null }
export default function Page() { return <main><Suspense fallback={<i>wait</i>}><Endless /></Suspense></main> }`,
  'app/endless-shell/page.jsx': 'export default async function Page() { await new Promise(() => {}); return null }',
  'app/writes-cookie/page.jsx': `import { cookies } from 'ferry/headers'
export default async function Page() { (await cookies()).set('a', 'b'); return null }`,
  'app/api/echo/route.js': `import { cookies } from 'ferry/headers'
import { notFound, redirect } from 'ferry/navigation'
export async function GET(request) {
  const what = new URL(request.url).searchParams.get('what')
  if (what === 'throw') throw new Error('secret of route')
  if (what === 'leave') redirect('/notes/1')
  if (what === 'missing') notFound()
  if (what === 'nothing') return
  ;(await cookies()).set('from', 'route')
  return Response.json({ url: request.url, agent: request.headers.get('user-agent') })
}
export async function POST(request, { params }) { return new Response('got ' + await request.text(), { status: 201, headers: { 'x-own': '1' } }) }`,
  'app/api/all/[id]/route.js': `const answer = (name) => async (request, { params }) =>
  Response.json([name, request.method, (await params).id, await request.text()], { headers: { 'x-by': name } })
export const PUT = answer('PUT'), PATCH = answer('PATCH'), DELETE = answer('DELETE')
export const HEAD = () => new Response(null, { status: 204, headers: { 'x-by': 'HEAD' } })
export const OPTIONS = () => new Response(null, { status: 200, headers: { allow: 'whatever' } })`,
  'app/api/writes/route.js': 'export const POST = () => new Response(null, { status: 204 })',
  'app/api/forever/route.js': `export function GET(request) {
  globalThis.forever = { aborted: false, cancelled: false, written: 0 }
  request.signal.addEventListener('abort', () => { globalThis.forever.aborted = true })
  return new Response(new ReadableStream({
    async pull(controller) { globalThis.forever.written++; controller.enqueue(new TextEncoder().encode('.'.repeat(1000))); await new Promise((ok) => setTimeout(ok, 1)) },
    cancel() { globalThis.forever.cancelled = true },
  }))
}`,
  'app/api/stream/[...rest]/route.js': `export async function GET(_, { params }) {
  const { rest } = await params
  return new Response(new ReadableStream({ async start(c) { for (const part of rest) { c.enqueue(new TextEncoder().encode(part)); await new Promise((ok) => setTimeout(ok, 10)) } c.close() } }))
}`,
  'middleware.js': `import { next, redirect, rewrite } from 'ferry/server'
import { cookies } from 'ferry/headers'
export default async function middleware(request) {
  const url = new URL(request.url)
  ;(globalThis.middlewareSaw ??= []).push(request.method + ' ' + url.pathname + url.search)
  if (url.pathname === '/guarded') return redirect('/notes/1')
  if (url.pathname === '/gone') return new Response('gone', { status: 410 })
  if (url.pathname === '/alias') return rewrite(new URL('/notes/3?from=alias', request.url))
  if (url.pathname === '/cookie') { (await cookies()).set('from', 'middleware'); return rewrite('/notes/4') }
  if (url.pathname === '/marked') return next({ headers: { 'x-marked': '1', 'cache-control': 'public' } })
  if (url.pathname === '/broken-middleware') throw new Error('secret of middleware')
  if (url.pathname === '/notes/refused') return new Response('no', { status: 403 })
}`,
}
