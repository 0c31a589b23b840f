import { describe, expect, it } from 'vitest'
import { parameterNames } from './parameter-names.ts'
import { hideSecrets, shortValue } from './short-value.ts'

const form = new FormData()
form.set('$ACTION_ID_00', '')
form.set('title', 'A note')
form.set('newPassword', 'hunter2')
form.set('scan', new File(['12345'], 'scan.pdf'))

describe('a value in a few characters', () => {
  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [1, '1'],
    [10n, '10n'],
    ['two\nlines', '"two\\nlines"'],
    [[1, [2, [3, [4]]]], '[1, [2, [3, […]]]]'],
    [new Date(0), 'Date(1970-01-01T00:00:00.000Z)'],
    [new Date(Number.NaN), 'Date(invalid)'],
    [new Map([['a', 1]]), 'Map { a: 1 }'],
    [new Set(['a']), 'Set ["a"]'],
    [new Uint8Array(3), 'Uint8Array(3 B)'],
    [() => 1, 'function'],
    [Object.assign(() => {}, { $$id: 'x' }), 'server function'],
    [{}, '{}'],
    [form, 'FormData { title: "A note", newPassword: •••, scan: File "scan.pdf" (5 B) }'],
  ])('%s', (value, text) => {
    expect(shortValue(value)).toBe(text)
  })

  it.each([
    'password',
    'passwd',
    'apiKey',
    'api_key',
    'accessToken',
    'clientSecret',
    'Authorization',
    'cookie',
    'creditCard',
  ])('what is called %s is not shown, however deep', (name) => {
    expect(shortValue({ [name]: 'hunter2' })).not.toContain('hunter2')
    expect(shortValue([{ user: { [name]: { value: 'hunter2' } } }])).not.toContain('hunter2')
    expect(shortValue(new Map([[name, 'hunter2']]))).not.toContain('hunter2')
  })

  it('the name of a parameter tells too', () => {
    async function login(_email: string, _password: string, ..._rest: string[]) {}
    expect(parameterNames(login)).toEqual(['_email', '_password', '_rest'])
    expect(parameterNames(async (token: string) => token)).toEqual(['token'])
    expect(parameterNames(null)).toEqual([])
    expect(shortValue('hunter2', { name: '_password' })).toBe('•••')
  })

  it('in a text that is like JSON, too', () => {
    expect(hideSecrets('0:[]{"user":"ada","password":"hunter2","n":1}')).toBe(
      '0:[]{"user":"ada","password": •••,"n":1}',
    )
    expect(hideSecrets('{token:abc,other:1}')).toBe('{token: •••,other:1}')
  })

  it('is never long, and never more than one line', () => {
    expect(shortValue({ text: 'x'.repeat(10_000) }).length).toBeLessThanOrEqual(120)
    expect(shortValue(Array.from({ length: 10_000 }, (_, index) => index))).toBe('[0, 1, 2, 3, 4, 5, 6, 7, …]')
    expect(shortValue({ 'a\u001b[2J': 'b' })).not.toContain('\u001b')
  })

  it('runs no getter', () => {
    const value = {
      get trap(): never {
        throw new Error('was run')
      },
    }
    expect(shortValue(value)).toBe('{ trap: undefined }')
  })

  it('does not follow a circle for ever', () => {
    const circle: Record<string, unknown> = {}
    circle.self = circle
    expect(shortValue(circle)).toBe('{ self: { self: { self: {…} } } }')
  })
})
