/** An app whose middleware lets only admins see what is below /admin. What is done there is counted. */

const act = (name: string) =>
  `export async function ${name}() { (globalThis.done ??= []).push('${name}'); return '${name} ran' }`

export const adminApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "admin", "type": "module" }',
  'middleware.js': `import { redirect, rewrite } from 'ferry/server'
export const config = { get matcher() { return globalThis.adminMatcher } }
export default function middleware(request) {
  const { pathname } = new URL(request.url)
  ;(globalThis.adminSaw ??= []).push(request.method + ' ' + pathname)
  const isAdmin = request.headers.get('cookie') === 'role=admin'
  if (pathname === '/alias') return rewrite('/tenants/7')
  if (pathname.startsWith('/tenants/')) return new Response('by the alias only', { status: 404 })
  if (pathname.startsWith('/admin') && !isAdmin) return redirect('/login')
}`,
  'app/layout.jsx': `import { Bell } from '../parts/bell'
export default function Layout({ children }) { return <html><body><Bell />{children}</body></html> }`,
  'app/page.jsx': `import { like } from '../functions'
export default function Page() { return <form action={like}><p>home</p></form> }`,
  'app/login/page.jsx': 'export default function Page() { return <p>login</p> }',
  // Everything of the barrel is one module for the bundler; of it the page uses one function.
  'app/about/page.jsx': `import { like } from '../../functions/all'
export default function Page() { return <form action={like}><p>about</p></form> }`,
  'app/admin/page.jsx': `import { removeAll } from '../../functions'
import { Panel } from '../../parts/panel'
import { Wiper, wipe } from '../../parts/wiper'
export default function Page() {
  async function inline() { 'use server'; (globalThis.done ??= []).push('inline') }
  return <form action={removeAll}><p>admin</p><button formAction={inline}>inline</button><Panel /><Wiper wipe={wipe} /></form>
}`,
  'app/admin/users/[id]/page.jsx': `import { ban } from '../../../../functions/all'
export default async function Page({ params }) { return <form action={ban}><p>user {(await params).id}</p></form> }`,
  'app/tenants/[id]/page.jsx': `import { rent } from '../../../functions'
export default function Page() { return <form action={rent}><p>tenant</p></form> }`,
  // For the server only: no page hands it to a browser.
  'app/api/purge/route.js': `import { purge } from '../../../functions/purge'
export const POST = async () => Response.json(await purge())`,
  'functions/purge.js': `'use server'
${act('purge')}`,
  // Calls whatever it is handed.
  'app/tools/page.jsx': `import { run } from '../../functions/run'
export default function Page() { return <form action={run}><p>tools</p></form> }`,
  'functions/run.js': `'use server'
export async function run(first, second) { const fn = typeof first === 'function' ? first : second; return typeof fn === 'function' ? fn() : 'nothing to run' }`,
  'parts/panel.jsx': `'use client'
import { audit } from '../functions'
export function Panel() { return <button type="button" onClick={() => audit()}>audit</button> }`,
  'parts/wiper.jsx': `'use client'
export { wipe } from '../functions'
export function Wiper({ wipe }) { return <button type="button" onClick={() => wipe()}>wipe</button> }`,
  'parts/bell.jsx': `'use client'
import { ring } from '../functions'
export function Bell() { return <button type="button" onClick={() => ring()}>ring</button> }`,
  'functions/index.js': `'use server'
${['like', 'removeAll', 'ban', 'audit', 'ring', 'rent', 'wipe'].map(act).join('\n')}`,
  'functions/all.js': `export * from './index.js'`,
}
