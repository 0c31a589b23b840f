/** Ids depend on the file and on what encloses a function: other code may come and go. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { TransformOptions } from './contract.ts'
import { transform } from './transform.ts'

const options: TransformOptions = {
  file: 'app/page.tsx',
  world: 'rsc',
  clientKey: 'app/page.tsx',
  functionId: (file, name) => `${file}#${name}`,
  runtime: { rsc: 'ferry-rsc', proxy: 'ferry-proxy' },
}

async function idsOf(source: string): Promise<string[]> {
  const { findings } = await transform(source, options)
  return (findings?.functions ?? []).map(({ id }) => id.slice(options.file.length + 1))
}

const form = `jsx('form', { action: async () => { 'use server' } })`
const save = `async function save() { 'use server' }`

describe('A-109 the id of an inline function', () => {
  const rows: readonly [title: string, source: string, ids: string[]][] = [
    ['alone', `function Page() { ${save} }`, ['Page.save']],
    ['with a function before it', `function Other() { return () => 1 } function Page() { ${save} }`, ['Page.save']],
    [
      'with a server function before it',
      `function Other() { ${save} } function Page() { ${save} }`,
      ['Other.save', 'Page.save'],
    ],
    ['in a callback', `function Page() { return list.map(() => { ${save} }) }`, ['Page.save']],
    ['in a wrapped component', `const Page = memo(forwardRef(() => { ${save} }))`, ['Page.save']],
    ['in an attribute', `function Page() { return ${form} }`, ['Page.action']],
    [
      'in an attribute, wrapped in another element',
      `function Page() { return jsx('div', { children: ${form} }) }`,
      ['Page.action'],
    ],
    [
      'in an attribute, in a list of children',
      `function Page() { return jsx('div', { children: [1, ${form}] }) }`,
      ['Page.action'],
    ],
    ['the second of a name', `function Page() { return [${form}, ${form}] }`, ['Page.action', 'Page.action~2']],
    ['as a child', `const Page = () => jsx(Form, { children: async () => { 'use server' } })`, ['Page.children']],
    ['returned', `function makeSave() { return async () => { 'use server' } }`, ['makeSave.anonymous']],
    ['in a default export', `export default () => { ${save} }`, ['default.save']],
    ['in a method', `class Notes { static list() { ${save} } }`, ['Notes.list.save']],
    ['given to a member', `exports.save = async () => { 'use server' }`, ['save']],
    ['called at once', `const a = (async () => { 'use server' })()`, ['anonymous']],
    ['under a computed key', `const a = { [key]: async () => { 'use server' } }`, ['a']],
    ['destructured', `const { a } = async () => { 'use server' }`, ['anonymous']],
    ['under a number', `const a = { 1: async () => { 'use server' } }`, ['a.1']],
  ]
  test.each(rows)('%s', async (_, source, ids) => {
    expect(await idsOf(source)).toEqual(ids)
  })
})

test('the export that holds an inline function differs from file to file, so that export * does not mix them up', async () => {
  const functionId = (file: string, name: string) =>
    createHash('sha1')
      .update(file + name)
      .digest('hex')
  const exportOf = async (file: string): Promise<unknown> => {
    const { findings } = await transform(`export const Page = () => { ${save} }`, { ...options, file, functionId })
    return findings?.functions?.[0]?.exportName
  }
  expect(await exportOf('app/a.tsx')).not.toBe(await exportOf('app/other/b.tsx'))
})

test('A-107 export * needs the build to know the module behind it', async () => {
  await expect(transform(`'use server'; export * from './x'`, options)).rejects.toMatchObject({
    code: 'FERRY_EXPORT_STAR_UNRESOLVED',
  })
})
