/** An app without middleware, with instrumentation: what goes wrong in it, and what it does after its answers. */

export const diaryApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "diary", "type": "module" }',
  'instrumentation.js': `export async function register() { await null; globalThis.diary = { registered: true, told: [], done: [] } }
export function onRequestError(error, request, context) {
  globalThis.diary.told.push({ message: error.message, path: request.path, method: request.method, agent: request.headers['user-agent'], digest: context.digest })
  if (error.message === 'deaf') throw new Error('the listener broke')
}`,
  'app/layout.jsx': `if (!globalThis.diary?.registered) throw new Error('the layout was evaluated before register() had ended')
export default function Layout({ children }) { return <html><body>{children}</body></html> }`,
  'app/page.jsx': `export default function Page() { return <h1>Diary</h1> }`,
  'app/error.jsx': `'use client'
export default function Failed({ error }) { return <p id="failed">{error.message}</p> }`,
  'app/throw/[message]/page.jsx': `export default async function Page({ params }) { throw new Error((await params).message) }`,
  'app/leave/page.jsx': `import { redirect } from 'ferry/navigation'
export default async function Page({ searchParams }) { redirect((await searchParams).to) }`,
  'app/empty/page.jsx': `export const title = 'no component'`,
  'app/later/page.jsx': `import { after } from 'ferry/server'
export default async function Page() { after(() => { globalThis.diary.done.push('page') }); return <p>later</p> }`,
  'app/write/page.jsx': `import { write } from '../../lib/actions'
export default function Page() { return <form action={write}><input name="what" /></form> }`,
  'lib/actions.js': `'use server'
import { ActionError } from 'ferry/action'
import { redirect } from 'ferry/navigation'
export async function write(data) {
  const what = data.get('what')
  if (what === 'throw') throw new Error('secret of write')
  if (what === 'leave') redirect('javascript:alert(1)')
  if (what === 'refuse') throw new ActionError('no', '</script><script>alert(1)</script>\\u2028')
}`,
  'app/api/route.js': `import { after } from 'ferry/server'
import { redirect } from 'ferry/navigation'
export async function GET(request) {
  const what = new URL(request.url).searchParams.get('what')
  if (what === 'throw') throw new Error('secret of api')
  if (what === 'leave') redirect('javascript:alert(1)')
  after(() => { globalThis.diary.done.push(what) })
  return new Response(what === 'nothing' ? null : 'written')
}`,
}
