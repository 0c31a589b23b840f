import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { pruneDist } from './prune-dist.mjs'

const folder = mkdtempSync(join(tmpdir(), 'ferry-prune-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('what has no source any more goes, and nothing else', () => {
  const stay = [
    'dist/link.js',
    'dist/link.js.map',
    'dist/link.d.ts',
    'dist/shell/outlet.js',
    'dist/prebuilt/abc/runtime.js',
    'dist/production/abc/host.js',
    'dist/templates/minimal/page.txt',
  ]
  const go = [
    'dist/gone.js',
    'dist/gone.d.ts',
    'dist/old-room/file.js.map',
    'dist/browser/tab.test-support.js',
    'dist/browser/fixtures/client.js',
  ]
  const sources = [
    'src/link.ts',
    'src/shell/outlet.tsx',
    'src/browser/tab.test-support.ts',
    'src/browser/fixtures/client.ts',
  ]
  for (const path of [...stay, ...go, ...sources]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), '')
  }
  expect(pruneDist(folder, folder).sort()).toEqual(go.map((path) => path.slice('dist/'.length)).sort())
  expect([...stay, ...sources].filter((path) => !existsSync(join(folder, path)))).toEqual([])
  expect(go.filter((path) => existsSync(join(folder, path)))).toEqual([])
})
