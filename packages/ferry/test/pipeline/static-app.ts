/**
 * An app whose files say how they are rendered: `dynamic`, `dynamicParams`, `generateStaticParams`. What is wrong with some
 * of them is wrong only where `isServing` is set: a build that renders them would stop.
 */

const reads = `import { cookies, headers } from 'ferry/headers'
import { connection } from 'ferry/server'
async function what(searchParams) {
  await connection()
  const cookie = (await cookies()).get('who')?.value ?? 'nobody'
  const header = (await headers()).get('x-who') ?? 'nothing'
  return [cookie, header, (await searchParams).q ?? 'no query', (await cookies()).size].join('|')
}`

export const staticApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "static", "type": "module" }',
  'app/layout.jsx': 'export default function Layout({ children }) { return <html><body>{children}</body></html> }',
  'app/not-found.jsx': 'export default function NotFound() { return <h1>nothing here</h1> }',
  'app/page.jsx': `${reads}
export default async function Page({ searchParams }) { return <p>{await what(searchParams)}</p> }`,
  'app/forced/page.jsx': `${reads}
export const dynamic = 'force-static'
export const revalidate = 60
export async function generateMetadata({ searchParams }) { return { title: await what(searchParams) } }
export default async function Page({ searchParams }) { return <p>{await what(searchParams)}</p> }`,
  'app/strict/layout.jsx': `export const dynamic = 'error'
export default function Layout({ children }) { return <main>{children}</main> }`,
  'app/strict/error.jsx': `'use client'
export default function Failed() { return <h1>failed</h1> }`,
  'app/strict/page.jsx': `import { who } from '../functions'
export default function Page() { return <form action={who}><p>strict</p></form> }`,
  'app/strict/cookies/page.jsx': `import { cookies } from 'ferry/headers'
export default async function Page() { return <p>{globalThis.isServing && (await cookies()).size}</p> }`,
  'app/strict/headers/page.jsx': `import { headers } from 'ferry/headers'
export default async function Page() { return <p>{globalThis.isServing && (await headers()).get('host')}</p> }`,
  'app/strict/connection/page.jsx': `import { connection } from 'ferry/server'
export default async function Page() { if (globalThis.isServing) await connection(); return <p>late</p> }`,
  'app/strict/search/page.jsx':
    'export default async function Page({ searchParams }) { return <p>{globalThis.isServing && (await searchParams).q}</p> }',
  'app/strict/loose/page.jsx': `import { cookies } from 'ferry/headers'
export const dynamic = 'auto'
export default async function Page() { return <p>{(await cookies()).get('who')?.value}</p> }`,
  'app/functions.js': `'use server'
import { cookies } from 'ferry/headers'
export async function who() { return (await cookies()).get('who')?.value }`,
  'app/[lang]/layout.jsx': `export const dynamicParams = false
let asked = 0
export async function generateStaticParams() {
  globalThis.askedForLanguages = ++asked
  if (globalThis.failLanguages) throw new Error('no languages')
  return [{ lang: 'de' }, { lang: 'pt br' }]
}
export default function Layout({ children }) { return <section>{children}</section> }`,
  'app/[lang]/page.jsx': 'export default async function Page({ params }) { return <p>in {(await params).lang}</p> }',
  'app/[lang]/posts/[id]/page.jsx': `export function generateStaticParams({ params: { lang } }) { return lang === 'de' ? [{ id: 1 }, { id: 2 }] : [{ id: 3 }] }
export default async function Page({ params }) { const { lang, id } = await params; return <p>post {lang} {id}</p> }`,
  'app/[lang]/open/[id]/page.jsx': `export const dynamicParams = true
export default async function Page({ params }) { return <p>open {(await params).id}</p> }`,
  'app/files/[...path]/page.jsx': `export const dynamicParams = false
export const generateStaticParams = () => [{ path: ['a', 'b'] }]
export default async function Page({ params }) { return <p>file {(await params).path.join('/')}</p> }`,
  'app/curious/[id]/page.jsx': `import { cookies } from 'ferry/headers'
export const dynamicParams = false
export const generateStaticParams = async () => globalThis.isServing ? [{ id: (await cookies()).get('id').value }] : []
export default function Page() { return <p>curious</p> }`,
  'app/client/page.jsx': `'use client'
export const dynamic = 'nonsense'
export default function Page() { return <p>client</p> }`,
  'app/wrong/dynamic/page.jsx': `export const dynamic = globalThis.isServing ? 'statc' : 'auto'
export default function Page() { return null }`,
  'app/wrong/params/page.jsx': `export const dynamicParams = globalThis.isServing ? 'no' : true
export default function Page() { return null }`,
  'app/wrong/revalidate/page.jsx': `export const revalidate = globalThis.isServing ? -1 : 0
export default function Page() { return null }`,
  'app/wrong/generate/page.jsx': `export const generateStaticParams = globalThis.isServing ? [{}] : () => []
export default function Page() { return null }`,
  'app/wrong/generated/[id]/page.jsx': `export const dynamicParams = false
export const generateStaticParams = () => globalThis.isServing ? { id: '1' } : []
export default function Page() { return null }`,
  'app/api/forced/route.js': `import { cookies } from 'ferry/headers'
export const dynamic = 'force-static'
export const GET = async () => new Response(String((await cookies()).size))`,
  'app/api/strict/route.js': `import { cookies } from 'ferry/headers'
export const dynamic = 'error'
export const GET = async () => new Response(String((await cookies()).size))`,
  'app/api/wrong/route.js': `export const dynamic = 5
export const GET = () => new Response('')`,
  'app/api/[id]/data/route.js': `export const dynamicParams = false
export const generateStaticParams = () => [{ id: 'one' }]
export const GET = async (_, { params }) => new Response((await params).id)`,
}
