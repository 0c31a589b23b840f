import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileRoutes, matchRoute, type Params } from './match.ts'
import { buildPath, splitPath } from './path.ts'
import { scanRoutes } from './scan.ts'

function route(id: string) {
  const [entry] = scanRoutes(['layout.tsx', `${id}/page.tsx`.slice(1)], { pageExtensions: ['tsx'] }).routes
  if (!entry) throw new Error(id)
  return entry
}

describe('splitPath', () => {
  test.each([
    ['/', []],
    ['/a', ['a']],
    ['/a/b', ['a', 'b']],
    ['/a/', ['a', '']],
    ['//', ['', '']],
    ['/a%2Fb', ['a/b']],
    ['/%25', ['%']],
    ['/%252F', ['%2F']],
    ['/%E2%82%AC', ['€']],
    ['/€', ['€']],
    ['/a+b', ['a+b']],
    ['/%00', ['\0']],
  ])('%s', (pathname, segments) => {
    expect(splitPath(pathname)).toEqual(segments)
  })

  test.each(['/%', '/%ZZ', '/%E0%A4%A', '/a/%c0%ae', '/%ED%A0%80'])('H-506: %s is malformed', (pathname) => {
    expect(splitPath(pathname)).toBeNull()
  })
})

describe('buildPath', () => {
  test.each<[string, Params, string]>([
    ['/about', {}, '/about'],
    ['/über uns', {}, '/%C3%BCber%20uns'],
    ['/[id]', { id: 'a/b?c#d' }, '/a%2Fb%3Fc%23d'],
    ['/a/[id]/b', { id: '1' }, '/a/1/b'],
    ['/[...all]', { all: ['a', 'b/c'] }, '/a/b%2Fc'],
    ['/[[...all]]', {}, '/'],
    ['/[[...all]]', { all: [] }, '/'],
    ['/x/[[...all]]', {}, '/x'],
    ['/x/[[...all]]', { all: ['1'] }, '/x/1'],
  ])('%s with %j is %s', (id, params, path) => {
    expect(buildPath(route(id), params)).toBe(path)
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['/[id]', {}, '[id] of /[id] is missing'],
    ['/[constructor]', {}, 'is missing'],
    ['/[id]', { id: '' }, 'cannot be ""'],
    ['/[id]', { id: '.' }, 'cannot be "."'],
    ['/[id]', { id: '..' }, 'cannot be ".."'],
    ['/[id]', { id: '\ud800' }, 'cannot be'],
    ['/[id]', { id: ['a'] }, 'cannot be ["a"]'],
    ['/[id]', { id: 1 }, 'cannot be 1'],
    ['/[...all]', {}, 'is missing'],
    ['/[...all]', { all: [] }, 'cannot be []'],
    ['/[...all]', { all: 'a' }, 'cannot be "a"'],
    ['/[...all]', { all: ['a', ''] }, 'cannot be ""'],
    ['/[...all]', { all: [1] }, 'cannot be 1'],
    ['/[[...all]]', { all: '..' }, 'cannot be'],
  ])('%s with %j is refused: %s', (id, params, why) => {
    const expected = expect.objectContaining({ code: 'FERRY_ROUTE_PARAM_VALUE', message: expect.stringContaining(why) })
    expect(() => buildPath(route(id), params as Params)).toThrow(expected)
  })
})

describe('match after build', () => {
  const text = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 12 })
    .filter((value) => value !== '.' && value !== '..')
  const texts = fc.array(text, { minLength: 1, maxLength: 4 })
  const hostile = fc.constantFrom('__proto__', 'constructor', 'a/b', '%2F', '%', '+', ' ', '?', '#', '\0', '…', '😀')
  const ids = ['/a', '/[id]', '/a/[id]', '/[id]/edit', '/[a]/[b]/[c]/d', '/files/[...path]', '/docs/[lang]/[[...path]]']
  const matcher = compileRoutes({ routes: ids.map(route) })

  test('gives back the parameters, for every route and every value', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ids),
        fc.array(fc.oneof(text, hostile), { minLength: 3, maxLength: 3 }),
        texts,
        (id, values, rest) => {
          const entry = route(id)
          const params: Params = Object.create(null)
          entry.pattern.forEach((segment, index) => {
            if (segment.kind === 'param') params[segment.name] = values[index % 3] ?? ''
            if (segment.kind === 'rest') params[segment.name] = rest
          })
          const segments = splitPath(buildPath(entry, params)) ?? []
          const alone = matchRoute(compileRoutes({ routes: [entry] }), segments)
          expect(alone).toEqual({ route: entry, params })
          // Among all routes a more specific one may answer; its parameters then build the same path.
          const among = matchRoute(matcher, segments)
          expect(among && buildPath(among.route, among.params)).toBe(buildPath(entry, params))
        },
      ),
      { numRuns: 2000 },
    )
  })
})
