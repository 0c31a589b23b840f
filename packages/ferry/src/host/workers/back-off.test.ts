import { expect, it } from 'vitest'
import { createBackOff } from './back-off.ts'

it('replaces at once, then waits twice as long for each that dies young, half a minute at most', () => {
  const backOff = createBackOff()
  const waits = Array.from({ length: 12 }, () => backOff.next(10))
  expect(waits.slice(0, 6)).toEqual([0, 100, 200, 400, 800, 1600])
  expect(waits.at(-1)).toBe(30_000)
})

it('forgets the early deaths when one has lived long', () => {
  const backOff = createBackOff()
  for (let n = 0; n < 5; n++) backOff.next(10)
  expect(backOff.next(60_000)).toBe(0)
  expect(backOff.next(10)).toBe(0)
  expect(backOff.next(10)).toBe(100)
})
