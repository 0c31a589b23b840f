import { afterEach, describe, expect, test, vi } from 'vitest'
import { FUNCTION_ID } from '../protocol/names.ts'
import { createFunctionId, idSecret } from './function-id.ts'

describe('the id of a server function', () => {
  const idOf = createFunctionId('shop')

  test('has the form that the server looks up', () => {
    expect(idOf('app/actions.ts', 'createNote')).toMatch(FUNCTION_ID)
  })

  test('stays while file and name stay', () => {
    expect(createFunctionId('shop')('app/actions.ts', 'createNote')).toBe(idOf('app/actions.ts', 'createNote'))
  })

  test.each([
    ['another name', () => idOf('app/actions.ts', 'deleteNote')],
    ['another file', () => idOf('app/other.ts', 'createNote')],
    ['another secret', () => createFunctionId('bank')('app/actions.ts', 'createNote')],
  ])('differs with %s', (_, other) => {
    expect(other()).not.toBe(idOf('app/actions.ts', 'createNote'))
  })
})

describe('the secret behind the ids', () => {
  afterEach(() => vi.unstubAllEnvs())

  test('is FERRY_ID_SECRET, or else the name of the package, and never empty', () => {
    vi.stubEnv('FERRY_ID_SECRET', '')
    expect(idSecret('shop')).toBe('shop')
    expect(idSecret('')).not.toBe('')
    vi.stubEnv('FERRY_ID_SECRET', 'a secret')
    expect(idSecret('shop')).toBe('a secret')
  })

  test('does not follow the encryption key', () => {
    vi.stubEnv('FERRY_ENCRYPTION_KEY', 'one')
    const before = createFunctionId(idSecret('shop'))('a.ts', 'f')
    vi.stubEnv('FERRY_ENCRYPTION_KEY', 'two')
    expect(createFunctionId(idSecret('shop'))('a.ts', 'f')).toBe(before)
  })
})
