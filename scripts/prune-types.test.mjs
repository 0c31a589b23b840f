import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { pruneTypes } from './prune-types.mjs'

const folder = mkdtempSync(join(tmpdir(), 'ferry-types-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('types that nobody can reach go; those that types lead to stay, and all scripts', () => {
  const files = {
    'package.json': JSON.stringify({
      exports: {
        '.': './dist/index.js',
        './action': { types: './dist/action.d.ts', browser: './dist/action.browser.js', default: './dist/action.js' },
        './env': { types: './env.d.ts' },
        './package.json': './package.json',
      },
    }),
    'env.d.ts': `import './dist/words.js'`,
    'dist/index.d.ts': `export { Link } from './shell/link.tsx'`,
    'dist/shell/link.d.ts': `import type { Route } from '../protocol/href.ts'\nexport declare const Link: import("./status.ts").Status`,
    'dist/shell/status.d.ts': '',
    'dist/protocol/href.d.ts': `export * from "./route.js"`,
    'dist/protocol/route.d.ts': '',
    'dist/action.d.ts': '',
    'dist/words.d.ts': '',
    'dist/protocol/inner.js': '',
    'dist/index.js': '',
  }
  const go = ['protocol/inner.d.ts', 'build/build.d.ts']
  for (const [path, text] of Object.entries({
    ...files,
    ...Object.fromEntries(go.map((path) => [`dist/${path}`, ''])),
  })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  expect(pruneTypes(folder).sort()).toEqual(go.sort())
  expect(Object.keys(files).filter((path) => !existsSync(join(folder, path)))).toEqual([])
  expect(go.filter((path) => existsSync(join(folder, 'dist', path)))).toEqual([])
})
