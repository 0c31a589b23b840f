import { describe, expect, test } from 'vitest'
import { errorDocument } from './error-document.ts'

describe('error document', () => {
  test('H-706 nothing in it is markup but its own', () => {
    const { body } = errorDocument({ status: 500, message: '<b>"&', digest: '</code><script>', detail: "<i>'" }, false)
    expect(body).toContain('&lt;b&gt;&quot;&amp;')
    expect(body).not.toMatch(/<script|<b>|<i>/)
  })

  test('says no more than it was given', () => {
    const { body, status } = errorDocument({ status: 404 }, false)
    expect(status).toBe(404)
    expect(body).toContain('<h1 style="font-size:1.25rem">404 | Not found</h1></body>')
  })

  test('H-409 it is not cached, not framed elsewhere and not sniffed', () => {
    const { headers } = errorDocument({ status: 500 }, false)
    expect(Object.fromEntries(headers)).toEqual({
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'private, no-cache, no-store, max-age=0, must-revalidate',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "frame-ancestors 'self'",
    })
  })

  test('H-409 a policy that says nothing of frames does not open the page to the frames of other sites', () => {
    const own = new Map(errorDocument({ status: 500 }, "script-src 'nonce-{nonce}'").headers)
    expect(own.get('X-Frame-Options')).toBe('SAMEORIGIN')
    const said = new Map(errorDocument({ status: 500 }, 'frame-ancestors https://partner.test').headers)
    expect(said.get('Content-Security-Policy')).toBe('frame-ancestors https://partner.test')
    expect(said.has('X-Frame-Options')).toBe(false)
    const strict = new Map(errorDocument({ status: 500 }, true).headers)
    expect(strict.get('Content-Security-Policy')).toContain("frame-ancestors 'self'")
  })

  test('H-704 a policy of its own has a nonce of its own', () => {
    const policies = [1, 2].map(() => new Map(errorDocument({ status: 500 }, "script-src 'nonce-{nonce}'").headers))
    const [one, two] = policies.map((headers) => headers.get('Content-Security-Policy'))
    expect(one).toMatch(/^script-src 'nonce-[A-Za-z0-9+/]{22}=='$/)
    expect(one).not.toBe(two)
  })
})
