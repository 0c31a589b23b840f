/** A feed whose photos open before it, and a slot with parameters of its own. */

export const galleryApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "gallery", "type": "module" }',
  'middleware.js': `export default function middleware(request) {
  const { pathname } = new URL(request.url)
  if (pathname === '/feed/closed') return new Response('closed', { status: 403 })
}`,
  'lib/actions.js': `'use server'
let likes = 0
export async function like() { likes++ }
export async function countLikes() { return likes }`,
  'lib/like.jsx': `'use client'
import { useState } from 'react'
import { useParams } from 'ferry/navigation'
import { like } from './actions'
export function Like() {
  const [clicks, setClicks] = useState(0)
  return <button id="like" onClick={() => { setClicks(clicks + 1); like() }}>clicks {clicks} {JSON.stringify(useParams())}</button>
}
export function Note() { const [n, set] = useState(0); return <i id="note" onClick={() => set(n + 1)}>note {n}</i> }`,
  'app/layout.jsx': `export const metadata = { title: 'Gallery' }
export default function Layout({ children }) { return <html><body>{children}</body></html> }`,
  'app/page.jsx': `import Link from 'ferry/link'
export default function Page() { return <main><h1>home</h1><Link id="to-photo" href="/photo/1">photo</Link><Link id="to-feed" href="/feed?q=cats">feed</Link></main> }`,
  'app/feed/layout.jsx': `import { Note } from '../../lib/like'
export default function Layout({ children, modal, side }) { return <section><Note />{children}<aside>{side}</aside><div id="modal">{modal}</div></section> }`,
  'app/feed/page.jsx': `import Link from 'ferry/link'
import { countLikes } from '../../lib/actions'
export default async function Page({ searchParams }) {
  return <main><h1>feed {JSON.stringify(await searchParams)}</h1><p id="likes">likes {await countLikes()}</p><Link id="open" href="/photo/1?size=big">open</Link></main>
}`,
  'app/feed/closed/page.jsx': `export default function Page() { return <p>secret of closed</p> }`,
  'app/feed/@side/[...rest]/page.jsx': `export default async function Side({ params }) { return <p>side {JSON.stringify(await params)}</p> }`,
  'app/feed/@side/page.jsx': `export default function Side() { return <p>side of the feed</p> }`,
  'app/feed/@side/default.jsx': `export default function Side() { return <p>no side</p> }`,
  'app/feed/by/[name]/page.jsx': `export default async function Page({ params }) { return <h1>by {(await params).name}</h1> }`,
  'app/feed/@modal/default.jsx': `export default function Default() { return null }`,
  'app/feed/@modal/(..)photo/[id]/page.jsx': `import Link from 'ferry/link'
import { Like } from '../../../../../lib/like'
export default async function Modal({ params, searchParams }) {
  const { id } = await params
  return <dialog open><h2>modal {id} {JSON.stringify(await searchParams)}</h2><Like /><Link id="next" href={'/photo/' + (Number(id) + 1)}>next</Link><Link id="close" href="/feed?q=cats">close</Link></dialog>
}`,
  'app/photo/[id]/page.jsx': `export const metadata = { title: 'Photo' }
export default async function Page({ params }) { return <h1>photo {(await params).id}</h1> }`,
}
