import { describe, expect, test } from 'vitest'
import { stripTypes } from './strip-types.ts'

describe('types stripped', () => {
  test.each([
    [
      'an interface with its comment',
      '/** What it is. */\nexport interface A {\n  b: string\n}\n\nconst a = 1\n',
      'const a = 1',
    ],
    ['a type', "type A = 'b' | 'c'\nconst a = 1\n", 'const a = 1'],
    ['an imported type', "import type { A } from './a'\nimport b from './b'\nb()\n", "import b from './b'\nb()"],
    ['types among names', "import { b, type A } from './a'\nb()\n", "import { b, } from './a'\nb()"],
    ['nothing but types among names', "import { type A } from './a'\nlet a = 1\n", 'let a = 1'],
    [
      'parameters and results',
      'function f(a: number): string {\n  return a as unknown as string\n}\n',
      'function f(a) {\n return a\n}',
    ],
    ['satisfies and !', 'const a = b! satisfies C\n', 'const a = b'],
  ])('%s', (_, source, expected) => {
    expect(squeezed(stripTypes(source, { tsx: false }))).toBe(expected)
  })

  test('comments of code, blank lines and JSX stay', () => {
    const source = "/** The page. */\nimport a from './a'\n\n// Why.\nexport const A = () => <b>{a}</b>\n"
    expect(stripTypes(source, { tsx: true })).toBe(source)
  })

  test('what is more than types is refused', () => {
    expect(() => stripTypes('enum A { B }', { tsx: false })).toThrow()
  })
})

/** Formatting comes later. */
function squeezed(code: string): string {
  return code
    .replace(/[ \t]+/g, ' ')
    .replace(/ +(?=[,)\n]|$)/g, '')
    .replace(/\) +\{/g, ') {')
    .trim()
}
