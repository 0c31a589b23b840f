import { expect, test } from 'vitest'
import { keepingOf } from './says-how.ts'

test.each([
  [['default'], '', 'no'],
  [['default', 'metadata', 'generateMetadata', 'dynamicParams'], "'force-static'", 'no'],
  [['default', 'revalidate'], '', 'yes'],
  [['generateStaticParams'], '', 'yes'],
  [['default', 'dynamic'], "export const dynamic = 'force-static'", 'yes'],
  [['default', 'dynamic'], 'export const dynamic = "error"', 'yes'],
  [['default', 'dynamic'], "export const dynamic = 'force-dynamic'", 'maybe'],
  [['default', 'dynamic'], "export { dynamic } from './settings'", 'maybe'],
  [null, 'module.exports = { revalidate: 1 }', 'maybe'],
] as const)('exports %j of %j: %s', (names, source, keeping) => {
  expect(keepingOf(names, () => source)).toBe(keeping)
})
