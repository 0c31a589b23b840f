import { expect, test } from 'vitest'
import { ReadonlyHeaders } from './readonly-headers.ts'

test('every value of a header is there, and only headers are', () => {
  const headers = ReadonlyHeaders.from({
    accept: 'text/html',
    'x-forwarded-for': ['1.2.3.4', '5.6.7.8'],
    ':path': '/secret',
    referer: undefined,
  })
  expect([...headers]).toEqual([
    ['accept', 'text/html'],
    ['x-forwarded-for', '1.2.3.4, 5.6.7.8'],
  ])
})
