import { expect, it } from 'vitest'
import { ONCE_KEY } from '../protocol/names.ts'
import { onceKey } from './once-key.ts'

it('makes keys that the server accepts, each only once', () => {
  const keys = new Set(Array.from({ length: 1000 }, onceKey))
  expect(keys.size).toBe(1000)
  for (const key of keys) expect(key).toMatch(ONCE_KEY)
})
