import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileInside, frameAt, readStack } from './source-places.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ferry-places-')))
const root = join(folder, 'app')
const outDir = join(root, '.ferry/dev')
const paths = { root, outDir }

beforeAll(() => {
  const files = {
    'app/page.tsx': 'one\ntwo\nthree\nfour\n',
    '.env': 'SECRET=1\n',
    'app/.hidden.ts': 'hidden\n',
    'node_modules/box/index.js': 'box\n',
    '../outside.ts': 'outside\n',
    // Line 5 of the script is line 2 of the page.
    '.ferry/dev/assets/main.abc.js': '',
    '.ferry/dev/assets/main.abc.js.map': JSON.stringify({
      version: 3,
      sources: ['app/page.tsx'],
      names: [],
      mappings: ';;;;AACA',
    }),
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  symlinkSync(join(folder, 'outside.ts'), join(root, 'app/link.ts'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a file of the app', () => {
  it.each(['app/page.tsx', 'app/../app/page.tsx', '.env'])('%s is one', (file) => {
    expect(fileInside(root, file)?.startsWith(root)).toBe(true)
  })

  it.each(['../outside.ts', 'app/link.ts', join(folder, 'outside.ts'), '/etc/passwd', 'nothing.ts', '', '.'])(
    '“%s” is none',
    (file) => expect(fileInside(root, file)).toBeNull(),
  )
})

describe('the lines around a place', () => {
  it('are those of the source', () => {
    expect(frameAt({ file: 'app/page.tsx', line: 2, column: 1 }, paths)).toContain('> 2 | two')
  })

  it.each(['.env', './.env', 'app/../.env', 'app/.hidden.ts', '../outside.ts', 'app/link.ts', 'package.json'])(
    'of %s nobody gets to see',
    (file) => expect(frameAt({ file, line: 1 }, paths)).toBeUndefined(),
  )
})

describe('a stack', () => {
  it('of the browser leads to the sources, through the map of the script', () => {
    const { stack, place, frame } = readStack(
      'Error\n    at Page (http://localhost:1/_ferry/assets/main.abc.js:5:1)',
      paths,
    )
    expect(stack).toEqual([{ name: 'Page', place: { file: 'app/page.tsx', line: 2 }, own: true }])
    expect(place).toEqual({ file: 'app/page.tsx', line: 2 })
    expect(frame).toContain('> 2 | two')
  })

  it('has its place in the first file that is of the app', () => {
    const text = `Error
    at box (${join(root, 'node_modules/box/index.js')}:1:1)
    at Page (file://${join(root, 'app/page.tsx')}:3:2)`
    const { stack, place } = readStack(text, paths)
    expect(stack.map(({ own }) => own)).toEqual([false, true])
    expect(place).toEqual({ file: 'app/page.tsx', line: 3, column: 2 })
  })

  it.each([
    'http://localhost/_ferry/assets/../../../outside.ts:1:1',
    'http://localhost/_ferry/assets/none.js:1:1',
    `${root}/../outside.ts:1:1`,
  ])('that names %s shows nothing of it', (where) => {
    const { place, frame } = readStack(`Error\n    at f (${where})`, paths)
    expect([place, frame]).toEqual([undefined, undefined])
  })
})
