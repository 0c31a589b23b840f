/** Statements of the specification of directives, each with its id, where no other test carries it. */
import { describe, expect, test } from 'vitest'
import type { TransformOptions, World } from './contract.ts'
import { transform } from './transform.ts'

function run(source: string, world: World = 'rsc') {
  const options: TransformOptions = {
    file: 'app/notes/secret-folder.tsx',
    world,
    clientKey: 'k1',
    functionId: (_, name) => Buffer.from(name.padEnd(20, '-')).toString('hex').slice(0, 40),
    runtime: { rsc: 'ferry-rsc', proxy: 'ferry-proxy' },
  }
  return transform(source, options)
}

const names = async (source: string) => (await run(source)).findings?.functions?.map(({ name }) => name)

test('A-101 first in an async function it makes that function callable, first in a module every export', async () => {
  expect(
    await names(`export function Page() { async function save() { 'use server' } async function other() {} }`),
  ).toEqual(['Page.save'])
  expect(
    await names(`'use server'; export async function a() {} export const b = async () => {}; async function c() {}`),
  ).toEqual(['a', 'b'])
})

describe.each(['use server', 'use client'] as const)('A-102, A-103 "%s"', (directive) => {
  const code = 'export async function save() {}'
  test.each([
    `'${directive}'; ${code}`,
    `"${directive}"; ${code}`,
    `// why\n/* and how */ '${directive}'\n${code}`,
    `'use strict'; '${directive}'; ${code}`,
  ])('counts: %s', async (source) => {
    expect((await run(source)).findings).not.toBeNull()
  })

  test.each([
    [`import './a'; '${directive}'; ${code}`, 'FERRY_DIRECTIVE_MISPLACED'],
    [`\`${directive}\`; ${code}`, 'FERRY_DIRECTIVE_TEMPLATE'],
    [`('${directive}'); ${code}`, 'FERRY_DIRECTIVE_PARENTHESISED'],
    [`'${directive}s'; ${code}`, 'FERRY_DIRECTIVE_MISSPELT'],
  ])('stops the build: %s', async (source, code) => {
    await expect(run(source)).rejects.toMatchObject({ code })
  })
})

test('A-104 client code may only import from a "use server" module', async () => {
  const inline = `export function Page() { return async () => { 'use server' } }`
  for (const world of ['ssr', 'browser'] as const) {
    await expect(run(inline, world)).rejects.toMatchObject({ code: 'FERRY_INLINE_IN_CLIENT' })
  }
  await expect(run(`'use client'; ${inline}`)).rejects.toMatchObject({ code: 'FERRY_INLINE_IN_CLIENT' })
})

test('A-105 only async functions: the error names the export', async () => {
  await expect(run(`'use server'; export function saveNote() {}`)).rejects.toThrow('"saveNote"')
  await expect(run(`'use server'; export const config = {}`)).rejects.toThrow('"config"')
})

test('A-106 both directives in one file', async () => {
  await expect(run(`'use client'; 'use server'`)).rejects.toThrow(
    'Cannot have both "use client" and "use server" directives in the same file.',
  )
})

test('A-108 anonymous defaults are registered', async () => {
  for (const source of [`async function () {}`, `async () => {}`, `async function* () {}`, `(async () => {})`]) {
    const { code, findings } = await run(`'use server'; export default ${source}`)
    expect(findings?.functions?.map(({ exportName }) => exportName)).toEqual(['default'])
    expect(code).toMatch(/registerServerReference\(\$\$default, /)
  }
})

test('A-110 a client module is left as it is where it runs', async () => {
  const source = `'use client'\nexport const Button = () => null\n`
  for (const world of ['ssr', 'browser'] as const) expect((await run(source, world)).code).toBe(source)
})

describe('A-112, A-115, V-11 what the browser gets of a "use server" module', () => {
  const source = `'use server'; import { db } from './db'; const secret = 'S3CRET';
    export async function saveNote() { return db.save(secret) } export default async () => 1`

  test('has no code, no path, no secret and no inner name', async () => {
    const { code, map } = await run(source, 'browser')
    expect(code).not.toMatch(/S3CRET|db|secret-folder/)
    expect(map).toBeNull()
  })

  test('is one pure call for each export, so that unused ones shake away', async () => {
    const { code } = await run(source, 'browser')
    const [first, ...rest] = code.trim().split('\n')
    expect(first).toBe('import { createServerReference } from "ferry-proxy";')
    for (const line of rest)
      expect(line).toMatch(
        /^(?:export )?const [\w$]+ = \/\*#__PURE__\*\/ createServerReference\("[0-9a-f]{40}"\);$|^export \{/,
      )
  })
})

test('A-116 the redundant directive of an exported factory opens no second way in', async () => {
  const source = `'use server'; import { action } from 'ferry/action'; export const save = action(schema, async () => { 'use server' })`
  expect(await names(source)).toEqual(['save'])
})

test('names that a module uses for itself are not taken', async () => {
  const { code } = await run(
    `export const Page = ($$body_0, inlineReference, sealedReference) => async () => { 'use server'; return [$$body_0, inlineReference, sealedReference] }`,
  )
  expect(code).toContain('import { inlineReference as inlineReference_1, sealedReference as sealedReference_1 }')
  expect(code).toContain('$$body_0_1')
})
