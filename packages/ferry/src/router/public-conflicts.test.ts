import { expect, test } from 'vitest'
import { checkPublicFiles } from './public-conflicts.ts'
import { scanRoutes } from './scan.ts'

const check = (files: readonly string[], publicFiles: readonly string[]) => () =>
  checkPublicFiles(scanRoutes(['layout.tsx', ...files], { pageExtensions: ['tsx', 'ts'] }), publicFiles, 'app')

test.each([
  ['about/page.tsx', 'about', '/about'],
  ['(site)/a/b/page.tsx', 'a/b', '/a/b'],
  ['feed.xml/route.ts', 'feed.xml', '/feed.xml'],
  ['robots.ts', 'robots.txt', '/robots.txt'],
  ['sitemap.ts', 'sitemap.xml', '/sitemap.xml'],
  ['favicon.ico', 'favicon.ico', '/favicon.ico'],
  ['über/page.tsx', 'über', '/über'],
])('app/%s and public/%s both answer %s', (file, publicFile, id) => {
  expect(check([file], ['other.txt', publicFile])).toThrow(
    expect.objectContaining({
      code: 'FERRY_ROUTE_CONFLICT',
      message: expect.stringContaining(`public/${publicFile} and app/${file} both answer ${id}`),
    }),
  )
})

test.each([
  ['a folder is no file', ['a/page.tsx'], ['a/logo.svg']],
  ['the first page', ['page.tsx'], ['index.html']],
  ['routes with parameters answer the rest', ['[name]/page.tsx', 'docs/[...all]/page.tsx'], ['logo.svg', 'docs/a.pdf']],
  ['no files', ['a/page.tsx'], []],
])('%s', (_, files, publicFiles) => {
  expect(check(files, publicFiles)).not.toThrow()
})
