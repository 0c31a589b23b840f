/** The app that stands behind the proxies of the proof: it streams, takes uploads, counts callers, and says who they are. */

export const files = {
  'package.json': '{ "name": "deployed-app", "private": true, "type": "module" }',
  'ferry.config.mjs': `export default {
  trustProxy: 'loopback',
  server: { metrics: true },
  actions: { bodySizeLimit: '1mb' },
}`,
  'app/layout.jsx': `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }`,
  'app/page.jsx': `
import { Button } from './button'
import { greet, limited, take } from './actions'
export const dynamic = 'force-dynamic'
export default function Page() { return <main><h1>Deployed</h1><Button all={[greet, limited, take]} /><form action={greet}><button>send</button></form></main> }`,
  'app/button.jsx': `'use client'
export function Button({ all }) { return <button onClick={() => all[0]('x')}>call</button> }`,
  'app/actions.js': `'use server'
import { action } from 'ferry/action'
import { headers } from 'ferry/headers'
export async function greet(name) { return 'hello ' + name }
export const take = action(async (form) => 'bytes ' + form.get('file').size, { bodySizeLimit: 4 * 1024 * 1024 })
export const limited = action(async () => 'ok', { rateLimit: { requests: 2, per: 60_000 } })`,
  'app/stream/page.jsx': `
import { Suspense } from 'react'
export const dynamic = 'force-dynamic'
async function Late() {
  await new Promise((resolve) => setTimeout(resolve, 1200))
  return <p>late part</p>
}
export default function Page() { return <main><p>early part</p><Suspense fallback={<i>…</i>}><Late /></Suspense></main> }`,
  'app/slow/route.js': `export async function GET() { await new Promise((resolve) => setTimeout(resolve, 1000)); return new Response('slow') }`,
  'app/who/route.js': `export function GET(request) { return Response.json({ url: request.url, forwarded: request.headers.get('x-forwarded-for') }) }`,
}
