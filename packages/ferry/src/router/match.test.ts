import { describe, expect, test } from 'vitest'
import { compileRoutes, matchRoute } from './match.ts'
import { splitPath } from './path.ts'
import { scanRoutes } from './scan.ts'

const OPTIONS = { pageExtensions: ['tsx'] }

function matcherOf(...ids: string[]) {
  return compileRoutes(
    scanRoutes(['layout.tsx', ...ids.map((id) => `${id.slice(1)}/page.tsx`.replace(/^\//, ''))], OPTIONS),
  )
}

function match(ids: string[], pathname: string) {
  const segments = splitPath(pathname)
  const found = segments && matchRoute(matcherOf(...ids), segments)
  return found && [found.route.id, { ...found.params }]
}

describe('one route', () => {
  test.each([
    ['/', '/', {}],
    ['/', '/a', null],
    ['/a', '/a', {}],
    ['/a', '/', null],
    ['/a', '/b', null],
    ['/a', '/A', null],
    ['/a', '/a/b', null],
    ['/a', '/a/', null],
    ['/a', '//a', null],
    ['/a/b', '/a/b', {}],
    ['/a/b', '/a', null],
    ['/a b', '/a%20b', {}],
    ['/über', '/%C3%BCber', {}],
    ['/[id]', '/1', { id: '1' }],
    ['/[id]', '/', null],
    ['/[id]', '/1/2', null],
    ['/[id]', '/a%20b', { id: 'a b' }],
    ['/[id]', '/a+b', { id: 'a+b' }],
    ['/[id]', '/%E2%82%AC', { id: '€' }],
    ['/a/[id]/b', '/a/1/b', { id: '1' }],
    ['/a/[id]/b', '/a/1/c', null],
    ['/a/[id]/b', '/a//b', null],
    ['/[a]/[b]', '/1/2', { a: '1', b: '2' }],
    ['/[...all]', '/', null],
    ['/[...all]', '/a', { all: ['a'] }],
    ['/[...all]', '/a/b/c', { all: ['a', 'b', 'c'] }],
    ['/[...all]', '/a//c', null],
    ['/[...all]', '/a/', null],
    ['/a/[...all]', '/a', null],
    ['/a/[...all]', '/a/b', { all: ['b'] }],
    ['/a/[...all]', '/b/b', null],
    ['/[[...all]]', '/', {}],
    ['/[[...all]]', '/a/b', { all: ['a', 'b'] }],
    ['/a/[[...all]]', '/a', {}],
    ['/a/[[...all]]', '/a/b', { all: ['b'] }],
    ['/a/[[...all]]', '/', null],
    ['/[x]/[...all]', '/1/2/3', { x: '1', all: ['2', '3'] }],
    ['/[x]/[...all]', '/1', null],
    ['/[x]/[[...all]]', '/1', { x: '1' }],
  ])('%s and %s', (id, pathname, params) => {
    expect(match([id], pathname)).toEqual(params && [id, params])
  })
})

describe('of several routes the more specific one wins, segment by segment, and a dead end is left again', () => {
  test.each([
    [['/a', '/[id]'], '/a', '/a'],
    [['/a', '/[id]'], '/b', '/[id]'],
    [['/[id]', '/[...all]'], '/a', '/[id]'],
    [['/[id]', '/[...all]'], '/a/b', '/[...all]'],
    [['/a', '/[...all]'], '/a', '/a'],
    [['/a', '/[...all]'], '/a/b', '/[...all]'],
    [['/', '/[...all]'], '/', '/'],
    [['/a/[id]', '/[x]/b'], '/a/b', '/a/[id]'],
    [['/a/[id]', '/[x]/b'], '/c/b', '/[x]/b'],
    [['/a/b/c', '/a/[x]/d'], '/a/b/d', '/a/[x]/d'],
    [['/a/b/c', '/[x]/b/d'], '/a/b/d', '/[x]/b/d'],
    [['/a/b/c', '/[...all]'], '/a/b/d', '/[...all]'],
    [['/a/b/c', '/a/[...all]', '/[...rest]'], '/a/b/d', '/a/[...all]'],
    [['/a/b/c', '/a/[...all]', '/[...rest]'], '/b/b/d', '/[...rest]'],
    [['/a/[...all]', '/[x]/b'], '/a/b', '/a/[...all]'],
    [['/[x]/[...all]', '/[x]/b'], '/a/b', '/[x]/b'],
    [['/[x]/[...all]', '/[x]/b'], '/a/c', '/[x]/[...all]'],
    [['/[x]/b/c', '/[...all]'], '/a/b', '/[...all]'],
    [['/a/[[...all]]', '/[x]'], '/a', '/a/[[...all]]'],
    [['/a/[[...all]]', '/[x]'], '/b', '/[x]'],
    [['/a/b', '/a/[x]/[[...all]]'], '/a/b', '/a/b'],
    [['/a/b', '/a/[x]/[[...all]]'], '/a/b/c', '/a/[x]/[[...all]]'],
    [['/(g)/a', '/[id]'], '/a', '/a'],
    [['/[a]/x', '/[a]/[b]', '/[a]/[...c]'], '/1/x', '/[a]/x'],
    [['/[a]/x', '/[a]/[b]', '/[a]/[...c]'], '/1/y', '/[a]/[b]'],
    [['/[a]/x', '/[a]/[b]', '/[a]/[...c]'], '/1/y/z', '/[a]/[...c]'],
  ])('%j and %s: %s', (ids, pathname, id) => {
    expect(match(ids, pathname)?.[0]).toBe(id)
  })
})

describe('H-505: hostile segments', () => {
  const matcher = matcherOf('/files/[name]', '/all/[...path]', '/constructor')

  test.each([
    ['/files/a%2Fb', { name: 'a/b' }],
    ['/files/..%2f..%2fetc', { name: '../../etc' }],
    ['/files/%2e%2e', { name: '..' }],
    ['/files/%252e', { name: '%2e' }],
    ['/files/%0d%0a', { name: '\r\n' }],
    ['/files/__proto__', { name: '__proto__' }],
    ['/files/;jsessionid=1', { name: ';jsessionid=1' }],
    [`/files/${'x'.repeat(10_000)}`, { name: 'x'.repeat(10_000) }],
    ['/all/a%2Fb/c', { path: ['a/b', 'c'] }],
    ['/all/__proto__/constructor', { path: ['__proto__', 'constructor'] }],
  ])('%.40s is decoded once and split at the literal slash only', (pathname, params) => {
    expect({ ...matchRoute(matcher, splitPath(pathname) ?? [])?.params }).toEqual(params)
  })

  test.each(['/__proto__', '/toString', '/hasOwnProperty', '/files/toString/x'])('%s is no route', (pathname) => {
    expect(matchRoute(matcher, splitPath(pathname) ?? [])).toBeNull()
  })

  test('a folder may be called like a member of Object', () => {
    expect(matchRoute(matcher, ['constructor'])?.route.id).toBe('/constructor')
  })

  test('params have no prototype', () => {
    const params = matchRoute(matcher, ['files', 'a'])?.params
    expect(Object.getPrototypeOf(params)).toBeNull()
    expect(params?.toString).toBeUndefined()
  })
})

describe('cost', () => {
  function averageMicroseconds(routes: number): number {
    const ids = Array.from({ length: routes / 5 }, (_, n) => [
      `/s${n}`,
      `/s${n}/[id]`,
      `/s${n}/[id]/edit`,
      `/s${n}/a/b/c`,
      `/s${n}/x/[...rest]`,
    ]).flat()
    const matcher = matcherOf(...ids)
    const paths = Array.from({ length: 1000 }, (_, n) => {
      const section = `s${(n * 7919) % (routes / 5)}`
      return (
        [[section], [section, '42'], [section, '42', 'edit'], [section, 'a', 'b', 'd'], [section, 'x', '1', '2']][
          n % 5
        ] ?? []
      )
    })
    const rounds = 50
    for (const path of paths) matchRoute(matcher, path)
    const start = performance.now()
    for (let round = 0; round < rounds; round++) for (const path of paths) matchRoute(matcher, path)
    return ((performance.now() - start) * 1000) / (rounds * paths.length)
  }

  test('a match in 5,000 routes takes less than 5 µs on average', () => {
    expect(averageMicroseconds(5000)).toBeLessThan(5)
  })

  test('H-512: 5,000 segments, 5,000 characters and nested alternatives take less than 5 ms', () => {
    const ids = Array.from({ length: 8 }, (_, n) => [
      `${'/a'.repeat(n + 1)}/[x]/z`,
      `${'/[p]'.repeat(1)}${'/a'.repeat(n)}/y`,
    ]).flat()
    const matcher = matcherOf(...ids.filter((id, n) => ids.indexOf(id) === n), '/deep/[[...all]]')
    const hostile = [
      ['deep', ...Array.from({ length: 5000 }, () => 'a')],
      Array.from({ length: 5000 }, () => 'a'),
      ['a', 'x'.repeat(5000), 'a'],
    ]
    for (const segments of hostile) {
      const start = performance.now()
      matchRoute(matcher, segments)
      expect(performance.now() - start).toBeLessThan(5)
    }
  })
})
