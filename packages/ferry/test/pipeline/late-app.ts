/** Pages that end in every way there is, after their document has begun. */

const ERROR = (name: string) => `'use client'
export default function Failed({ error }) { return <p>${name} failed: {error.message} {error.digest}</p> }`

export const lateApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "late", "type": "module" }',
  'lib/late.jsx': `export async function Late({ end }) { await new Promise((ok) => setTimeout(ok, 30)); return end() }
export const fail = () => { throw new Error('secret of late') }`,
  'lib/theme.jsx': `'use client'
import { createContext } from 'react'
export const Theme = createContext(null)
export function Themed({ children }) { return <Theme value={{ name: 'dark' }}>{children}</Theme> }`,
  'app/layout.jsx': `import { Themed } from '../lib/theme'
export default function Layout({ children }) { return <html lang="en"><body><Themed>{children}</Themed></body></html> }`,
  'app/page.jsx': 'export default function Page() { return <p>home</p> }',
  'app/not-found.jsx': 'export default function Missing() { return <h1>nothing here</h1> }',
  'app/forbidden.jsx': 'export default function Closed() { return <h1>closed</h1> }',
  'app/to/[how]/loading.jsx': 'export default function Loading() { return <i>loading</i> }',
  'app/to/[how]/page.jsx': `import { forbidden, notFound, permanentRedirect, redirect, unauthorized } from 'ferry/navigation'
import { Late } from '../../../lib/late'
const ends = {
  relative: () => redirect('?tab=a&b="c"'),
  path: () => redirect("/next?a=1&b='2'"),
  forever: () => permanentRedirect('/next'),
  site: () => redirect('https://new.test/there'),
  script: () => redirect('java' + 'script:alert(1)'),
  slashes: () => redirect('//evil.test'),
  missing: notFound, forbidden, unauthorized,
}
export default async function Page({ params }) { const { how } = await params; return <Late end={ends[how]} /> }`,
  'app/fails/error.jsx': ERROR('outer'),
  'app/fails/loading.jsx': 'export default function Loading() { return <i>loading</i> }',
  'app/fails/page.jsx': `import { Late, fail } from '../../lib/late'
export default function Page() { return <Late end={fail} /> }`,
  'app/fails/inner/error.jsx': ERROR('inner'),
  'app/fails/inner/page.jsx': `import { Late, fail } from '../../../lib/late'
export default function Page() { return <Late end={fail} /> }`,
  'app/fails/again/error.jsx': `'use client'
export default function Failed() { throw new Error('secret of the fallback') }`,
  'app/fails/again/page.jsx': `import { Late, fail } from '../../../lib/late'
export default function Page() { return <Late end={fail} /> }`,
  'app/themed/error.jsx': `'use client'
import { use } from 'react'
import { Theme } from '../../lib/theme'
export default function Failed() { return <p>failed in {use(Theme).name}</p> }`,
  'app/themed/page.jsx': `import { Suspense } from 'react'
import { Late, fail } from '../../lib/late'
export default function Page() { return <main><Suspense fallback={<i>one</i>}><Late end={fail} /></Suspense><Suspense fallback={<i>two</i>}><Late end={() => <b>the rest</b>} /></Suspense></main> }`,
  'app/bare/page.jsx': `import { Suspense } from 'react'
import { Late, fail } from '../../lib/late'
export default function Page() { return <Suspense fallback={<i>wait</i>}><Late end={fail} /></Suspense> }`,
  'app/in-client/page.jsx': `import { Breaks } from '../../lib/breaks'
import { Suspense } from 'react'
import { Late } from '../../lib/late'
export default function Page() { return <Suspense fallback={<i>wait</i>}><Late end={() => <Breaks />} /></Suspense> }`,
  'lib/breaks.jsx': `'use client'
export function Breaks() { if (typeof window === 'undefined') throw new Error('secret of ssr'); return <p>in the browser</p> }`,
  'app/quotes/error.jsx': `'use client'
export default function Failed() { return <p dangerouslySetInnerHTML={{ __html: '</noscript><b>out</b>' }} /> }`,
  'app/quotes/page.jsx': `import { Suspense } from 'react'
import { Late, fail } from '../../lib/late'
export default function Page() { return <Suspense fallback={<i>wait</i>}><Late end={fail} /></Suspense> }`,
}
