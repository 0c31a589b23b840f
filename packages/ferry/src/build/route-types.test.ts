import { describe, expect, it } from 'vitest'
import type { RoutingRules } from '../protocol/routing-rules.ts'
import { scanRoutes } from '../router/scan.ts'
import { routeTypes } from './route-types.ts'

const scan = (files: string[]) => scanRoutes(files, { pageExtensions: ['tsx', 'ts'] })

/** On one line. */
const said = (files: string[], rules?: RoutingRules) => routeTypes(scan(files), rules).replace(/\s+/g, ' ')

describe('routeTypes', () => {
  it('is one declaration that holds literals only', () => {
    expect(routeTypes(scan(['layout.tsx', 'page.tsx', 'notes/[id]/page.tsx', 'api/ping/route.ts']), undefined)).toBe(
      `// Written by “ferry typegen”, “ferry dev” and “ferry build”. Do not edit.

declare module 'ferry' {
  interface AppRoutes {
    pages:
      | "/"
      | "/notes/[id]"
    layouts: {
      "/": never
    }
    handlers: "/api/ping"
    hrefs:
      | "/"
      | "/api/ping"
      | "/notes/[id]"
  }
}

export {}
`,
    )
  })

  it.each<[files: string[], text: string]>([
    [['layout.tsx', '(shop)/cart/page.tsx'], 'pages: "/cart" layouts'],
    [['layout.tsx', 'page.tsx', 'sitemap.ts', 'icon.png'], 'handlers: never hrefs'],
    [['layout.tsx', 'page.tsx', 'sitemap.ts'], 'hrefs: | "/" | "/sitemap.xml" }'],
    [['layout.tsx', 'page.tsx', '@team/page.tsx', '@stats/default.tsx'], '{ "/": | "stats" | "team" }'],
    [['layout.tsx', 'page.tsx', 'a/[id]/layout.tsx', 'a/[id]/page.tsx'], '{ "/": never "/a/[id]": never }'],
    // Layouts of groups meet at one path.
    [
      [
        '(a)/layout.tsx',
        '(a)/page.tsx',
        '(a)/@one/page.tsx',
        '(b)/layout.tsx',
        '(b)/x/page.tsx',
        '(b)/@two/default.tsx',
      ],
      '{ "/": | "one" | "two" }',
    ],
    // The catch-all of a slot is the route of its page, and no address.
    [
      ['layout.tsx', 'feed/page.tsx', '@modal/[...rest]/page.tsx', '@modal/default.tsx'],
      'pages: | "/[...rest]" | "/feed" layouts: { "/": "modal" } handlers: never hrefs: "/feed" }',
    ],
    [
      ['layout.tsx', 'feed/page.tsx', 'feed/(..)photo/page.tsx', 'photo/page.tsx'],
      'pages: | "/feed" | "/photo" layouts',
    ],
    [['layout.tsx', '%5Fstatus/page.tsx'], 'pages: "/_status" layouts'],
  ])('%j: %s', (files, text) => {
    expect(said(files)).toContain(text)
  })

  it('has the files of public/', () => {
    const text = routeTypes(scan(['layout.tsx', 'page.tsx']), undefined, ['/logo.svg', '/a%20b.pdf'])
    expect(text.replace(/\s+/g, ' ')).toContain('hrefs: | "/" | "/a%20b.pdf" | "/logo.svg" }')
  })

  it('has the addresses of redirects and rewrites', () => {
    const rule = (source: string) => ({ source, destination: '/', permanent: true })
    const text = said(['layout.tsx', 'page.tsx'], {
      headers: [],
      redirects: [rule('/old'), rule('/blog/:slug'), { ...rule('/outside'), basePath: false }],
      rewrites: {
        beforeFiles: [rule('/docs/:path*')],
        afterFiles: [rule('/v-:version/x'), rule('/up/:path+')],
        fallback: [rule('/post/:id(\\d+)/:x')],
      },
    })
    expect(text).toContain(
      'hrefs: | "/" | "/[part]/x" | "/blog/[slug]" | "/docs/[[...path]]" | "/old" | "/post/[[...rest]]" | "/up/[...path]" }',
    )
  })
})
