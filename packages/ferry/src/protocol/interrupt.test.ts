import { describe, expect, test } from 'vitest'
import { type Interrupt, InterruptError, interruptStatus, readInterrupt, writeInterrupt } from './interrupt.ts'

const INTERRUPTS: [Interrupt, number][] = [
  [{ kind: 'not-found' }, 404],
  [{ kind: 'forbidden' }, 403],
  [{ kind: 'unauthorized' }, 401],
  [{ kind: 'redirect', url: '/notes?a=1#b', status: 307, type: null }, 307],
  [{ kind: 'redirect', url: '/"quoted";\u2028', status: 308, type: 'replace' }, 308],
  [{ kind: 'redirect', url: 'https://example.com/', status: 307, type: 'push' }, 307],
]

describe('an interrupt', () => {
  test.each(INTERRUPTS)('%j survives as digest, as error, and as what React makes of the error', (interrupt) => {
    const error = new InterruptError(interrupt)
    expect(readInterrupt(writeInterrupt(interrupt))).toEqual(interrupt)
    expect(readInterrupt(error)).toEqual(interrupt)
    expect(readInterrupt(Object.assign(new Error('other'), { digest: error.digest }))).toEqual(interrupt)
  })

  test.each(INTERRUPTS)('%j has status %i', (interrupt, status) => {
    expect(interruptStatus(interrupt)).toBe(status)
  })

  test('tells in its message which function made it', () => {
    expect(new InterruptError({ kind: 'not-found' }).message).toBe('not-found()')
    expect(new InterruptError({ kind: 'redirect', url: '/', status: 307, type: null }).message).toBe('redirect()')
  })
})

describe('nothing else is one', () => {
  const digest = (json: string) => `FERRY_INTERRUPT;${json}`

  test.each([
    [undefined],
    [null],
    [42],
    ['some digest'],
    [new Error('FERRY_INTERRUPT;{"kind":"not-found"}')],
    [{ digest: 42 }],
    [digest('')],
    [digest('not json')],
    [digest('null')],
    [digest('[]')],
    [digest('{}')],
    [digest('{"kind":"toString"}')],
    [digest('{"kind":"redirect"}')],
    [digest('{"kind":"redirect","url":1,"status":307}')],
    [digest('{"kind":"redirect","url":"/","status":200}')],
    [` ${digest('{"kind":"not-found"}')}`],
  ])('%o', (value) => {
    expect(readInterrupt(value)).toBeNull()
  })

  test('what a stranger adds to a digest is dropped', () => {
    expect(readInterrupt(digest('{"kind":"forbidden","status":200,"__proto__":{"x":1}}'))).toEqual({
      kind: 'forbidden',
    })
    expect(readInterrupt(digest('{"kind":"redirect","url":"/","status":308,"type":"other","x":1}'))).toEqual({
      kind: 'redirect',
      url: '/',
      status: 308,
      type: null,
    })
  })
})
