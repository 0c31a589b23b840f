/** The names of a module that `export *` brings in, for the build to follow. */
import { expect, test } from 'vitest'
import { listExportNames } from './export-names.ts'

test.each([
  [`export const a = 1, { b, c: [d] } = x; export function e() {} export class f {}`, ['a', 'b', 'd', 'e', 'f'], []],
  [`const a = 1; export { a as b, a as default, a as 'c d' }`, ['b', 'default', 'c d'], []],
  [`export default 1; export { x, y as z } from './x'; export * as ns from './y'`, ['default', 'x', 'z', 'ns'], []],
  [`export * from './a'; export * from './b'; export let c`, ['c'], ['./a', './b']],
  [`exports.a = 1; module.exports.b = 2; exports['c'] = 3; exports[d] = 4`, ['a', 'b', 'c'], []],
  [`module.exports = { a, 'b': 1, get c() {}, ...require('./d'), ...e }`, ['a', 'b', 'c'], ['./d']],
  [`Object.defineProperty(exports, 'a', { get: () => 1 }); __exportStar(require('./b'), exports)`, ['a'], ['./b']],
  [`return; exports.a = 1`, ['a'], []],
  [`sideEffect()`, [], []],
])('%s', (source, names, stars) => {
  expect(listExportNames(source)).toEqual({ names, stars })
})

test('text that is no JavaScript has none', () => {
  expect(listExportNames('export const a: = 1')).toBeNull()
})
