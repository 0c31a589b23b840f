/** An app with pages that are rendered once for everybody. Each says how often it was rendered, and with what. */

const count = (name: string) =>
  `(globalThis.renders ??= {}, globalThis.renders['${name}'] = (globalThis.renders['${name}'] ?? 0) + 1)`

export const keptApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "kept", "type": "module" }',
  'app/layout.jsx': `import Link from 'ferry/link'
export default function Layout({ children }) {
  return <html lang="en"><body><Link href="/timed">timed</Link>{children}</body></html>
}`,
  'app/not-found.jsx': 'export default function NotFound() { return <h1>nothing here</h1> }',
  'app/page.jsx': `export default function Page() { return <p>plain {${count('plain')}}</p> }`,
  'app/forced/page.jsx': `import { cookies, headers } from 'ferry/headers'
export const dynamic = 'force-static'
export default async function Page({ searchParams }) {
  const n = ${count('forced')}
  const who = (await cookies()).get('who')?.value ?? 'nobody'
  return <p>forced {n} {who} {(await headers()).get('x-who') ?? 'nothing'} {(await searchParams).q ?? 'no query'}</p>
}`,
  'app/strict/page.jsx': `export const dynamic = 'error'
export default function Page() { return <p>strict {${count('strict')}}</p> }`,
  'app/timed/page.jsx': `import { later } from '../functions'
export const revalidate = 1
export default async function Page() {
  const n = ${count('timed')}
  if (globalThis.failTimed) throw new Error('no database')
  await globalThis.gate
  return <p>timed {n}</p>
}`,
  'app/notes/[id]/page.jsx': `import { noteText } from '../../data'
import { Ask } from '../../ask'
import { save, touch, quiet } from '../../functions'
export const revalidate = false
export async function generateMetadata({ params }) { return { title: 'Note ' + (await params).id } }
export default async function Page({ params }) {
  const { id } = await params
  const n = ${count('note')}
  const here = { id }
  async function keep() { 'use server'; (globalThis.kept ??= []).push(here.id) }
  return <main><p>note {id} {n} {await noteText(id)}</p>
    <form action={save}><input name="id" defaultValue={id} /><button>save</button></form>
    <form action={keep}><button>keep</button></form><Ask all={[save, touch, quiet]} /></main>
}`,
  'app/ask.jsx': `'use client'
import { useSearchParams } from 'ferry/navigation'
export function Ask({ all }) { return <i data-functions={all.length}>{useSearchParams().get('q') ?? 'no q'}</i> }`,
  'app/data.js': `import { cache } from 'ferry/cache'
const text = globalThis.noteTexts ??= {}
export const noteText = cache(async (id) => {
  if (text[id] === undefined) return 'empty'
  return text[id]
}, { tags: ['notes'] })
export const brief = cache(async () => (globalThis.briefs = (globalThis.briefs ?? 0) + 1), { tags: ['brief'], revalidate: 1 })`,
  'app/functions.js': `'use server'
import { revalidatePath, revalidateTag, updateTag } from 'ferry/cache'
import { skipRefresh } from 'ferry/action'
import { redirect } from 'ferry/navigation'
export async function save(form) { (globalThis.saved ??= []).push(form.get('id')) }
export async function touch(how, what, type) {
  skipRefresh()
  if (how === 'path') revalidatePath(what, type)
  if (how === 'tag') revalidateTag(what)
  if (how === 'update') updateTag(what)
  return 'touched'
}
export async function quiet() { skipRefresh(); return 'quiet' }
export async function plain() { return 'plain' }
export async function later() {}
export async function away() { redirect('/notes/9') }
`,
  'app/uses/page.jsx': `import { plain, away, later } from '../functions'
import { Ask } from '../ask'
export default function Page() { return <Ask all={[plain, away, later]} /> }`,
  'app/brief/page.jsx': `import { brief } from '../data'
export const dynamic = 'force-static'
export default async function Page() { return <p>brief {${count('brief')}} {await brief()}</p> }`,
  'app/reads/[what]/page.jsx': `import { cookies, headers, draftMode } from 'ferry/headers'
import { connection } from 'ferry/server'
export const revalidate = 60
export default async function Page({ params, searchParams }) {
  const { what } = await params
  const n = ${count('reads')}
  let read = 'nothing'
  try {
    if (what === 'cookies') read = (await cookies()).get('who')?.value
    if (what === 'headers') read = (await headers()).get('x-who')
    if (what === 'search') read = (await searchParams).q
    if (what === 'connection') { await connection(); read = 'connected' }
    if (what === 'draft') read = String((await draftMode()).isEnabled)
  } catch (error) { read = 'caught ' + error.code }
  return <p>read {read} {n}</p>
}`,
  'app/draft/route.js': `import { draftMode } from 'ferry/headers'
export async function GET() { (await draftMode()).enable(); return new Response('on') }`,
  'app/ends/[how]/page.jsx': `import { notFound, redirect } from 'ferry/navigation'
export const revalidate = 60
export default async function Page({ params }) {
  const { how } = await params
  const n = ${count('ends')}
  if (how === 'missing') notFound()
  if (how === 'moved') redirect('/notes/1?from=moved')
  if (how === 'broken') throw new Error('broken')
  return <p>ends {how} {n}</p>
}`,
  'app/ends/error.jsx': `'use client'
export default function Failed() { return <h1>failed</h1> }`,
  'app/never/page.jsx': `export const revalidate = 0
export default function Page() { return <p>never {${count('never')}}</p> }`,
  'app/dynamic/page.jsx': `export const dynamic = 'force-dynamic'
export const revalidate = 60
export default function Page() { return <p>dynamic {${count('dynamic')}}</p> }`,
  'app/known/[id]/page.jsx': `export function generateStaticParams() { return [{ id: 'a' }, { id: 'b' }] }
export default async function Page({ params }) { return <p>known {(await params).id} {${count('known')}}</p> }`,
  'app/large/page.jsx': `export const dynamic = 'force-static'
export default async function Page() { return <><p>large {${count('large')}}</p><pre>{'x'.repeat(3e6)}</pre></> }`,
  'app/visitor/page.jsx': `export const dynamic = 'force-static'
export default async function Page() { return <p>visitor {globalThis.visitor?.getStore() ?? 'nobody'}</p> }`,
  'middleware.js': `import { next, redirect } from 'ferry/server'
export default function middleware(request) {
  if (request.headers.get('x-who') === 'stranger') return redirect(new URL('/', request.url))
  const headers = new Headers()
  headers.append('set-cookie', 'seen=' + (request.headers.get('x-who') ?? 'nobody'))
  return next({ headers })
}`,
}
