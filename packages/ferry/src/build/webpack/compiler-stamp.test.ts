import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { compilerStamp, TOOLS } from './compiler-stamp.ts'

const folder = mkdtempSync(join(tmpdir(), 'ferry-stamp-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function install(name: string, version: string, dependencies: object = {}): void {
  write(`node_modules/${name}/package.json`, JSON.stringify({ name, version, dependencies }))
}

test.each([
  ['a tool of another version', () => install('css-loader', '7.1.0')],
  ['a part of a tool of another version', () => install('enhanced-resolve', '5.1.0')],
  ['a part of a tool that lies inside it', () => install('webpack/node_modules/enhanced-resolve', '5.2.0')],
  ['a loader of Ferry’s that was edited', () => write('dist/build/webpack/loader.js', 'export default 12')],
  ['a loader more', () => write('dist/build/webpack/another.js', '')],
])('%s is another state', (_, change) => {
  for (const name of TOOLS) install(name, '7.0.0')
  install('webpack', '5.0.0', { 'enhanced-resolve': '^5.0.0' })
  install('enhanced-resolve', '5.0.0')
  write('dist/build/webpack/loader.js', 'export default 1')
  const before = compilerStamp(folder)
  expect(compilerStamp(folder)).toBe(before)
  change()
  expect(compilerStamp(folder)).not.toBe(before)
})
