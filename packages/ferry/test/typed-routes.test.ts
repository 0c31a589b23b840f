/** The types of routes as the compiler of a user sees them: a small app whose wrong lines say that they are wrong. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { compiledPackage } from '../src/build/fixtures/compiled-package.ts'
import { routeTypes } from '../src/build/route-types.ts'
import { scanRoutes } from '../src/router/scan.ts'

vi.setConfig({ testTimeout: 60_000 })

const packageRoot = fileURLToPath(new URL('../', import.meta.url))
/** Declarations as they are published. */
const ferry = compiledPackage()
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'))

const FILES = [
  'layout.tsx',
  'page.tsx',
  'about/page.tsx',
  'notes/page.tsx',
  'notes/[id]/page.tsx',
  'notes/[id]/edit/page.tsx',
  'docs/[...path]/page.tsx',
  'shop/[[...slug]]/page.tsx',
  '[lang]/welcome/page.tsx',
  'board/layout.tsx',
  'board/page.tsx',
  'board/@team/page.tsx',
  'api/notes/[id]/route.ts',
]

const ROUTES = routeTypes(scanRoutes(FILES, { pageExtensions: ['tsx', 'ts'] }), {
  headers: [],
  redirects: [{ source: '/old/:name', destination: '/', permanent: true }],
  rewrites: { beforeFiles: [], afterFiles: [], fallback: [] },
})

const RIGHT = `
import type { Metadata, MetadataRoute, ResolvingMetadata, Route, Viewport } from 'ferry'
import Form from 'ferry/form'
import Link, { type LinkProps } from 'ferry/link'
import { permanentRedirect, redirect, useRouter } from 'ferry/navigation'
declare const id: string, count: number, lang: 'de' | 'en', either: boolean, anyRoute: Route

export const links = [
  <Link href="/" />, <Link href="/about" prefetch className="x" onClick={() => {}}>text</Link>, <Link href="/about/" />,
  <Link href="/about?tab=1" />, <Link href="/about#top" />, <Link href="/about?tab=1#top" />, <Link href="#top" />,
  <Link href="?page=2" />, <Link href="/notes/1" />, <Link href={\`/notes/\${id}\`} />, <Link href="/docs/a/b" />,
  <Link href={\`/notes/\${count}/edit?from=\${id}\`} />, <Link href="/shop" />, <Link href="/shop/a/b" />, <Link href="/old/name" />,
  <Link href={\`/\${lang}/welcome\`} />, <Link href={\`/\${id}/welcome\`} />, <Link href="/api/notes/1" />,
  <Link href="https://example.org/any" />, <Link href="mailto:a@example.org" />, <Link href={new URL('/any', 'https://example.org')} />,
  <Link href={id as Route} />, <Link href={anyRoute} />, <Link href={either ? '/about' : \`/notes/\${id}\`} />,
  <Form action="/about" />, <Form action={async (data: FormData) => { data.get('x') }} />,
]
const kept: Route = \`/notes/\${id}\`
export const known = { home: '/', note: kept } satisfies Record<string, Route>
export const items: { href: Route; text: string }[] = [{ href: '/about', text: 'About' }, { href: \`/docs/\${id}\`, text: 'Docs' }]
export const list = items.map(({ href, text }) => <Link href={href}>{text}</Link>)
export function Mine({ href, ...rest }: LinkProps<Route>) { return <Link href={href} {...rest} /> }
export function Hooks() {
  const router = useRouter()
  router.push('/about', { scroll: false })
  router.replace(\`/notes/\${id}\`)
  router.prefetch('/docs/a')
  if (either) redirect(\`/notes/\${id}\`, 'replace')
  permanentRedirect('https://example.org')
}
export async function Note({ params, searchParams }: PageProps<'/notes/[id]'>) {
  const text: string = (await params).id
  const query: string | string[] | undefined = (await searchParams).q
  return [text, query]
}
export const metadata: Metadata = {
  title: { template: '%s · App', default: 'App' }, alternates: { canonical: '/', languages: { de: '/de' } },
  openGraph: { type: 'article', publishedTime: new Date(), images: [{ url: '/a.png', width: 2 }] },
}
export const viewport: Viewport = { themeColor: [{ color: 'black', media: '(prefers-color-scheme: dark)' }] }
export async function generateMetadata({ params }: PageProps<'/notes/[id]'>, parent: ResolvingMetadata): Promise<Metadata> {
  return { title: (await params).id, openGraph: (await parent).openGraph ?? null }
}
export const robots = (): MetadataRoute.Robots => ({ rules: { disallow: '/private' } })
export const Docs = async ({ params }: PageProps<'/docs/[...path]'>) => (await params).path.join('/')
export const Shop = async ({ params }: PageProps<'/shop/[[...slug]]'>) => (await params).slug?.join('/')
export const Board = ({ children, team }: LayoutProps<'/board'>) => [children, team]
export async function GET(_: Request, { params }: RouteContext<'/api/notes/[id]'>) { return Response.json((await params).id) }
`

/** Each is wrong by itself. */
const WRONG = [
  '<Link href="/abuot" />',
  '<Link href="about" />',
  '<Link href="/docs" />',
  '<Link href="/notes/1/edti" />',
  '<Link href="/notes/1/2" />',
  '<Link href="/abuot?tab=1" />',
  '<Link href={`/note/${id}`} />',
  '<Link href={`/notes/${id}/${id}`} />',
  '<Link href={id} />',
  "<Link href={either ? '/about' : '/abuot'} />",
  '<Link href="javascript:alert(1)" />',
  '<Link href="/docs/" />',
  '<Link href="//example.org/about" />',
  '<Link href="data:text/html,x" />',
  '<Link href="/About" />',
  'redirect(`/abuot/${id}`)',
  'useRouter().push(`/shop${id}`)',
  '<Form action="/abuot" />',
  "redirect('/abuot')",
  "permanentRedirect('/abuot')",
  "useRouter().push('/abuot')",
  "useRouter().replace('/abuot')",
  "useRouter().prefetch('/abuot')",
  "const route: Route = '/abuot'",
  "type P = PageProps<'/note/[id]'>",
  "type P = PageProps<'/api/notes/[id]'>",
  "type L = LayoutProps<'/notes'>",
  "type C = RouteContext<'/notes/[id]'>",
  "async ({ params }: PageProps<'/notes/[id]'>) => (await params).slug",
  "({ crew }: LayoutProps<'/board'>) => crew",
]

const IMPORTS = `
import type { Route } from 'ferry'
import Form from 'ferry/form'
import Link from 'ferry/link'
import { permanentRedirect, redirect, useRouter } from 'ferry/navigation'
declare const id: string, either: boolean
`

/** What the compiler says of an app with these files. */
function compile(files: Record<string, string>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'ferry-types-')))
  try {
    symlinkSync(join(packageRoot, '../../node_modules'), join(root, 'node_modules'))
    const compilerOptions = {
      ...{ target: 'ES2023', lib: ['ES2023', 'DOM', 'DOM.Iterable'], module: 'ESNext', moduleResolution: 'Bundler' },
      ...{ jsx: 'react-jsx', strict: true, noEmit: true, skipLibCheck: true, types: ['node'] },
      paths: { ferry: [`${ferry}/dist/index.d.ts`], 'ferry/*': [`${ferry}/dist/*.d.ts`] },
    }
    const all = {
      ...files,
      'tsconfig.json': JSON.stringify({ compilerOptions, include: ['.', `${packageRoot}env.d.ts`] }),
    }
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    execFileSync(process.execPath, [join(typescript, 'bin/tsc'), '-p', root], { encoding: 'utf8' })
    return ''
  } catch (error) {
    const { stdout } = error as { stdout?: string }
    if (stdout === undefined) throw error
    return stdout
  } finally {
    rmSync(root, { recursive: true })
  }
}

test('what is right passes', () => {
  expect(compile({ 'right.tsx': RIGHT, 'routes.d.ts': ROUTES })).toBe('')
})

test('every wrong line is an error', () => {
  const files = WRONG.map((line, index) => [`wrong-${index}.tsx`, `${IMPORTS}export {}\n${line}\n`])
  const output = compile({ ...Object.fromEntries(files), 'routes.d.ts': ROUTES })
  const missed = WRONG.filter((_, index) => !output.includes(`wrong-${index}.tsx(8,`))
  expect(missed, output).toEqual([])
})

test('an editor is told what was meant', () => {
  const text = `import type { Route } from 'ferry'\nexport const route: Route = '/abuot'\n`
  expect(compile({ 'a.ts': text, 'routes.d.ts': ROUTES })).toContain(`Did you mean '"/about"'?`)
})

test('without the generated file every address is a string', () => {
  const text = `${IMPORTS}
export const all = [<Link href="/anything" />, <Link href={id} />, <Form action="x" />]
const route: Route = id
export function Hooks() { useRouter().push(id); redirect(route); permanentRedirect('/x') }
export const Page = async ({ params }: PageProps<'/notes/[id]'>) => (await params).id
`
  expect(compile({ 'a.tsx': text })).toBe('')
})
