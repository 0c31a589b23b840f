import { expect, test } from 'vitest'
import { sourceRoute } from './source-route.ts'

test.each([
  ['/', '/'],
  ['/about', '/about'],
  ['/old/:id', '/old/[id]'],
  ['/blog/:slug*', '/blog/[[...slug]]'],
  ['/blog/:slug+', '/blog/[...slug]'],
  ['/blog/:slug?', '/blog/[[...slug]]'],
  ['/:lang/about', '/[lang]/about'],
  ['/files/:path*/raw', '/files/[[...path]]'],
  ['/post-:id', '/[part]'],
  ['/docs/(.*)', '/docs/[[...rest]]'],
  ['/trailing/', '/trailing'],
])('the source %s is the route %s', (source, route) => {
  expect(sourceRoute(source)).toBe(route)
})
