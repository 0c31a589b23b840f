import { expect, test } from 'vitest'
import { isOnceKey, submissionKey } from './once-key.ts'

const file = (name: string, type: string, ...chunks: string[]) => ({
  name: 'file',
  value: new File(chunks, name, { type }),
  chunks: chunks.map((chunk) => Buffer.from(chunk)),
})
const a = { name: 'a', value: '1' }
const base = () => submissionKey('key', 'function', [a, file('f', 't', 'xyz')])

test('the same submission has the same key, however its bytes were cut', () => {
  expect(submissionKey('key', 'function', [a, file('f', 't', 'x', 'yz')])).toBe(base())
})

test.each([
  ['another once-key', submissionKey('yek', 'function', [a, file('f', 't', 'xyz')])],
  ['another function', submissionKey('key', 'other', [a, file('f', 't', 'xyz')])],
  ['another value', submissionKey('key', 'function', [{ name: 'a', value: '2' }, file('f', 't', 'xyz')])],
  ['another name', submissionKey('key', 'function', [{ name: 'b', value: '1' }, file('f', 't', 'xyz')])],
  ['another order', submissionKey('key', 'function', [file('f', 't', 'xyz'), a])],
  ['one field less', submissionKey('key', 'function', [a])],
  ['another file name', submissionKey('key', 'function', [a, file('g', 't', 'xyz')])],
  ['another file type', submissionKey('key', 'function', [a, file('f', 'u', 'xyz')])],
  ['other bytes', submissionKey('key', 'function', [a, file('f', 't', 'xyZ')])],
  [
    'the same characters, cut elsewhere',
    submissionKey('key', 'function', [{ name: 'a1', value: '' }, file('f', 't', 'xyz')]),
  ],
  ['a key that runs into the id', submissionKey('keyf', 'unction', [a, file('f', 't', 'xyz')])],
])('%s is another submission', (_name, key) => {
  expect(key).not.toBe(base())
})

test.each([
  ['k'.repeat(16), true],
  ['k'.repeat(64), true],
  ['k'.repeat(15), false],
  ['k'.repeat(65), false],
  ['k'.repeat(16) + '\n', false],
  ['key with spaces and more', false],
  [['k'.repeat(16)], false],
  [undefined, false],
])('%j as a once-key: %s', (value, expected) => {
  expect(isOnceKey(value)).toBe(expected)
})
