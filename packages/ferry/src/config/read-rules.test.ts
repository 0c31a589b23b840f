import { describe, expect, test } from 'vitest'
import type { Config } from './define-config.ts'
import { readRules } from './read-rules.ts'

/** As an app may write it, right or wrong. */
function read(config: Readonly<Record<'headers' | 'redirects' | 'rewrites', unknown>> | Partial<Config> | object) {
  const { headers = null, redirects = null, rewrites = null } = config as Partial<Config>
  return readRules({ headers, redirects, rewrites, files: { config: '/app/ferry.config.ts' } })
}

describe('readRules', () => {
  test('a configuration without rules has none', async () => {
    expect(await read({})).toBeUndefined()
    expect(await read({ headers: () => [], rewrites: () => ({}) })).toBeUndefined()
  })

  test('a list of rewrites is afterFiles', async () => {
    const rule = { source: '/a', destination: '/b' }
    expect((await read({ rewrites: async () => [rule] }))?.rewrites).toEqual({
      beforeFiles: [],
      afterFiles: [rule],
      fallback: [],
    })
    expect((await read({ rewrites: () => ({ fallback: [rule] }) }))?.rewrites.fallback).toEqual([rule])
  })

  const redirect = { source: '/a', destination: '/b', permanent: true }
  const header = { source: '/a', headers: [{ key: 'x-:name', value: ':name, 1' }] }
  test.each([
    redirect,
    { source: '/a', destination: 'https://example.com/:path*', statusCode: 303, basePath: false },
    {
      ...redirect,
      has: [
        { type: 'header', key: 'x-a' },
        { type: 'host', value: 'a.test' },
      ],
    },
    { ...redirect, missing: [{ type: 'query', key: 'page', value: '(?<page>\\d+)' }] },
  ])('%j is a redirect', async (rule) => {
    expect((await read({ redirects: () => [rule] }))?.redirects).toEqual([rule])
  })

  test.each([
    ['redirects', () => 'x', 'redirects() must give a list of rules'],
    ['redirects', () => ['x'], 'redirects()[0] must be an object'],
    ['redirects', () => [redirect, {}], 'redirects()[1].source must be a path'],
    ['redirects', () => [{ ...redirect, source: 'a' }], '.source must be a path that begins with “/”'],
    ['redirects', () => [{ ...redirect, sauce: 1 }], 'redirects()[0] has “sauce”; known are source'],
    ['redirects', () => [{ ...redirect, destination: '//evil' }], '.destination must begin with'],
    ['redirects', () => [{ ...redirect, destination: 'javascript:1' }], '.destination must begin with'],
    ['redirects', () => [{ ...redirect, statusCode: 301 }], 'either “permanent” or “statusCode”'],
    ['redirects', () => [{ source: '/a', destination: '/b' }], 'either “permanent” or “statusCode”'],
    ['redirects', () => [{ source: '/a', destination: '/b', statusCode: 200 }], '.statusCode must be 301'],
    ['redirects', () => [{ ...redirect, permanent: 'yes' }], '.permanent must be true or false'],
    ['redirects', () => [{ ...redirect, basePath: true }], '.basePath may be false'],
    ['redirects', () => [{ ...redirect, has: {} }], '.has must be a list'],
    ['redirects', () => [{ ...redirect, has: [{ type: 'body', key: 'a' }] }], '.has[0].type must be'],
    ['redirects', () => [{ ...redirect, has: [{ type: 'header' }] }], '.has[0].key must name'],
    ['redirects', () => [{ ...redirect, has: [{ type: 'host' }] }], '.has[0].value must be the host'],
    ['redirects', () => [{ ...redirect, missing: [{ type: 'query', key: 'a', value: '(' }] }], '.missing[0].value'],
    ['headers', () => [{ source: '/a', headers: [] }], '.headers must be a list'],
    ['headers', () => [{ ...header, headers: [{ key: 'a b', value: '' }] }], '.headers[0] must be { key, value }'],
    ['headers', () => [{ ...header, headers: [{ key: 'a', value: 'x\r\nset-cookie: y' }] }], '.headers[0] must be'],
    ['rewrites', () => 5, 'rewrites() must give a list, or lists'],
    ['rewrites', () => ({ before: [] }), 'rewrites() gives “before”'],
    [
      'rewrites',
      () => [{ source: '/a', destination: 'https://x.test' }],
      'rewrites().afterFiles[0].destination must be',
    ],
    ['rewrites', () => [{ source: '/a', destination: '/b', basePath: false }], '.basePath: a rewrite stays below'],
  ])('%s: %s is refused', async (kind, make, message) => {
    await expect(read({ [kind]: make })).rejects.toMatchObject({
      code: 'FERRY_CONFIG_RULE',
      message: expect.stringContaining(message),
      place: { file: '/app/ferry.config.ts' },
    })
  })

  test('a function that throws is an error of the configuration', async () => {
    const cause = new Error('no database')
    const headers = () => Promise.reject(cause)
    await expect(read({ headers })).rejects.toMatchObject({ code: 'FERRY_CONFIG_LOAD', message: 'no database', cause })
  })
})
