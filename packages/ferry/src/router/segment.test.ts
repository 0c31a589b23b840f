import { describe, expect, test } from 'vitest'
import { parseSegment } from './segment.ts'

const parse = (name: string) => parseSegment(name, `app/${name}/page.tsx`)

describe('a folder name is', () => {
  test.each([
    ['notes', { kind: 'static', value: 'notes' }],
    ['über uns', { kind: 'static', value: 'über uns' }],
    ['100%', { kind: 'static', value: '100%' }],
    ['a.b-c~d', { kind: 'static', value: 'a.b-c~d' }],
    ['constructor', { kind: 'static', value: 'constructor' }],
    ['%5Fstatus', { kind: 'static', value: '_status' }],
    ['%5fstatus', { kind: 'static', value: '_status' }],
    ['a%5Fb', { kind: 'static', value: 'a%5Fb' }],
    ['[id]', { kind: 'param', name: 'id' }],
    ['[user-id]', { kind: 'param', name: 'user-id' }],
    ['[größe]', { kind: 'param', name: 'größe' }],
    ['[constructor]', { kind: 'param', name: 'constructor' }],
    ['[...path]', { kind: 'rest', name: 'path', optional: false }],
    ['[[...path]]', { kind: 'rest', name: 'path', optional: true }],
    ['(shop)', { kind: 'group' }],
    ['(shop and more)', { kind: 'group' }],
    ['@modal', { kind: 'slot', name: 'modal' }],
    ['(.)photo', { kind: 'intercept', up: 0, target: { kind: 'static', value: 'photo' } }],
    ['(..)photo', { kind: 'intercept', up: 1, target: { kind: 'static', value: 'photo' } }],
    ['(..)(..)[id]', { kind: 'intercept', up: 2, target: { kind: 'param', name: 'id' } }],
    ['(...)[...all]', { kind: 'intercept', up: 'root', target: { kind: 'rest', name: 'all', optional: false } }],
  ])('%s', (name, segment) => {
    expect(parse(name)).toEqual(segment)
  })
})

describe('a folder name is refused', () => {
  test.each([
    ['[]', 'no name'],
    ['[...]', 'no name'],
    ['[[...]]', 'no name'],
    ['[[id]]', 'cannot be optional'],
    ['[id', 'whole folder name'],
    ['id]', 'whole folder name'],
    ['[id]x', 'whole folder name'],
    ['user-[id]', 'whole folder name'],
    ['[a][b]', 'whole folder name'],
    ['[[a]b]', 'whole folder name'],
    ['[...a]b', 'whole folder name'],
    ['[[...a]', 'whole folder name'],
    ['[a b]', 'cannot name a parameter'],
    ['[.a]', 'cannot name a parameter'],
    ['[..a]', 'cannot name a parameter'],
    ['[a?]', 'cannot name a parameter'],
    ['[:a]', 'cannot name a parameter'],
    ['[*]', 'cannot name a parameter'],
    ['[__proto__]', 'cannot name a parameter'],
    ['[...__proto__]', 'cannot name a parameter'],
    ['[…rest]', 'three dots'],
    ['[[…rest]]', 'cannot be optional'],
    ['()', 'one pair of parentheses'],
    ['(a', 'one pair of parentheses'],
    ['(a)b', 'one pair of parentheses'],
    ['((a))', 'one pair of parentheses'],
    ['(....)a', 'one pair of parentheses'],
    ['a(b)', 'around the whole name'],
    ['a)', 'around the whole name'],
    ['a\\b', 'around the whole name'],
    ['@', 'like a prop'],
    ['@a b', 'like a prop'],
    ['@[id]', 'like a prop'],
    ['@children', 'the folder itself'],
    ['(.)', 'before the name'],
    ['(..)', 'before the name'],
    ['(...)', 'before the name'],
    ['(.)(group)', 'part of the URL'],
    ['(.)@slot', 'part of the URL'],
    ['(.)[id', 'whole folder name'],
    ['(.)(..)x', 'part of the URL'],
  ])('%s: %s', (name, why) => {
    expect(() => parse(name)).toThrow(
      expect.objectContaining({
        code: 'FERRY_ROUTE_BAD_SEGMENT',
        message: expect.stringContaining(why),
        place: { file: `app/${name}/page.tsx` },
      }),
    )
  })
})
