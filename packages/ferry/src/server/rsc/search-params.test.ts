import { expect, test } from 'vitest'
import { readSearch } from './search-params.ts'

test.each([
  ['', {}],
  ['?a=1&b=', { a: '1', b: '' }],
  ['?a=1&a=2&a=3', { a: ['1', '2', '3'] }],
  ['?q=a+b%26&x', { q: 'a b&', x: '' }],
  ['?%ZZ=%', { '%ZZ': '%' }],
])('%s', (search, expected) => {
  expect(readSearch(search)).toEqual(expected)
})

test('H-505 a name changes no prototype', () => {
  const params = readSearch('?__proto__=x&__proto__=y&constructor=z')
  expect(Object.getPrototypeOf(params)).toBe(Object.prototype)
  expect(Object.entries(params)).toEqual([
    ['__proto__', ['x', 'y']],
    ['constructor', 'z'],
  ])
})
