import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readSourcePlaces } from './source-places.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'ferry-places-'))
  mkdirSync(join(dir, 'server'))
})
afterEach(() => rmSync(dir, { recursive: true }))

/** Line 2, column 3 of the bundle is line 6, column 5 of the page. */
const MAP = { version: 3, sources: ['app/page.tsx'], names: [], mappings: ';EAKI' }
const stack = () => `Error: no\n    at Page (${dir}/server/index.js:2:3)\n    at node:internal/x:1:1`

it('names the place in the sources, and leaves alone what is not in the bundle', () => {
  writeFileSync(join(dir, 'server/index.js.map'), JSON.stringify(MAP))
  expect(readSourcePlaces(dir)(stack())).toBe('Error: no\n    at Page (app/page.tsx:6:5)\n    at node:internal/x:1:1')
  expect(readSourcePlaces(dir)('Error: elsewhere\n    at x (/other/index.js:2:3)')).toContain('/other/index.js:2:3')
})

it('reads each bundle by its own map', () => {
  writeFileSync(join(dir, 'server/index.js.map'), JSON.stringify(MAP))
  writeFileSync(join(dir, 'server/runtime.js.map'), JSON.stringify({ ...MAP, sources: ['node_modules/ferry/x.js'] }))
  const both = `${stack()}\n    at render (${dir}/server/runtime.js:2:3)`
  expect(readSourcePlaces(dir)(both)).toMatch(/app\/page\.tsx:6:5[\s\S]+at render \(node_modules\/ferry\/x\.js:6:5\)/)
})

it.each([
  ['no map', null],
  ['a map that is none', 'no JSON'],
  ['a map that does not know the place', JSON.stringify({ ...MAP, mappings: '' })],
])('with %s the stack stays as it is', (_name, text) => {
  if (text !== null) writeFileSync(join(dir, 'server/index.js.map'), text)
  expect(readSourcePlaces(dir)(stack())).toBe(stack())
})
