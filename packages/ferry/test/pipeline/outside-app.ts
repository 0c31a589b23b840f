/** An app for what happens outside of every layout: the root layout fails, a URL belongs to no route. */

export const outsideApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "outside", "type": "module" }',
  'lib/brand.jsx': `'use client'
import './brand.css'
export function Brand() { return <b>Outside</b> }`,
  'lib/brand.css': 'b { color: rgb(9, 8, 7) }',
  'lib/actions.js': `'use server'
export async function fail() { throw new Error('secret of fail') }`,
  'app/layout.jsx': `import { headers } from 'ferry/headers'
export const metadata = { title: 'Inside' }
export default async function Layout({ children }) {
  if ((await headers()).has('x-break-layout')) throw new Error('secret of layout')
  return <html lang="en"><body><header>inside</header>{children}</body></html>
}`,
  'app/page.jsx': `import { fail } from '../lib/actions'
export default function Page() { return <form action={fail}><button>fail</button></form> }`,
  'app/fails/page.jsx': `export default function Page() { throw new Error('secret of page') }`,
  'app/guarded/page.jsx': `export default function Page() { throw new Error('secret of guarded') }`,
  'app/guarded/error.jsx': `'use client'
export default function Failed() { return <p>guarded failed</p> }`,
  'app/late/page.jsx': `import { Suspense } from 'react'
async function Late() { await new Promise((ok) => setTimeout(ok, 30)); throw new Error('secret of late') }
export default function Page() { return <Suspense fallback={<i>wait</i>}><Late /></Suspense> }`,
  'app/missing/page.jsx': `import { notFound } from 'ferry/navigation'
export default function Page() { notFound() }`,
  'app/global-error.jsx': `'use client'
import { Brand } from '../lib/brand'
export default function GlobalError({ error, reset }) {
  if (error.message === 'twice') throw error
  return <html lang="en"><body><Brand /><p id="global">{error.message} [{error.digest}]</p><button onClick={reset}>again</button></body></html>
}`,
  'app/global-not-found.jsx': `import { Brand } from '../lib/brand'
export const metadata = { title: 'Lost', description: 'nowhere' }
export default async function GlobalNotFound() { return <html lang="en"><body><Brand /><p id="lost">no such place</p></body></html> }`,
}

/** Two groups with a root layout each, and nothing in app/ itself. */
export const groupsApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "groups", "type": "module" }',
  'app/(shop)/layout.jsx': `export default function Shop({ children }) { return <html lang="en"><body className="shop">{children}</body></html> }`,
  'app/(shop)/page.jsx': `export default function Page() { return <p>shop</p> }`,
  'app/(shop)/fails/page.jsx': `export default function Page() { throw new Error('secret of shop') }`,
  'app/(shop)/missing/page.jsx': `import { notFound } from 'ferry/navigation'
export default function Page() { notFound() }`,
  'app/(bank)/layout.jsx': `export default function Bank({ children }) { return <html lang="en"><body className="bank">{children}</body></html> }`,
  'app/(bank)/error.jsx': `'use client'
export default function Failed() { return <p>bank failed</p> }`,
  'app/(bank)/account/page.jsx': `export default function Page() { throw new Error('secret of bank') }`,
}
