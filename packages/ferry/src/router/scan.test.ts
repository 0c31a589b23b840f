import { describe, expect, test } from 'vitest'
import type { RouteNode } from '../protocol/route-table.ts'
import { scanRoutes } from './scan.ts'

const OPTIONS = { pageExtensions: ['tsx', 'ts', 'jsx', 'js'] }
const scan = (...files: string[]) => scanRoutes(files, OPTIONS)
const scanApp = (...files: string[]) => scan('layout.tsx', ...files)
const tree = (id: string, ...files: string[]) => scanApp(...files).routes.find((route) => route.id === id)?.tree

/** Example: `layout > notes{layout} > [id]{page}` */
function draw(node: RouteNode | undefined): string {
  if (!node) return 'no route'
  const files = Object.keys(node.files).sort().join(' ')
  const slots = Object.keys(node.children).filter((slot) => slot !== 'children')
  const beside = slots.sort().map((slot) => ` @${slot}(${draw(node.children[slot])})`)
  const inner = node.children.children ? ` > ${draw(node.children.children)}` : ''
  return `${node.name}{${files}}${beside.join('')}${inner}`
}

describe('the URL of a file', () => {
  test.each([
    ['page.tsx', '/'],
    ['about/page.tsx', '/about'],
    ['a/b/c/page.js', '/a/b/c'],
    ['notes/[id]/page.tsx', '/notes/[id]'],
    ['docs/[...path]/page.tsx', '/docs/[...path]'],
    ['docs/[[...path]]/page.tsx', '/docs/[[...path]]'],
    ['[a]/[b]/[...c]/page.tsx', '/[a]/[b]/[...c]'],
    ['(shop)/page.tsx', '/'],
    ['(shop)/cart/page.tsx', '/cart'],
    ['a/(b)/(c)/d/page.tsx', '/a/d'],
    ['%5Fstatus/page.tsx', '/_status'],
    ['api/ping/route.ts', '/api/ping'],
    ['api/[...all]/route.ts', '/api/[...all]'],
    ['route.ts', '/'],
    ['über/page.tsx', '/über'],
  ])('%s answers %s', (file, id) => {
    expect(scanApp(file).routes.map((route) => route.id)).toEqual([id])
  })

  test.each([
    ['_private/page.tsx'],
    ['a/_b/c/page.tsx'],
    ['notes/form.tsx'],
    ['icon.css'],
    ['a/favicon.ico'],
    ['a/robots.ts'],
    ['a/manifest.json'],
    ['favicon.ts'],
    ['icon10.png'],
    ['apple-icon.svg'],
    ['@slot/icon.png'],
    ['a/(.)b/icon.png'],
    ['page.test.tsx'],
    ['notes/layout.tsx'],
    ['_[bad/page.tsx'],
    ['[bad/form.tsx'],
  ])('%s answers none', (file) => {
    expect(scanApp(file).routes).toEqual([])
  })

  test.each([
    ['favicon.ico', '/favicon.ico', 'favicon'],
    ['icon.svg', '/icon.svg', 'icon'],
    ['icon1.png', '/icon1.png', 'icon'],
    ['icon.tsx', '/icon', 'icon'],
    ['shop/apple-icon.png', '/shop/apple-icon.png', 'apple-icon'],
    ['(shop)/icon.png', '/icon-shop.png', 'icon'],
    ['(a)/(b)/opengraph-image.tsx', '/opengraph-image-a-b', 'opengraph-image'],
    ['notes/[id]/opengraph-image.jpg', '/notes/[id]/opengraph-image.jpg', 'opengraph-image'],
    ['twitter-image.gif', '/twitter-image.gif', 'twitter-image'],
    ['robots.txt', '/robots.txt', 'robots'],
    ['robots.ts', '/robots.txt', 'robots'],
    ['sitemap.xml', '/sitemap.xml', 'sitemap'],
    ['(shop)/products/sitemap.ts', '/products/sitemap.xml', 'sitemap'],
    ['manifest.ts', '/manifest.webmanifest', 'manifest'],
    ['manifest.json', '/manifest.json', 'manifest'],
  ])('%s, which describes the app, is a handler at %s', (file, id, metadata) => {
    expect(scanApp(file).routes).toEqual([expect.objectContaining({ id, metadata, kind: 'handler' })])
  })

  test('the pages of its folder refer to it', () => {
    const { routes, root } = scanApp('icon.png', 'a/page.tsx', 'a/opengraph-image.png')
    const page = routes.find(({ id }) => id === '/a')?.tree
    expect(root.metadata).toEqual([
      { convention: 'icon', file: 'icon.png', pattern: [{ kind: 'static', value: 'icon.png' }] },
    ])
    expect(page?.metadata).toEqual(root.metadata)
    expect(page?.children.children?.metadata?.map(({ file }) => file)).toEqual(['a/opengraph-image.png'])
  })

  test.each([
    ['robots.ts', 'robots.txt'],
    ['sitemap.ts', 'sitemap.xml/route.ts'],
    ['icon.png', 'icon.png/page.tsx'],
  ])('%s and %s are a conflict', (...files) => {
    expect(() => scanApp(...files)).toThrow(expect.objectContaining({ code: 'FERRY_ROUTE_CONFLICT' }))
  })

  test('a pattern tells static, dynamic and catch-all segments apart', () => {
    expect(scanApp('a/[b]/[[...c]]/page.tsx').routes[0]?.pattern).toEqual([
      { kind: 'static', value: 'a' },
      { kind: 'param', name: 'b' },
      { kind: 'rest', name: 'c', optional: true },
    ])
  })

  test('the table is the same whatever the order of the files', () => {
    const files = ['layout.tsx', 'b/page.tsx', 'a/page.tsx', 'page.tsx', '(g)/c/page.tsx', 'api/route.ts']
    const expected = JSON.stringify(scanRoutes(files, OPTIONS))
    expect(JSON.stringify(scanRoutes([...files].reverse(), OPTIONS))).toBe(expected)
    expect(scanRoutes(files, OPTIONS).routes.map((route) => route.id)).toEqual(['/', '/a', '/api', '/b', '/c'])
  })
})

describe('the tree of a page', () => {
  test('goes from app/ to the page, each folder with the files that surround the page', () => {
    const files = ['error.tsx', 'notes/layout.tsx', 'notes/loading.tsx', 'notes/page.tsx', 'notes/[id]/page.tsx']
    expect(draw(tree('/notes/[id]', ...files))).toBe('{error layout} > notes{layout loading} > [id]{page}')
    expect(draw(tree('/notes', ...files))).toBe('{error layout} > notes{layout loading page}')
  })

  test('names each file relative to app/', () => {
    expect(tree('/notes', 'notes/page.jsx')).toEqual({
      name: '',
      files: { layout: 'layout.tsx' },
      children: { children: { name: 'notes', files: { page: 'notes/page.jsx' }, children: {} } },
    })
  })

  test('has groups as nodes', () => {
    expect(draw(tree('/cart', '(shop)/layout.tsx', '(shop)/cart/page.tsx'))).toBe(
      '{layout} > (shop){layout} > cart{page}',
    )
  })

  test('has every conventional file', () => {
    const names = ['template', 'loading', 'error', 'not-found', 'forbidden', 'unauthorized', 'page']
    const files = names.map((name) => `a/${name}.tsx`)
    expect(draw(tree('/a', ...files))).toBe(
      '{layout} > a{error forbidden loading not-found page template unauthorized}',
    )
  })

  test('of a handler is one node', () => {
    expect(tree('/api', 'api/route.ts', 'api/layout.tsx')).toEqual({
      name: 'api',
      files: { route: 'api/route.ts' },
      children: {},
    })
  })

  test('takes root layouts from groups', () => {
    const table = scan('(a)/layout.tsx', '(a)/page.tsx', '(b)/layout.tsx', '(b)/b/page.tsx')
    expect(table.routes.map((route) => draw(route.tree))).toEqual([
      '{} > (a){layout page}',
      '{} > (b){layout} > b{page}',
    ])
  })
})

describe('slots', () => {
  test('stand beside the page of the same URL', () => {
    expect(draw(tree('/a', 'a/page.tsx', '@team/a/page.tsx'))).toBe('{layout} @team(@team{} > a{page}) > a{page}')
  })

  test('may have layouts and groups of their own', () => {
    const files = ['a/page.tsx', '@team/layout.tsx', '@team/(g)/a/page.tsx']
    expect(draw(tree('/a', ...files))).toBe('{layout} @team(@team{layout} > (g){} > a{page}) > a{page}')
  })

  test('stand beside a page in its own folder', () => {
    expect(draw(tree('/', 'page.tsx', '@side/page.tsx'))).toBe('{layout page} @side(@side{page})')
  })

  test('fall back to their catch-all, then to their default, then to nothing', () => {
    const files = [
      'a/page.tsx',
      'b/c/page.tsx',
      '@s/a/page.tsx',
      '@t/default.tsx',
      '@u/[...all]/page.tsx',
      '@v/[[...all]]/page.tsx',
    ]
    expect(draw(tree('/b/c', ...files))).toBe(
      '{layout} @s(@s{}) @t(@t{default}) @u(@u{} > [...all]{page}) @v(@v{} > [[...all]]{page}) > b{} > c{page}',
    )
    expect(draw(tree('/', 'page.tsx', '@u/[...all]/page.tsx', '@v/[[...all]]/page.tsx'))).toBe(
      '{layout page} @u(@u{}) @v(@v{} > [[...all]]{page})',
    )
    const { s, t, u } = tree('/b/c', ...files)?.children ?? {}
    expect([s, t, u].map((slot) => slot?.isUnmatched)).toEqual([true, true, undefined])
  })

  test('may be the only one to have a page for a URL, where the folder has a default', () => {
    expect(draw(tree('/a', 'default.tsx', '@s/a/page.tsx'))).toBe('{default layout} @s(@s{} > a{page})')
    expect(draw(tree('/a', 'page.tsx', '@s/a/page.tsx'))).toBe('no route')
  })

  test('may be nested', () => {
    const files = ['a/page.tsx', '@s/default.tsx', '@s/a/page.tsx', '@s/@t/a/page.tsx']
    expect(draw(tree('/a', ...files))).toBe('{layout} @s(@s{} @t(@t{} > a{page}) > a{page}) > a{page}')
  })

  test('do not answer the URL twice', () => {
    expect(scanApp('a/page.tsx', '@s/a/page.tsx', '@t/a/page.tsx').routes).toHaveLength(1)
  })
})

describe('intercepting folders', () => {
  const intercepts = (...files: string[]) =>
    (scanApp('page.tsx', ...files).intercepts ?? []).map(({ id, from, tree }) => [id, from.length, draw(tree)])

  test.each([
    ['@modal/(.)photo/[id]/page.tsx', '/photo/[id]', 0],
    ['feed/@modal/(.)photo/page.tsx', '/feed/photo', 1],
    ['feed/@modal/(..)photo/page.tsx', '/photo', 1],
    ['feed/all/@modal/(..)photo/page.tsx', '/feed/photo', 2],
    ['feed/all/@modal/(..)(..)photo/page.tsx', '/photo', 2],
    ['feed/all/@modal/(...)photo/page.tsx', '/photo', 2],
    ['feed/(group)/@modal/(..)photo/page.tsx', '/photo', 1],
    ['feed/(.)[id]/page.tsx', '/feed/[id]', 1],
  ])('%s intercepts %s', (file, id, depth) => {
    expect(intercepts(file)).toEqual([[id, depth, expect.any(String)]])
  })

  test('answer no first visit', () => {
    expect(scanApp('page.tsx', '@modal/(.)photo/page.tsx').routes.map((route) => route.id)).toEqual(['/'])
  })

  test('keep the way through the slot', () => {
    const tree = intercepts('@modal/layout.tsx', '@modal/(.)photo/[id]/page.tsx')[0]?.[2]
    expect(tree).toBe('{layout} @modal(@modal{layout} > (.)photo{} > [id]{page})')
  })
})

describe('the root', () => {
  test('has what surrounds an unknown URL', () => {
    const { root } = scanApp('not-found.tsx', 'page.tsx', 'default.tsx', 'a/page.tsx')
    expect(root).toEqual({ name: '', files: { layout: 'layout.tsx', 'not-found': 'not-found.tsx' }, children: {} })
  })

  test('has the global files, which count in app/ only', () => {
    const table = scanApp('global-error.tsx', 'global-not-found.tsx', 'a/global-error.tsx')
    expect(table).toMatchObject({ globalError: 'global-error.tsx', globalNotFound: 'global-not-found.tsx' })
    expect('globalError' in scanApp('a/global-error.tsx')).toBe(false)
  })
})

describe('mistakes name every file that takes part', () => {
  test.each([
    ['FERRY_ROUTE_CONFLICT', '(a)/x/page.tsx', '(b)/x/page.tsx'],
    ['FERRY_ROUTE_CONFLICT', '(a)/page.tsx', 'page.tsx'],
    ['FERRY_ROUTE_CONFLICT', 'a/(g)/[id]/page.tsx', 'a/[id]/page.tsx'],
    ['FERRY_ROUTE_CONFLICT', 'api/page.tsx', 'api/route.ts'],
    ['FERRY_ROUTE_CONFLICT', '(a)/api/page.tsx', 'api/route.ts'],
    ['FERRY_ROUTE_CONFLICT', '(a)/api/route.ts', '(b)/api/route.ts'],
    ['FERRY_ROUTE_CONFLICT', 'docs/page.tsx', 'docs/[[...path]]/page.tsx'],
    ['FERRY_ROUTE_CONFLICT', 'page.tsx', '[[...path]]/route.ts'],
    ['FERRY_ROUTE_CONFLICT', 'docs/[...path]/page.tsx', 'docs/[[...path]]/page.tsx'],
    ['FERRY_ROUTE_CONFLICT', '(a)/[...x]/page.tsx', '(b)/[...x]/page.tsx'],
    ['FERRY_ROUTE_CONFLICT', '@s/(a)/x/page.tsx', '@s/(b)/x/page.tsx'],
    ['FERRY_ROUTE_CONFLICT', '%5Fa/page.tsx', '(g)/%5fa/page.tsx'],
    ['FERRY_ROUTE_CONFLICT', '@s/(.)x/page.tsx', '@s/(...)x/page.tsx'],
    ['FERRY_ROUTE_DUPLICATE_FILE', 'a/page.jsx', 'a/page.tsx'],
    ['FERRY_ROUTE_DUPLICATE_FILE', 'a/route.js', 'a/route.ts'],
    ['FERRY_ROUTE_DUPLICATE_FILE', 'layout.js', 'layout.tsx'],
    ['FERRY_ROUTE_DUPLICATE_FILE', 'global-error.js', 'global-error.tsx'],
    ['FERRY_ROUTE_PARAM_NAMES', 'blog/[id]/page.tsx', 'blog/[slug]/edit/page.tsx'],
    ['FERRY_ROUTE_PARAM_NAMES', '(a)/[x]/a/page.tsx', '(b)/[y]/b/page.tsx'],
    ['FERRY_ROUTE_PARAM_NAMES', '[...a]/page.tsx', '(g)/[...b]/page.tsx'],
    ['FERRY_ROUTE_PARAM_NAMES', '[a]/page.tsx', '(g)/[b]/route.ts'],
  ])('%s: %s and %s', (code, first, second) => {
    for (const files of [
      [first, second],
      [second, first],
    ]) {
      const message = expect.stringMatching(new RegExp(`(?=.*app/${literally(first)})(?=.*app/${literally(second)})`))
      expect(() => scan('layout.tsx', ...files)).toThrow(expect.objectContaining({ code, message }))
    }
  })

  test.each([
    ['FERRY_ROUTE_DUPLICATE_PARAM', '[id]/comments/[id]/page.tsx'],
    ['FERRY_ROUTE_DUPLICATE_PARAM', '[id]/[...id]/page.tsx'],
    ['FERRY_ROUTE_REST_NOT_LAST', '[...path]/edit/page.tsx'],
    ['FERRY_ROUTE_REST_NOT_LAST', '[[...path]]/[id]/page.tsx'],
    ['FERRY_ROUTE_REST_NOT_LAST', '[...path]/(g)/edit/route.ts'],
    ['FERRY_ROUTE_REST_NOT_LAST', '[...path]/a/b/page.tsx'],
    ['FERRY_ROUTE_BAD_SEGMENT', 'a/[id/page.tsx'],
    ['FERRY_ROUTE_BAD_SEGMENT', 'a/(g/layout.tsx'],
    ['FERRY_ROUTE_MISPLACED', '@slot/route.ts'],
    ['FERRY_ROUTE_MISPLACED', 'a/(.)b/route.ts'],
    ['FERRY_ROUTE_MISPLACED', 'a/(..)(..)b/page.tsx'],
    ['FERRY_ROUTE_MISPLACED', '%5Fferry/action/route.ts'],
  ])('%s: %s', (code, file) => {
    const place = { file: `app/${file}` }
    expect(() => scanApp(file)).toThrow(
      expect.objectContaining({ code, place, message: expect.stringContaining('app/') }),
    )
  })

  test('FERRY_ROUTE_NO_LAYOUT: a page needs a layout around it, a handler does not', () => {
    expect(() => scan('page.tsx')).toThrow(expect.objectContaining({ code: 'FERRY_ROUTE_NO_LAYOUT' }))
    expect(() => scan('(a)/layout.tsx', '(b)/page.tsx')).toThrow('app/(b)/page.tsx')
    expect(scan('api/route.ts', 'a/layout.tsx', 'a/page.tsx').routes).toHaveLength(2)
  })

  test('the folder is called what the app calls it', () => {
    const scanSrc = () => scanRoutes(['page.tsx'], { ...OPTIONS, appDir: 'src/app' })
    expect(scanSrc).toThrow('src/app/page.tsx')
  })

  test.each([
    ['a/[id]/page.tsx', 'a/[...rest]/page.tsx'],
    ['a/[id]/page.tsx', 'b/[slug]/page.tsx'],
    ['a/page.tsx', 'a/[...rest]/page.tsx'],
    ['a/page.tsx', '@s/a/page.tsx'],
    ['@s/a/page.tsx', '@t/a/page.tsx'],
    ['a/[id]/page.tsx', 'a/@modal/(.)[id]/page.tsx'],
    ['a/route.ts', 'a/b/page.tsx'],
    ['a/layout.tsx', 'a/layout.module.css'],
  ])('%s and %s get on', (first, second) => {
    expect(() => scanApp(first, second)).not.toThrow()
  })
})

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
