/** An app with kept pages whose renders are counted in a file, so that the build and several processes can be told apart. */
import { ownStore } from './workers-app.ts'

const count = (name: string) => `await rendered('${name}')`

export const keptFilesApp: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "kept-files", "private": true, "type": "module" }',
  'app/layout.jsx': `export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html> }`,
  'rendered.js': `import { appendFileSync } from 'node:fs'
export async function rendered(name) {
  if (process.env.RENDERS_FILE) appendFileSync(process.env.RENDERS_FILE, name + '\\n')
}`,
  'app/data.js': `import { readFileSync } from 'node:fs'
import { cache } from 'ferry/cache'
export const text = cache(async () => process.env.TEXT_FILE ? readFileSync(process.env.TEXT_FILE, 'utf8') : 'built', { tags: ['text'] })`,
  'app/functions.js': `'use server'
import { revalidatePath, revalidateTag, updateTag } from 'ferry/cache'
import { skipRefresh } from 'ferry/action'
export async function touch(how, what) {
  skipRefresh()
  if (how === 'path') revalidatePath(what)
  if (how === 'tag') revalidateTag(what)
  if (how === 'update') updateTag(what)
}`,
  'app/page.jsx': `import { rendered } from '../rendered'
import { Ask } from './ask'
import { touch } from './functions'
export const dynamic = 'force-static'
export default async function Page() { ${count('home')}; return <p>home<Ask run={touch} /></p> }`,
  'app/ask.jsx': `'use client'
export function Ask({ run }) { return <button onClick={() => run()}>ask</button> }`,
  'app/sealed/page.jsx': `import { rendered } from '../../rendered'
export const revalidate = false
export default async function Page() {
  ${count('sealed')}
  const word = { said: 'captured' }
  async function say() { 'use server'; console.log('it said ' + word.said) }
  return <form action={say}><button>say</button></form>
}`,
  'app/text/page.jsx': `import { rendered } from '../../rendered'
import { text } from '../data'
export const revalidate = false
export default async function Page() { ${count('text')}; return <p>text {await text()};</p> }`,
  'app/soon/page.jsx': `import { rendered } from '../../rendered'
export const revalidate = 3600
export default async function Page() { ${count('soon')}; return <p>soon</p> }`,
  'app/notes/[id]/page.jsx': `import { rendered } from '../../../rendered'
export function generateStaticParams() { return [{ id: 1 }, { id: 'zwei drei' }] }
export default async function Page({ params }) { ${count('note')}; return <p>note {decodeURIComponent((await params).id)}</p> }`,
  'app/closed/[lang]/layout.jsx': `export const dynamicParams = false
export async function generateStaticParams() { const { rendered } = await import('../../../rendered'); ${count('languages')}; return [{ lang: 'de' }] }
export default function Layout({ children }) { return <section>{children}</section> }`,
  'app/closed/[lang]/page.jsx':
    'export default async function Page({ params }) { return <p>in {(await params).lang}</p> }',
  'app/who/page.jsx': `import { cookies } from 'ferry/headers'
export const revalidate = 60
export default async function Page() { return <p>who {(await cookies()).get('who')?.value}</p> }`,
  'app/needs/page.jsx': `if (!process.env.RENDERS_NEEDS) throw new Error('loaded by the build')
export default function Page() { return <p>needs</p> }`,
  'app/gone/page.jsx': `import { notFound } from 'ferry/navigation'
export const dynamic = 'force-static'
export default function Page() { notFound() }`,
  'app/moved/page.jsx': `import { redirect } from 'ferry/navigation'
export const dynamic = 'force-static'
export default function Page() { redirect('/soon') }`,
}

/** The same with a store that several instances share. */
export const keptSharedApp: Readonly<Record<string, string>> = {
  ...keptFilesApp,
  'ferry.config.mjs': ownStore['ferry.config.mjs'],
  'store.js': ownStore['store.js'],
}
