/** An app with headers, redirects and rewrites in its configuration, and a middleware between them. */

export const rulesApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "rules", "type": "module" }',
  'ferry.config.mjs': `export default {
  headers: async () => [
    { source: '/:path*', headers: [{ key: 'X-Frame-Options', value: 'DENY' }, { key: 'x-order', value: 'rules' }] },
    { source: '/docs/:slug', headers: [{ key: 'x-frame-options', value: 'SAMEORIGIN' }, { key: 'x-doc-:slug', value: 'doc :slug' }] },
    { source: '/api/own', headers: [{ key: 'x-own', value: 'rule' }, { key: 'x-other', value: 'rule' }] },
    { source: '/docs/policy', headers: [{ key: 'Content-Security-Policy', value: "default-src 'self'" }] },
    { source: '/moved/:path*', headers: [{ key: 'x-moved', value: 'yes' }] },
  ],
  redirects: () => [
    { source: '/moved/:path*', destination: '/docs/:path*', permanent: true },
    { source: '/out/:id(\\\\d+)', destination: 'https://shop.test/items/:id', permanent: false },
    { source: '/see', destination: '/docs/see?from=see', statusCode: 303 },
    { source: '/beta', has: [{ type: 'cookie', key: 'beta', value: 'on' }], destination: '/docs/beta', permanent: false },
    { source: '/old-only', missing: [{ type: 'header', key: 'x-new' }], destination: '/docs/old', permanent: false },
    { source: '/by-query', has: [{ type: 'query', key: 'page', value: '(?<page>.+)' }], destination: '/docs/:page', permanent: false },
    { source: '/by-host', has: [{ type: 'host', value: '(?<shop>[^.]+)\\\\.test' }], destination: 'https://:shop.example/', permanent: false },
    { source: '/guarded', destination: '/docs/never-middleware', permanent: false },
    { source: '/outside/:path*', destination: '/base/docs/:path*', permanent: false, basePath: false },
  ],
  rewrites: () => ({
    beforeFiles: [
      { source: '/covered', destination: '/docs/covered' },
      { source: '/chain', destination: '/chained' },
      { source: '/chained', destination: '/docs/chain' },
    ],
    afterFiles: [
      { source: '/plain', destination: '/docs/never-plain' },
      { source: '/docs/special', destination: '/docs/after-files' },
      { source: '/unused/:name', destination: '/docs/unused' },
      { source: '/leads-nowhere', destination: '/still/nowhere' },
    ],
    fallback: [
      { source: '/docs/:slug', destination: '/docs/never-fallback' },
      { source: '/still/nowhere', destination: '/docs/from-fallback' },
      { source: '/legacy/:path*', destination: '/docs/legacy?was=:path*' },
    ],
  }),
}`,
  'middleware.js': `import { next, rewrite } from 'ferry/server'
export default function middleware(request) {
  const { pathname } = new URL(request.url)
  ;(globalThis.rulesSaw ??= []).push(request.method + ' ' + pathname)
  if (pathname === '/closed') return new Response('closed', { status: 403 })
  if (pathname === '/to-covered') return rewrite('/covered')
  if (pathname === '/docs/stamped') return next({ headers: { 'x-order': 'middleware' } })
}`,
  'lib/actions.js': `'use server'
import { redirect } from 'ferry/navigation'
export async function go(to) { if (to) redirect(to); return 'stayed' }`,
  'app/layout.jsx': `export default function Layout({ children }) { return <html><body>{children}</body></html> }`,
  'app/page.jsx': `'use client'
import { go } from '../lib/actions'
export default function Page() { return <button onClick={() => go('')}>go</button> }`,
  'app/plain/page.jsx': `export default function Page() { return <p>the plain page</p> }`,
  'app/covered/page.jsx': `export default function Page() { return <p>never seen</p> }`,
  'app/api/own/route.js': `export function GET() { return new Response('own', { headers: { 'x-own': 'handler' } }) }`,
  'app/docs/[slug]/page.jsx': `export default async function Page({ params, searchParams }) {
  return <p>doc:{(await params).slug}:{JSON.stringify(await searchParams)}</p>
}`,
}
