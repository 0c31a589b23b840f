/** The house of docs/architecture.md: floors, walls, doors and sizes. The checks first prove on small examples that they can fail. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import * as check from './architecture/checks.ts'
import { readSourceFiles, sourceFile } from './architecture/source-files.ts'
import { pureRooms, walls, withoutReact } from './architecture/walls.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const documentLines = read('../../../docs/architecture.md').split('\n')
const files = readSourceFiles(fileURLToPath(new URL('../src/', import.meta.url)))
const { exports } = JSON.parse(read('../package.json')) as { exports: Record<string, unknown> }

function cite(quote: string): string {
  const index = documentLines.findIndex((line) => line.includes(quote))
  return `See docs/architecture.md:${index + 1}: ${quote}`
}

describe('the house', () => {
  test('imports go down, never sideways, never up', () => expect(check.brokenWalls(files, cite)).toEqual([]))
  test('there are no cycles, type imports included', () => expect(check.cycles(files)).toEqual([]))
  test('pure rooms import no node:', () => expect(check.impureImports(files, cite)).toEqual([]))
  test('rooms that exist once import no React', () => expect(check.reactImports(files, cite)).toEqual([]))
  test('doors only re-export', () => expect(check.doorsWithCode(files)).toEqual([]))
  test('each key of exports has its door, and each door its key', () => {
    expect(check.unhingedDoors(files, exports)).toEqual([])
  })
  test('no file is longer than the wall', () => expect(check.tooLong(files)).toEqual([]))
  test('each file says its concept in its first line', () => expect(check.withoutConcept(files)).toEqual([]))
  test('no file is named after a kind of file', () => expect(check.badNames(files)).toEqual([]))
})

describe('docs/architecture.md', () => {
  const quotes = [...new Set([...walls.map(({ quote }) => quote), pureRooms.quote, withoutReact.quote])]

  test.each(quotes)('says: %s', (quote) => {
    expect(documentLines.some((line) => line.includes(quote))).toBe(true)
  })

  test('has at most 200 lines', () => expect(documentLines.length).toBeLessThanOrEqual(201))
})

describe('the checks find', () => {
  const broken = (path: string, text: string) => check.brokenWalls([sourceFile(path, text)], cite)

  test.each([
    ['router/a.ts', "import { x } from '../server/b.ts'", 'router/a.ts:1 imports server/b.ts'],
    ['router/a.ts', "\nimport type { X } from '../config/b.ts'", 'router/a.ts:2 imports config/b.ts'],
    ['protocol/a.ts', "export { x } from '../errors/b.ts'", 'imports errors/b.ts'],
    ['protocol/a.ts', "type X = import('../router/b.ts').X", 'imports router/b.ts'],
    ['browser/a.ts', "const x = await import('../server/b.ts')", 'imports server/b.ts'],
    ['browser/a.ts', "import '../host/b.ts'", 'imports host/b.ts'],
    ['server/rsc/a.ts', "import {\n  x,\n} from '../ssr/b.ts'", 'imports server/ssr/b.ts'],
    ['server/rsc/a.ts', "import { x } from '../handle-request.ts'", 'imports server/handle-request.ts'],
    ['build/directives/a.ts', "import { x } from '../webpack/b.ts'", 'imports build/webpack/b.ts'],
    ['host/a.ts', "import { x } from '../build/b.ts'", 'See docs/architecture.md:'],
    ['attic/a.ts', '', 'is in no room'],
  ])('a broken wall in %s: %s', (path, text, message) => {
    expect(broken(path, text)).toEqual([expect.stringContaining(message)])
  })

  test.each([
    ['server/handle-request.ts', "import { x } from './rsc/a.ts'\nimport { y } from './ssr/b.ts'"],
    ['router/a.ts', "import { x } from './b.ts'\n// import { y } from '../server/c.ts'\nimport express from 'express'"],
    ['link.ts', "export { Link } from './shell/link.tsx'"],
  ])('nothing wrong in %s: %s', (path, text) => {
    expect(broken(path, text)).toEqual([])
  })

  test('a cycle, also of types', () => {
    const a = sourceFile('router/a.ts', "import type { B } from './b.ts'")
    const b = sourceFile('router/b.ts', "import { c } from './c.ts'")
    const c = sourceFile('router/c.ts', "export * from './a.ts'")
    expect(check.cycles([a, b, c])).toEqual(['router/a.ts → router/b.ts → router/c.ts → router/a.ts'])
    expect(check.cycles([a, b])).toEqual([])
  })

  test('node in a pure room', () => {
    const impure = (path: string, text: string) => check.impureImports([sourceFile(path, text)], cite).length
    expect(impure('router/a.ts', "import { readFile } from 'node:fs'")).toBe(1)
    expect(impure('router/a.ts', "import type { Stats } from 'node:fs'")).toBe(1)
    expect(impure('protocol/incoming.ts', "import type { Stats } from 'node:fs'")).toBe(0)
    expect(impure('protocol/incoming.ts', "import { Stats } from 'node:fs'")).toBe(1)
    expect(impure('host/a.ts', "import { readFile } from 'node:fs'")).toBe(0)
  })

  test('React where there must be one copy', () => {
    const react = (path: string, text: string) => check.reactImports([sourceFile(path, text)], cite).length
    expect(react('server/shared/a.ts', "import { cache } from 'react'")).toBe(1)
    expect(react('protocol/a.ts', "import x from 'react-dom/server'")).toBe(1)
    expect(react('protocol/a.ts', "import type { ReactNode } from 'react'")).toBe(0)
  })

  test('code in a door', () => {
    const door = (text: string) => check.doorsWithCode([sourceFile('link.ts', text)]).length
    expect(
      door("/** Doc. */\nexport { default } from './a.ts'\nexport type { A, B } from './b.ts'\nexport * from './c.ts'"),
    ).toBe(0)
    expect(door("import { a } from './a.ts'\nexport { a }")).toBe(1)
    expect(door('export const a = 1')).toBe(1)
  })

  test('doors and exports that do not fit', () => {
    const doors = [sourceFile('link.tsx', ''), sourceFile('action.browser.ts', ''), sourceFile('attic.ts', '')]
    const keys = {
      './link': './dist/link.js',
      './action': { browser: './dist/action.browser.js', default: './dist/action.js' },
    }
    expect(check.unhingedDoors(doors, keys)).toEqual([
      'exports names dist/action.js, but there is no src/action.ts.',
      'src/attic.ts is named by no key of exports.',
    ])
  })

  test('long files, silent files and bad names', () => {
    expect(check.tooLong([sourceFile('router/a.ts', 'x\n'.repeat(401))])).toHaveLength(1)
    expect(check.tooLong([sourceFile('router/a.ts', 'x\n'.repeat(400))])).toHaveLength(0)
    expect(check.withoutConcept([sourceFile('router/a.ts', "import x from 'y'")])).toHaveLength(1)
    for (const path of ['router/utils.ts', 'lib/a.ts', 'server/helpers/a.tsx', 'types.ts']) {
      expect(check.badNames([sourceFile(path, '')])).toHaveLength(1)
    }
    expect(check.badNames([sourceFile('browser/typed-link.ts', '')])).toHaveLength(0)
  })
})
