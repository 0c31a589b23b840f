import { expect, test } from 'vitest'
import { gitignoreWith } from './gitignore.ts'

test.each([
  ['', 'a/\nb\n', 'a/\nb\n'],
  ['a/\nb\n', 'a/\nb\n', 'a/\nb\n'],
  ['# mine\nb', 'a/\nb\n', '# mine\nb\na/\n'],
  ['/a\r\n', 'a/\nb\n', '/a\r\nb\n'],
])('%j with %j is %j', (present, wanted, together) => {
  expect(gitignoreWith(present, wanted)).toBe(together)
})
