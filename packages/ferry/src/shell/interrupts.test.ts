import { describe, expect, it } from 'vitest'
import { type Interrupt, readInterrupt } from '../protocol/interrupt.ts'
import {
  forbidden,
  notFound,
  permanentRedirect,
  RedirectType,
  redirect,
  unauthorized,
  unstable_rethrow,
} from './interrupts.ts'

function thrownBy(run: () => never): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
}

describe('interrupts', () => {
  it.each<[string, () => never, Interrupt]>([
    ['redirect', () => redirect('/a'), { kind: 'redirect', url: '/a', status: 307, type: null }],
    [
      'redirect with a type',
      () => redirect('/a', RedirectType.replace),
      { kind: 'redirect', url: '/a', status: 307, type: 'replace' },
    ],
    ['permanentRedirect', () => permanentRedirect('/a'), { kind: 'redirect', url: '/a', status: 308, type: null }],
    ['notFound', notFound, { kind: 'not-found' }],
    ['forbidden', forbidden, { kind: 'forbidden' }],
    ['unauthorized', unauthorized, { kind: 'unauthorized' }],
  ])('%s throws what every layer reads in the digest', (_, run, expected) => {
    expect(readInterrupt(thrownBy(run))).toEqual(expected)
  })
})

describe('unstable_rethrow', () => {
  it('throws an interrupt again, also one that was wrapped', () => {
    const interrupt = thrownBy(notFound)
    expect(() => unstable_rethrow(interrupt)).toThrow(interrupt as Error)
    expect(() => unstable_rethrow(new Error('wrapped', { cause: interrupt }))).toThrow(interrupt as Error)
  })

  it.each([[new Error('other')], [new Error('a', { cause: 'b' })], ['text'], [null], [undefined]])(
    'swallows %s',
    (error) => {
      expect(unstable_rethrow(error)).toBeUndefined()
    },
  )
})
