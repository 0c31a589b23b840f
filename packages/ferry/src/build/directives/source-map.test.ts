/** Positions of tokens, through swc and the transform, back to what the author wrote. */
import { transformSync } from '@swc/core'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { describe, expect, test } from 'vitest'
import type { World } from './contract.ts'
import { transform } from './transform.ts'

const options = (world: World) => ({
  file: 'app/page.tsx',
  world,
  clientKey: 'app/page.tsx',
  functionId: (_: string, name: string) => Buffer.from(name.padEnd(20, '.')).toString('hex'),
  runtime: { rsc: 'ferry-rsc', proxy: 'ferry-proxy' },
})

const page = `import { db } from './db'
import type { Note } from './note'

interface Props { note: Note; limit: number }

export default async function NotePage({ note, limit }: Props) {
  async function saveNote(formData: FormData): Promise<void> {
    'use server'
    const title: string = formData.get('title') as string
    await db.updateNote(note.id, title, limit)
  }
  const removeNote = async (confirmed: boolean) => {
    'use server'
    if (confirmed) throw new RangeError(\`cannot remove \${note.id}\`)
  }
  return <form action={saveNote}><button formAction={removeNote.bind(null, true)}>{note.title}</button></form>
}
`

const actions = `'use server'

import { db } from './db'
import { action } from './action'

export async function createNote(title: string): Promise<number> {
  return db.insertNote(title as string)
}
const archiveNote = async (id: number) => { await db.archiveOne(id) }
export const publishNote = action(async (id: number) => { await db.publishOne(id) })
export { archiveNote, archiveNote as hideNote }
export default async (id: number) => db.removeOne(id)
`

function compile(source: string): { code: string; map: string } {
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
  return { code, map: map ?? '' }
}

/** Where a token is, as line and column. */
function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: before.at(-1)!.length }
}

function expectToken(token: string, output: { code: string; map: unknown }, source: string): void {
  const map = new TraceMap(output.map as string)
  const generated = [...output.code.matchAll(new RegExp(`(?<![\\\\w$])${token}(?![\\\\w$])`, 'g'))]
  const originals = generated.map(({ index }) => originalPositionFor(map, positionOf(output.code, index)))
  expect(originals.map(({ line, column }) => ({ line, column }))).toContainEqual(
    positionOf(source, source.indexOf(token)),
  )
}

describe('through swc and the transform', () => {
  const tokens = ['NotePage', 'formData', 'title', 'updateNote', 'confirmed', 'RangeError', 'bind']
  test.each(tokens)('inline functions: %s', async (token) => {
    const { code, map } = compile(page)
    const output = await transform(code, { ...options('rsc'), inputMap: map })
    expectToken(token, output, page)
  })

  test.each(['createNote', 'insertNote', 'archiveNote', 'archiveOne', 'publishNote', 'publishOne', 'removeOne'])(
    'a "use server" module: %s',
    async (token) => {
      const { code, map } = compile(actions)
      const output = await transform(code, { ...options('rsc'), inputMap: JSON.parse(map) })
      expectToken(token, output, actions)
    },
  )

  test('the author’s text is in the map, and nothing else', async () => {
    const { code, map } = compile(page)
    const { map: chained } = await transform(code, { ...options('rsc'), inputMap: map })
    expect(chained).toMatchObject({ version: 3, sources: ['page.tsx'], sourcesContent: [page] })
  })
})

describe('without a map from the step before', () => {
  const source = `export function Page({ note }) {\n  return async (data) => {\n    'use server'\n    return database.save(note.id, data)\n  }\n}\n`

  test.each(['Page', 'database', 'save', 'data'])('%s', async (token) => {
    expectToken(token, await transform(source, options('rsc')), source)
  })

  test.each([undefined, null, 'not JSON', 7, {}])('an unusable map (%j) counts as none', async (inputMap) => {
    const { map } = await transform(source, { ...options('rsc'), inputMap })
    expect(map).toMatchObject({ sources: ['app/page.tsx'], sourcesContent: [source] })
  })
})

describe('modules of which only names are kept', () => {
  test.each([
    ['ssr', actions],
    ['browser', actions],
    ['rsc', `'use client'\nexport const secret = 1\n`],
  ] as const)('%s: no map, so none of the text can reach another bundle', async (world, source) => {
    const { code, map } = compile(source)
    expect((await transform(code, { ...options(world), inputMap: map })).map).toBeNull()
  })
})

test('an untouched module keeps the map it came with', async () => {
  const { code, map } = compile(`export const a: number = 1`)
  expect(await transform(code, { ...options('rsc'), inputMap: map })).toEqual({ code, map, findings: null })
})
