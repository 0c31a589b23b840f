import { describe, expect, test } from 'vitest'
import { explainStyleError, explainSwcError } from './loader-errors.ts'

const SWC = `Module build failed (from ./swc-loader/src/index.js):
Error:   x Expression expected
   ,-[/app/page.tsx:2:1]
 1 | export default function Page() {
 2 |   return <p>{</p>
   :              ^
 3 | }
   \`----
  x Unterminated regexp literal
   ,-[/app/page.tsx:2:1]`

describe('what swc says', () => {
  test('gives the first message with its line and column', () => {
    const problem = explainSwcError(SWC, { file: 'app/page.tsx' })
    expect(problem).toMatchObject({
      message: 'Expression expected.',
      place: { file: 'app/page.tsx', line: 2, column: 14 },
    })
  })

  test('is known in the letters it uses on other terminals', () => {
    const text = 'Error:   × Oh\n    ╭─[/a.ts:7:3]\n 7 │ a b\n   ·   ┬\n'
    expect(explainSwcError(text, { file: 'a.ts' })).toMatchObject({ message: 'Oh.', place: { line: 7, column: 3 } })
  })

  test('is left alone when it is something else', () => {
    expect(explainSwcError('Error: out of memory', { file: 'a.ts' })).toBeNull()
  })
})

describe('what style loaders say', () => {
  const place = { file: 'app/a.css', source: 'a {}\n@import "./gone.css";' }

  test.each([
    ['(2:1) /app/a.css Unclosed block', { message: 'Unclosed block.', place: { line: 2, column: 1 } }],
    [
      `Error: Can't resolve './gone.css' in '/app'`,
      { message: "'./gone.css' was not found.", place: { line: 2, column: 10 } },
    ],
    [
      'Module build failed (from x):\nError: Cannot find module "some-plugin"',
      { message: 'Cannot find module "some-plugin"' },
    ],
  ])('%s', (text, expected) => {
    expect(explainStyleError(text, place)).toMatchObject(expected)
  })

  test('is asked of style sheets only', () => {
    expect(explainStyleError('(2:1) x', { file: 'app/page.tsx' })).toBeNull()
  })
})
