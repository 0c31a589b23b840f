import { expect, test } from 'vitest'
import { defaultActions, functionId } from '../../../test/function-server.ts'
import type { FunctionEntry } from '../../protocol/manifest.ts'
import { registerServerReference } from '../rsc/references.ts'
import { action } from '../shared/action-define.ts'
import { createFunctionRegistry } from './registry.ts'

const id = functionId('save')
const entry: FunctionEntry = { id: 7, name: 'save', source: 'app/notes.ts#save', captures: false }
const settings = { actions: defaultActions }

const create = (value: unknown, functions: Record<string, FunctionEntry> = { [id]: entry }) =>
  createFunctionRegistry({ functions, settings }, () => value)

test('functions are found by id, and by React under the same', async () => {
  const save = registerServerReference(
    action(async () => {}, { bodySizeLimit: 5_000_000 }),
    id,
  )
  const registry = await create(Promise.resolve(save), { [id]: { ...entry, async: true } })
  expect(registry.functions.get(id)).toMatchObject({ id, fn: save, options: { bodySizeLimit: 5_000_000 } })
  expect(registry.serverManifest[id]).toEqual({ id: 7, name: 'save', chunks: [], async: true })
  expect(registry.largestBody).toBe(5_000_000)
})

test('H-311: the manifest has no prototype', async () => {
  const registry = await create(undefined, {})
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    expect(registry.serverManifest[name]).toBe(undefined)
    expect(registry.functions.get(name)).toBe(undefined)
  }
})

test.each<[string, unknown, RegExp]>([
  ['nothing', undefined, /of type undefined/],
  ['null', null, /is null/],
  ['an object', { $$typeof: Symbol.for('react.server.reference'), $$id: id }, /of type object/],
  ['a function that nobody registered', async () => {}, /not registered/],
  [
    'a function registered under another id',
    registerServerReference(async () => {}, functionId('other')),
    /another id/,
  ],
])('H-313: %s in the place of a function stops the start', async (_name, value, message) => {
  await expect(create(value)).rejects.toThrow(message)
  await expect(create(value)).rejects.toMatchObject({
    code: 'FERRY_FUNCTION_NOT_REGISTERED',
    place: { file: 'app/notes.ts' },
  })
})

test('an id that cannot be one stops the start', async () => {
  await expect(create(undefined, { save: entry })).rejects.toThrow(/malformed/)
})
