import { describe, expect, test } from 'vitest'
import { type Failure, parseFailure, readFailure, writeFailure } from './failure.ts'

const FAILURES: Failure[] = [
  { kind: 'bad-request', status: 400, message: 'The body is malformed.' },
  { kind: 'threw', status: 500, message: 'Something went wrong.', digest: 'abc123' },
  { kind: 'unavailable', status: 503, message: 'Draining.', retryAfter: 5 },
  { kind: 'expected', status: 409, message: '“Taken”; sorry\u2028', code: 'TAKEN', data: { name: ['a', null, 1] } },
]

describe('a failure', () => {
  test.each(FAILURES)('$kind comes back as it was, from a digest and from a body', (failure) => {
    expect(readFailure(writeFailure(failure))).toEqual(failure)
    expect(parseFailure(JSON.stringify(failure))).toEqual(failure)
  })
})

describe('nothing else is one', () => {
  test.each([
    [''],
    ['<!doctype html><title>502</title>'],
    ['null'],
    ['[]'],
    ['"threw"'],
    ['{"status":500,"message":"m"}'],
    ['{"kind":"threw","message":"m"}'],
    ['{"kind":"threw","status":"500","message":"m"}'],
    ['{"kind":"threw","status":500}'],
    ['{"kind":"threw","status":500,"message":"m"'],
  ])('the body of a proxy: %s', (text) => {
    expect(parseFailure(text)).toBeNull()
  })

  test.each([
    [undefined],
    [null],
    [1],
    ['abc123'],
    ['{"kind":"threw","status":500,"message":"m"}'],
    ['FERRY_FAILURE;'],
  ])('the digest %o', (digest) => {
    expect(readFailure(digest)).toBeNull()
  })
})
