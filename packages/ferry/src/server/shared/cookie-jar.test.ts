import { describe, expect, test } from 'vitest'
import { CookieJar } from './cookie-jar.ts'

function jar(header = '', phase = 'function'): CookieJar {
  return new CookieJar(header, { phase })
}

describe('cookies of a request', () => {
  test('what came is read', () => {
    const cookies = jar('a=1; b=%C3%A9; c="x"')
    expect(cookies.get('a')).toEqual({ name: 'a', value: '1' })
    expect(cookies.get('b')?.value).toBe('é')
    expect(cookies.get('missing')).toBeUndefined()
    expect(cookies.has('a')).toBe(true)
    expect(cookies.size).toBe(3)
    expect(cookies.getAll('a')).toEqual([{ name: 'a', value: '1' }])
    expect([...cookies].map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  })

  test('no cookie is inherited from Object', () => {
    expect(jar('').has('constructor')).toBe(false)
    expect(jar('__proto__=1').get('__proto__')?.value).toBe('1')
  })

  test('what was written is read at once', () => {
    const cookies = jar('a=1')
    cookies.set('a', '2').set({ name: 'b', value: 'é', httpOnly: true })
    expect(cookies.get('a')?.value).toBe('2')
    expect(cookies.toString()).toBe('a=2; b=%C3%A9')
  })

  test('one Set-Cookie per name, the last write', () => {
    const cookies = jar()
    cookies.set('a', '1').set('a', '2', { path: '/x', sameSite: 'lax', secure: true, maxAge: 5 })
    expect(cookies.written()).toEqual(['a=2; Max-Age=5; Path=/x; Secure; SameSite=Lax'])
  })

  test('delete takes it away here and in the browser', () => {
    const cookies = jar('a=1')
    cookies.delete('a')
    expect(cookies.has('a')).toBe(false)
    expect(cookies.written()).toEqual(['a=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'])
  })

  test('a cookie that is written as expired is gone', () => {
    const cookies = jar('a=1; b=1')
    cookies.set('a', 'x', { expires: 0 }).set('b', 'x', { maxAge: 0 })
    expect(cookies.size).toBe(0)
  })

  test('nothing was written: no header', () => {
    expect(jar('a=1').written()).toEqual([])
  })

  test.each(['render', 'after'])('cannot be written in the phase %s', (phase) => {
    const cookies = jar('a=1', phase)
    const readonly = expect.objectContaining({ code: 'FERRY_COOKIES_READONLY' })
    expect(() => cookies.set('b', '1')).toThrow(readonly)
    expect(() => cookies.delete('a')).toThrow(readonly)
    expect(cookies.get('a')?.value).toBe('1')
  })

  test.each([
    ['a name', 'a b', {}],
    ['a name with a line break', 'a\r\nSet-Cookie: x', {}],
    ['a path', 'a', { path: '/;x' }],
    ['a domain', 'a', { domain: 'x;y' }],
    ['a lifetime', 'a', { maxAge: 1.5 }],
  ])('H-511 %s that does not fit in the header is refused', (_, name, options) => {
    const cookies = jar()
    expect(() => cookies.set(name, 'v', options)).toThrow(expect.objectContaining({ code: 'FERRY_COOKIE_INVALID' }))
    expect(cookies.written()).toEqual([])
  })

  test('H-511 a value can hold anything', () => {
    const cookies = jar()
    cookies.set('a', 'x\r\n; Domain=evil')
    expect(cookies.written()).toEqual(['a=x%0D%0A%3B%20Domain%3Devil; Path=/'])
  })
})
