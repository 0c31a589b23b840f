import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parse } from 'acorn'
import { describe, expect, test } from 'vitest'
import { patchFlightClient } from './react-patch-loader.ts'

const require = createRequire(import.meta.url)
const folder = join(dirname(require.resolve('react-server-dom-webpack/package.json')), 'cjs')
const files = ['node', 'browser'].flatMap((world) =>
  ['development', 'production'].map((mode) => `react-server-dom-webpack-client.${world}.${mode}.js`),
)

describe.each(files)('%s', (file) => {
  const source = readFileSync(join(folder, file), 'utf8')
  const patched = patchFlightClient(source, '/ferry/decorate.js', file)

  test('is the text that the patch was written for, and is JavaScript afterwards', () => {
    parse(patched, { ecmaVersion: 'latest', sourceType: 'script' })
    expect(patched.split('function registerBoundServerReference(')).toHaveLength(2)
    expect(patched.split('function registerBoundServerReference$react(')).toHaveLength(2)
    expect(patched.match(/require\("\/ferry\/decorate\.js"\)\.decorateReference/g)).toHaveLength(1)
  })

  test('lets the decoration replace what React defines on a reference', () => {
    const fixed = [/\$\$FORM_ACTION: \{(?! configurable: true,)/, /\bbind: \{ value/]
    for (const pattern of fixed) expect(patched).not.toMatch(pattern)
  })

  test.each([
    [
      'the declaration is gone',
      (text: string) => text.replace('function registerBoundServerReference(', 'function other('),
    ],
    [
      'its parameters changed',
      (text: string) => text.replace(/(function registerBoundServerReference\(\s*)reference/, '$1fn'),
    ],
    ['a call is new', (text: string) => `${text}\nregisterBoundServerReference(1, 2, 3);`],
    ['references get another bind', (text: string) => `${text}\nvar x = { bind: { value: bind } };`],
  ])('is refused when %s', (_, change) => {
    expect(() => patchFlightClient(change(source), '/ferry/decorate.js', file)).toThrowError(
      expect.objectContaining({ code: 'FERRY_REACT_CHANGED' }),
    )
  })
})

test('the patched client decorates every reference once, after React has registered it', () => {
  const file = 'react-server-dom-webpack-client.browser.production.js'
  const decorated: unknown[] = []
  const decorate = (reference: object, id: string, bound: unknown) => {
    decorated.push([id, bound])
    Object.defineProperty(reference, '$$id', { value: id })
  }
  const code = patchFlightClient(readFileSync(join(folder, file), 'utf8'), '/ferry/decorate.js', file)
  const module = { exports: {} as { createServerReference(id: string, call: () => void): unknown } }
  const load = (name: string) => (name === '/ferry/decorate.js' ? { decorateReference: decorate } : require(name))
  new Function('module', 'exports', 'require', '__webpack_require__', code)(module, module.exports, load, {
    u: () => '',
  })

  const reference = module.exports.createServerReference('some-id', () => {}) as { $$id: string }
  expect(decorated).toEqual([['some-id', null]])
  expect(reference.$$id).toBe('some-id')
})
