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

  test.each([
    ['a line break and an attribute', 'x\r\n; Domain=evil', 'x%0D%0A%3B%20Domain%3Devil'],
    ['CR', 'a\rb', 'a%0Db'],
    ['LF', 'a\nSet-Cookie: b', 'a%0ASet-Cookie%3A%20b'],
    ['NUL', 'a\0b', 'a%00b'],
    ['quotes, commas and backslashes', '"a",\\', '%22a%22%2C%5C'],
    ['letters beyond ASCII', 'é😀', '%C3%A9%F0%9F%98%80'],
    ['the end of a line of Unicode', '\u2028\u0085', '%E2%80%A8%C2%85'],
    ['a percent sign', '%0d%0a', '%250d%250a'],
  ])('H-407, H-511 a value can hold anything: %s', (_, value, written) => {
    const cookies = jar()
    cookies.set('a', value)
    expect(cookies.written()).toEqual([`a=${written}; Path=/`])
    expect(jar(`a=${written}`).get('a')?.value).toBe(value)
  })

  test('H-407 half of a character cannot be sent', () => {
    expect(() => jar().set('a', '\ud800')).toThrow(expect.objectContaining({ code: 'FERRY_COOKIE_INVALID' }))
  })
})

describe('H-406 cookies that somebody else has planted', () => {
  test('of two with one name the first counts: the browser sends the one of the longer path first', () => {
    expect(jar('a=first; b=1; a=second').get('a')?.value).toBe('first')
    expect(jar('a=first; a=second').getAll('a')).toHaveLength(1)
  })

  test.each(['__Host-session=mine; __Host-session=planted', 'a=1; __Host-session=mine; b=2;__Host-session =planted'])(
    'a browser never has two of a name with __Host-: in %j it is nobody’s',
    (header) => {
      const cookies = jar(header)
      expect(cookies.has('__Host-session')).toBe(false)
      expect(cookies.getAll('__Host-session')).toEqual([])
    },
  )

  test('one that was sent twice with one value is itself, and others are not touched', () => {
    const cookies = jar('__Host-a=1; __Host-b=x; __Host-b=x; c=__Host-a=2')
    expect(cookies.get('__Host-a')?.value).toBe('1')
    expect(cookies.get('__Host-b')?.value).toBe('x')
  })

  test.each(['__host-session', '__HOST-SESSION', '\u00a0__Host-session', '\u2000__Host-session', '=__Host-session'])(
    '%j is not __Host-session',
    (name) => {
      const cookies = jar(`${name}=planted`)
      expect(cookies.has('__Host-session')).toBe(false)
      expect(jar(`${name}=planted; __Host-session=mine`).get('__Host-session')?.value).toBe('mine')
    },
  )

  test('a hundred of them are a hundred, and none is a member of Object', () => {
    const names = Array.from({ length: 97 }, (_, index) => `c${index}`)
    const cookies = jar(['__proto__', 'constructor', 'toString', ...names].map((name) => `${name}=1`).join('; '))
    expect(cookies.size).toBe(100)
    expect(cookies.has('hasOwnProperty')).toBe(false)
    expect(({} as Record<string, unknown>).c0).toBeUndefined()
  })
})
