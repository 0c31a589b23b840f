import { describe, expect, it } from 'vitest'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import type { Manifest } from '../protocol/manifest.ts'
import type { PagesReport } from '../protocol/pages-report.ts'
import { scanRoutes } from '../router/scan.ts'
import { createReport } from './build-report.ts'
import { reportText } from './print-report.ts'

const SIZE = { scripts: 200_000, scriptsGzip: 61_234, styles: 0, stylesGzip: 0 }

function reportOf(files: string[], middleware: string | null = null, pages: PagesReport | null = null) {
  const routes = scanRoutes(files, { pageExtensions: ['tsx', 'ts'] })
  const config = { root: '/app', appDir: '/app/src/app', files: { middleware } } as ResolvedConfig
  const functions = { a1: { id: 1, name: 'save', source: 'app/actions.ts#save', captures: false } }
  const manifest = { build: 'b1', routes, functions } as unknown as Manifest
  return createReport(config, manifest, { '/': { ...SIZE, styles: 5, stylesGzip: 1_500 }, '/shop/[id]': SIZE }, pages)
}

const FILES = [
  'layout.tsx',
  'page.tsx',
  'robots.ts',
  'shop/page.tsx',
  'shop/[id]/page.tsx',
  'shop/[id]/reviews/page.tsx',
  'shop-window/page.tsx',
  'api/ping/route.ts',
  'photo/[id]/page.tsx',
  'feed/layout.tsx',
  'feed/page.tsx',
  'feed/@modal/(..)photo/[id]/page.tsx',
  'feed/@modal/default.tsx',
]

describe('the report', () => {
  it('is a tree for people', () => {
    expect(`\n${reportText(reportOf(FILES, '/app/middleware.ts'))}\n`).toBe(`
  Route                        JavaScript   CSS
  ○ /                          61.2 kB      1.5 kB
  ├ λ /api/ping
  ├ ○ /feed
  ├ ○ /photo/[id]
  ├ ◇ /robots.txt
  ├ ○ /shop
  │ └ ○ /shop/[id]             61.2 kB
  │   └ ○ /shop/[id]/reviews
  └ ○ /shop-window

  ○ page   λ handler   ◇ metadata   sizes: gzip, what a first visit loads

  Intercepted   From    By
  /photo/[id]   /feed   src/app/feed/@modal/(..)photo/[id]/page.tsx

  Middleware   middleware.ts

  Public server function   Id
  app/actions.ts#save      a1
`)
  })

  it('is data for programs', () => {
    const { routes, intercepts, middleware } = reportOf(FILES)
    expect(routes).toHaveLength(9)
    expect(routes).toContainEqual({
      path: '/shop/[id]',
      kind: 'page',
      dynamic: true,
      file: 'src/app/shop/[id]/page.tsx',
      scripts: { bytes: 200_000, gzip: 61_234 },
      styles: { bytes: 0, gzip: 0 },
    })
    expect(routes).toContainEqual({
      path: '/robots.txt',
      kind: 'metadata',
      dynamic: false,
      file: 'src/app/robots.ts',
      metadata: 'robots',
    })
    expect(intercepts).toEqual([
      { path: '/photo/[id]', from: '/feed', file: 'src/app/feed/@modal/(..)photo/[id]/page.tsx' },
    ])
    expect(middleware).toBe(null)
  })

  it('says which pages are kept, and how many the build rendered', () => {
    const pages = {
      routes: [
        { route: '/', revalidate: false as const },
        { route: '/shop/[id]', revalidate: 60 },
        { route: '/feed', revalidate: 60 },
      ],
      pages: [
        { route: '/', path: '/', isKept: true },
        { route: '/feed', path: '/feed', isKept: false },
      ],
      failures: [],
    }
    const report = reportOf(
      ['layout.tsx', 'page.tsx', 'shop/[id]/page.tsx', 'feed/page.tsx', 'plain/page.tsx'],
      null,
      pages,
    )
    expect(report.routes.map(({ path, kept }) => [path, kept])).toEqual([
      ['/', { pages: 1, revalidate: false }],
      ['/feed', undefined],
      ['/plain', undefined],
      ['/shop/[id]', { pages: 0, revalidate: 60 }],
    ])
    const text = reportText(report)
    expect(text).toContain('● /  ')
    expect(text).toContain('○ /feed')
    expect(text).toContain('● /shop/[id]')
    expect(text).toContain('○ page   ● kept page   sizes')
  })

  it('names the page of a slot where only that has one', () => {
    const { routes } = reportOf(['layout.tsx', 'page.tsx', 'default.tsx', '@side/page.tsx', '@side/more/page.tsx'])
    expect(routes.map(({ path, file }) => [path, file])).toEqual([
      ['/', 'src/app/page.tsx'],
      ['/more', 'src/app/@side/more/page.tsx'],
    ])
  })

  it('keeps routes without a common parent apart', () => {
    const text = reportText(reportOf(['layout.tsx', 'a/page.tsx', 'a/b/page.tsx', 'c/d/page.tsx']))
    expect(text.split('\n').slice(1, 4)).toEqual(['  ○ /a', '  └ ○ /a/b', '  ○ /c/d'])
  })
})
