/** Layouts with parameters, slots, a template, loading and errors; a middleware that is not the same for everyone. */

const layout = (name: string) =>
  `export default async function Layout({ children, params }) { return <section><i>layout of ${name} {JSON.stringify(await params)}</i>{children}</section> }`
const page = (name: string) => `export default function Page() { return <h1>page ${name}</h1> }`

export const clubApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "club", "type": "module" }',
  'middleware.js': `import { next, rewrite } from 'ferry/server'
export default function middleware(request) {
  const { pathname } = new URL(request.url)
  if (pathname === '/members/greeted') return next({ request: { headers: new Headers({ 'x-name': 'ada' }) } })
  if (pathname === '/members/remembered') return next({ headers: new Headers({ 'set-cookie': 'seen=1' }) })
  if (pathname === '/members/moved') return rewrite('/members/2/about')
}`,
  'lib/actions.js': `'use server'
export async function act() { return 1 }`,
  'lib/act.jsx': `'use client'
import { act } from './actions'
export function Act() { return <button onClick={() => act()}>act</button> }`,
  'app/layout.jsx': `export const metadata = { title: 'Club' }
export default function Layout({ children }) { return <html><body><i>layout of everything</i>{children}</body></html> }`,
  'app/page.jsx': page('home'),
  'app/global-not-found.jsx': `export default function NotFound() { return <html><body><h1>nothing at all</h1></body></html> }`,
  'app/members/layout.jsx': layout('members'),
  'app/members/loading.jsx': `export default function Loading() { return <p>loading members</p> }`,
  'app/members/template.jsx': `export default function Template({ children }) { return <div>{children}</div> }`,
  'app/members/page.jsx': `import { Act } from '../../lib/act'
export default function Page() { return <h1>page members<Act /></h1> }`,
  'app/members/greeted/page.jsx': page('greeted'),
  'app/members/remembered/page.jsx': page('remembered'),
  'app/members/1/layout.jsx': layout('the first member'),
  'app/members/1/page.jsx': page('first'),
  'app/members/[id]/layout.jsx': layout('a member'),
  'app/members/[id]/page.jsx': `export async function generateMetadata({ params }) { return { title: 'Member ' + (await params).id } }
export default async function Page({ params, searchParams }) { return <h1>page member {(await params).id} {JSON.stringify(await searchParams)}</h1> }`,
  'app/members/[id]/about/page.jsx': page('about'),
  'app/wall/layout.jsx': `export default function Layout({ children, side }) { return <section><i>layout of the wall</i>{children}<aside>{side}</aside></section> }`,
  'app/wall/page.jsx': page('wall'),
  'app/wall/with/page.jsx': page('with'),
  'app/wall/@side/with/page.jsx': page('side'),
}
