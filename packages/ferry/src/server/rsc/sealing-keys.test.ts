import { expect, test } from 'vitest'
import { installSealingKeys, sealingKeys } from './sealing-keys.ts'

test('nothing is sealed before there is a key', () => {
  expect(() => sealingKeys()).toThrow(expect.objectContaining({ code: 'FERRY_SEAL_KEY_MISSING' }))
})

test('FERRY_ENCRYPTION_KEY is a list: the first seals, all of them open, spaces and empty places do not count', () => {
  installSealingKeys('a', 'generated')
  const [a] = sealingKeys()
  installSealingKeys(' b , ,a,', 'generated')
  const [first, second, ...more] = sealingKeys()
  expect(second).toEqual(a)
  expect(first).not.toEqual(a)
  expect(more).toEqual([])
})

test('without it the key of the build is used', () => {
  installSealingKeys('generated', 'x')
  const [wanted] = sealingKeys()
  installSealingKeys(undefined, 'generated')
  expect(sealingKeys()).toEqual([wanted])
})

test.each(['', ' , '])('%j has no key in it', (value) => {
  expect(() => installSealingKeys(value, 'generated')).toThrow(
    expect.objectContaining({ code: 'FERRY_SEAL_KEY_MISSING' }),
  )
})

test('the hint says nothing about the key', () => {
  installSealingKeys('secret', 'x')
  const [{ hint, secret }] = sealingKeys()
  expect([hint.length, secret.length]).toEqual([4, 32])
  expect(secret.includes(hint)).toBe(false)
})
