import { describe, expect, test } from 'vitest'
import { FerryError, isFerryError } from './ferry-error.ts'
import { formatError } from './format.ts'

const entry = { code: 'FERRY_EXAMPLE', title: 'Something is wrong.', hint: 'Do the right thing.' }

describe('formatError', () => {
  test('shows place, code, title, message, frame, chain, hint and docs in this order', () => {
    const source = "'use server'\n\nexport function save() {\n  return 1\n}\n"
    const error = new FerryError(entry, 'save is not async.', {
      place: { file: 'app/actions.ts', line: 3, column: 8, source },
      chain: ['app/page.tsx', 'app/form.tsx', 'app/actions.ts'],
    })
    expect(formatError(error)).toBe(
      [
        'app/actions.ts:3:8',
        'FERRY_EXAMPLE  Something is wrong.',
        '',
        'save is not async.',
        '',
        "  1 | 'use server'",
        '  2 |',
        '> 3 | export function save() {',
        '    |        ^',
        '  4 |   return 1',
        '  5 | }',
        '',
        'Imported through:',
        '  app/page.tsx',
        '  └ app/form.tsx',
        '    └ app/actions.ts',
        '',
        'To mend it: Do the right thing.',
        'More: docs/errors.md#ferry_example',
      ].join('\n'),
    )
  })

  test('leaves out what is not known', () => {
    expect(formatError(new FerryError(entry, 'No place.'))).toBe(
      'FERRY_EXAMPLE  Something is wrong.\n\nNo place.\n\nTo mend it: Do the right thing.\nMore: docs/errors.md#ferry_example',
    )
  })

  test.each([
    [{ file: 'a.ts' }, 'a.ts'],
    [{ file: 'a.ts', line: 2 }, 'a.ts:2'],
    [{ file: 'a.ts', line: 2, column: 3 }, 'a.ts:2:3'],
    [{ file: 'a.ts', column: 3 }, 'a.ts'],
  ])('begins with the place %j as %s', (place, expected) => {
    expect(formatError(new FerryError(entry, 'm', { place })).split('\n')[0]).toBe(expected)
  })

  test('a line outside of the source gives no frame', () => {
    const error = new FerryError(entry, 'm', { place: { file: 'a.ts', line: 9, source: 'one line' } })
    expect(formatError(error)).not.toContain('one line')
  })

  test('the mark stands under its column behind tabs, and in the window of a very long line', () => {
    const frame = (source: string, column: number) => {
      const text = formatError(new FerryError(entry, 'm', { place: { file: 'a.ts', line: 1, column, source } })).split(
        '\n',
      )
      const marked = text.findIndex((line) => line.startsWith('> 1 |'))
      return (text[marked] ?? '')[(text[marked + 1] ?? '').indexOf('^')]
    }
    expect(frame('\t\tX = 1', 3)).toBe('X')
    expect(frame(`${'-'.repeat(5000)}X${'-'.repeat(5000)}`, 5001)).toBe('X')
  })

  test('shows causes, down to the last one', () => {
    const cause = new Error('outer', { cause: new FerryError(entry, 'inner') })
    const text = formatError(new FerryError(entry, 'top', { cause }))
    expect(text).toMatch(/top[\s\S]*Caused by: Error: outer[\s\S]*Caused by: FERRY_EXAMPLE/)
  })

  test('shows any other error with its stack, and any other value as text', () => {
    expect(formatError(new TypeError('oops'))).toMatch(/^TypeError: oops\n\s+at /)
    expect(formatError('just text')).toBe('just text')
    expect(formatError(undefined)).toBe('undefined')
  })

  test('shows every error of an aggregate', () => {
    const text = formatError(new AggregateError([new FerryError(entry, 'first'), new FerryError(entry, 'second')]))
    expect(text).toMatch(/first[\s\S]*second/)
  })

  test('colours only when asked', () => {
    const error = new FerryError(entry, 'm', { place: { file: 'a.ts' } })
    expect(formatError(error, { color: true })).toContain('\u001b[36ma.ts\u001b[0m')
    expect(formatError(error)).not.toContain('\u001b')
  })

  test('escape sequences in messages and sources never reach the terminal', () => {
    const place = { file: 'a\u001b[2J.ts', line: 1, source: '\u001b]0;title\u0007' }
    expect(formatError(new FerryError(entry, 'a\u001b[31mb', { place }))).not.toMatch(/[\u001b\u0007]/)
  })
})

describe('FerryError', () => {
  test('carries its entry and a link to its section', () => {
    const error = new FerryError(entry, 'm', { chain: ['a', 'b'], cause: 1 })
    expect(error).toMatchObject({
      ...entry,
      message: 'm',
      chain: ['a', 'b'],
      cause: 1,
      docs: 'docs/errors.md#ferry_example',
    })
  })

  test('without a cause there is no cause property', () => {
    expect('cause' in new FerryError(entry, 'm')).toBe(false)
  })

  test('is recognised by its code, whichever copy of the class made it', () => {
    const foreign = Object.assign(new Error('m'), entry)
    expect(isFerryError(foreign)).toBe(true)
    for (const other of [
      new Error('m'),
      Object.assign(new Error('m'), { code: 'ENOENT' }),
      { code: 'FERRY_X' },
      null,
    ]) {
      expect(isFerryError(other)).toBe(false)
    }
  })
})
