/** An app with every file that describes it. */

/** The smallest PNG: one pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
export const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4"/></svg>'

export const describedApp: Readonly<Record<string, string | Buffer>> = {
  'package.json': '{ "name": "described", "type": "module" }',
  'ferry.config.mjs': `export default { publicUrl: 'https://described.test' }`,
  'app/layout.jsx': `export const metadata = { title: 'Described', icons: { shortcut: '/old.ico', icon: '/written.png' }, openGraph: { title: 'Shared' } }
export default function Layout({ children }) { return <html><body>{children}</body></html> }`,
  'app/page.jsx': 'export default function Page() { return <p>home</p> }',
  'app/favicon.ico': PIXEL,
  'app/icon.svg': SVG,
  'app/icon2.png': PIXEL,
  'app/apple-icon.png': PIXEL,
  'app/opengraph-image.png': PIXEL,
  'app/opengraph-image.alt.txt': 'A pixel & more\n',
  'app/manifest.json': '{ "name": "Described" }',
  'app/robots.js': `export default function robots() {
  return {
    rules: [{ userAgent: ['a', 'b'], allow: '/', disallow: ['/private', '/x'] }, { disallow: '/late\\nAllow: /', crawlDelay: 5 }],
    sitemap: 'https://described.test/sitemap.xml', host: 'described.test',
  }
}`,
  'app/sitemap.js': `import { headers } from 'ferry/headers'
export default async function sitemap() {
  if ((await headers()).has('x-fail')) throw new Error('secret of sitemap')
  return [
    { url: 'https://described.test/?a=1&b=2', lastModified: new Date(0), changeFrequency: 'weekly', priority: 0.5, alternates: { languages: { de: 'https://described.test/de' } } },
    { url: 'https://described.test/img', images: ['https://described.test/a.png'], videos: [{ title: '<v>', thumbnail_loc: 't', description: 'd', live: 'no', restriction: { relationship: 'allow', content: 'DE' } }] },
  ]
}`,
  'app/late/loading.jsx': 'export default function Loading() { return <p>loading</p> }',
  'app/late/page.jsx': `export async function generateMetadata({ searchParams }) {
  const { fail } = await searchParams
  await new Promise((resolve) => setTimeout(resolve, 100))
  if (fail) throw new Error('secret of metadata')
  return { title: 'Late title', description: 'late' }
}
export default function Page() { return <p>page</p> }`,
  'app/late/error.jsx': `'use client'
export default function Failed() { return <p>failed</p> }`,
  'app/sized/layout.jsx': `export const viewport = { maximumScale: 1, themeColor: 'black' }
export default function Layout({ children }) { return children }`,
  'app/sized/page.jsx': `export const viewport = { width: 320 }
export default function Page() { return <p>sized</p> }`,
  'app/sized/made/page.jsx': `export async function generateViewport({ searchParams }) { return (await searchParams).bare ? {} : { maximumScale: 2 } }
export default function Page() { return <p>made</p> }`,
  'app/coloured/page.jsx': `export const viewport = { themeColor: 'red', colorScheme: 'dark' }
export default function Page() { return <p>coloured</p> }`,
  'app/shop/icon.png': PIXEL,
  'app/shop/page.jsx': 'export default function Page() { return <p>shop</p> }',
  'app/shop/sitemap.xml': '<urlset/>',
  'app/notes/[id]/page.jsx': `export default function Page() { return <p>note</p> }`,
  'app/notes/[id]/opengraph-image.jsx': `export const size = { width: 1200, height: 630 }
export const contentType = 'image/svg+xml'
export const alt = 'A note'
export default async function Image({ params }) {
  const { id } = await params
  if (id === 'none') return 5
  return new Response('<svg>' + id + '</svg>', { headers: { 'content-type': contentType } })
}`,
}
