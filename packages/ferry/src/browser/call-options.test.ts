import { describe, expect, it } from 'vitest'
import { callOptions, currentCallOptions } from './call-options.ts'

describe('callOptions', () => {
  it('holds while the callback runs and gives its value back', () => {
    expect(callOptions({ timeout: 5 }, () => currentCallOptions().timeout)).toBe(5)
    expect(currentCallOptions()).toEqual({})
  })

  it('does not hold for what the callback does later', async () => {
    const later = await callOptions({ timeout: 5 }, async () => {
      await null
      return currentCallOptions()
    })
    expect(later).toEqual({})
  })

  it('inner options are added to outer ones', () => {
    const seen = callOptions({ timeout: 5, once: 'outer-key-0123456789' }, () =>
      callOptions({ timeout: 9 }, currentCallOptions),
    )
    expect(seen).toEqual({ timeout: 9, once: 'outer-key-0123456789' })
  })

  it('ends when the callback throws', () => {
    expect(() =>
      callOptions({ timeout: 5 }, () => {
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(currentCallOptions()).toEqual({})
  })
})
