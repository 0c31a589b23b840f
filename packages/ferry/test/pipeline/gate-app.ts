/** An app whose middleware stands before everything: each path shows one thing that a middleware may answer. */

export const gateApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "gate", "type": "module" }',
  // The default export is there only when the test says so: an app is opened without it first.
  'middleware.js': `import { cookies } from 'ferry/headers'
import { next, redirect, rewrite } from 'ferry/server'
let middleware
export { middleware as default }
globalThis.gate = { install() { middleware = guard }, seen: [] }
const ANSWERS = {
  '/text': () => 'not a Response',
  '/number': () => 5,
  '/elsewhere': () => rewrite('https://evil.test/who'),
  '/elsewhere-too': () => rewrite('//evil.test/who'),
  '/nowhere': () => rewrite('http://['),
  '/broken': () => rewrite('/who%00'),
  '/alias': () => rewrite('/who?as=path'),
  '/alias-url': (request) => rewrite(new URL('/who?as=url', request.url)),
  '/alias-own': (request) => { const url = new URL(request.url); url.pathname = url.pathname.replace('/alias-own', '/who'); return rewrite(url) },
  '/moved': () => redirect('/who'),
  '/moved-out': () => redirect('https://pay.test/x', 308),
  '/moved-beside': () => redirect('//pay.test/x'),
  '/dressed': () => next({ request: { headers: new Headers({ 'x-user': 'ada' }) } }),
  '/signed-in': () => next({ request: { headers: new Headers({ cookie: 'seen=gate' }) } }),
  '/closed': () => new Response('closed', { status: 451, headers: { 'x-why': 'law' } }),
}
async function guard(request) {
  const { pathname } = new URL(request.url)
  globalThis.gate.seen.push([request.method, pathname, request.headers.get('cookie')])
  if (pathname === '/fails') throw new Error('secret of the gate')
  if (pathname === '/stamped') { (await cookies()).set('stamp', 'middleware'); return }
  return ANSWERS[pathname.replace(/^\\/base/, '')]?.(request)
}`,
  'app/layout.jsx': `export default function Layout({ children }) { return <html><body>{children}</body></html> }`,
  'app/[...rest]/page.jsx': `import { cookies, headers } from 'ferry/headers'
import { enter } from '../../lib/actions'
export default async function Page({ params, searchParams }) {
  const [{ rest }, { as }, jar, head] = await Promise.all([params, searchParams, cookies(), headers()])
  return <form action={enter}><p>{['at', ...rest, as, head.get('x-user'), jar.get('seen')?.value, jar.get('stamp')?.value].join(' ')}</p></form>
}`,
  'lib/actions.js': `'use server'
import { cookies } from 'ferry/headers'
import { redirect } from 'ferry/navigation'
export async function enter(where) { (await cookies()).set('seen', 'a b'); if (where) redirect(where); return 'entered' }`,
  'app/digest/page.jsx': `export default function Page() { throw Object.assign(new Error('lost'), { digest: 'mine' }) }`,
  'app/bad/route.js': `export const GET = () => Response.error()`,
  'app/call/page.jsx': `'use client'
import { enter } from '../../lib/actions'
export default function Page() { return <button onClick={() => enter('/who')}>enter</button> }`,
}
