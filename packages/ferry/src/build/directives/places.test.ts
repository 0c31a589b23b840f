/** Errors and findings name places in the file as its author wrote it, not in what the compiler made of it. */
import { transformSync } from '@swc/core'
import { describe, expect, test } from 'vitest'
import type { World } from './contract.ts'
import { transform } from './transform.ts'

async function run(source: string, world: World = 'rsc') {
  const { code, map } = transformSync(source, {
    filename: 'page.tsx',
    sourceMaps: true,
    swcrc: false,
    configFile: false,
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    },
  })
  return transform(code, {
    file: 'app/page.tsx',
    world,
    clientKey: 'app/page.tsx',
    functionId: () => '0'.repeat(40),
    inputMap: map,
    runtime: { rsc: 'ferry-rsc', proxy: 'ferry-proxy' },
  })
}

describe('errors', () => {
  const types = `interface Note {\n  id: number\n}\n`
  const rows: readonly [code: string, source: string, line: number, column: number][] = [
    ['FERRY_SERVER_EXPORT_SYNC', `'use server'\n${types}export function save(note: Note) {}\n`, 5, 17],
    ['FERRY_SERVER_EXPORT_VALUE', `'use server'\n${types}export const limit: number = 3\n`, 5, 14],
    [
      'FERRY_INLINE_SYNC',
      `${types}export function Page() {\n  return <form action={() => { 'use server' }} />\n}\n`,
      5,
      24,
    ],
    ['FERRY_DIRECTIVE_MISSPELT', `${types}export async function save() {\n  'use sever'\n}\n`, 5, 3],
    [
      'FERRY_DIRECTIVE_MISPLACED',
      `import { type Note } from './note'\nimport db from './db'\n'use server'\nexport async function save(n: Note) { db }\n`,
      3,
      1,
    ],
    ['FERRY_DIRECTIVE_PARENTHESISED', `('use server')\nexport async function save() {}\n`, 1, 1],
    ['FERRY_DIRECTIVE_TEMPLATE', `\`use client\`\nexport const a: number = 1\n`, 1, 1],
  ]
  test.each(rows)('%s', async (code, source, line, column) => {
    const place = { file: 'app/page.tsx', line, column, source }
    await expect(run(source)).rejects.toMatchObject({ code, place, hint: expect.stringMatching(/\w+/) })
  })

  test('a directive below a type import, which the compiler dropped, is below an import all the same', async () => {
    const source = `import type { Note } from './note'\n'use server'\nexport async function save(note: Note) {}\n`
    await expect(run(source)).rejects.toMatchObject({
      code: 'FERRY_DIRECTIVE_MISPLACED',
      place: { line: 2, column: 1 },
    })
  })

  test('comments, a hashbang and other directives may stand above it', async () => {
    const source = `#!/usr/bin/env node\n// one\n/* two\n three */ 'use strict'; "use memo"\n'use server'\nexport async function save(n: number) {}\n`
    expect((await run(source)).findings?.functions).toHaveLength(1)
  })
})

test('findings have the author’s lines', async () => {
  const source = `interface Note { id: number }\n\n\nexport function Page(note: Note) {\n  return async () => {\n    'use server'\n    return note.id\n  }\n}\n`
  expect((await run(source)).findings?.functions).toMatchObject([{ name: 'Page.anonymous', line: 5 }])
})
