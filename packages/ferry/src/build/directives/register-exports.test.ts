/** The rsc output, run: every export of a "use server" module is registered under an id of its own. */
import { describe, expect, test } from 'vitest'
import { call, load, loadCommonjs, registry, send } from './fixtures/load-module.ts'

describe('A-109 exports of a "use server" module', () => {
  async function idsOf(source: string): Promise<Record<string, string>> {
    const exports = await load(source)
    return Object.fromEntries(Object.entries(exports).map(([name, fn]) => [name, send(fn).id]))
  }

  const twice: readonly [title: string, source: string][] = [
    ['list', `'use server'; async function save(n) { return n + 1 } export { save, save as store }`],
    ['list of a constant', `'use server'; const save = async (n) => n + 1; export { save, save as store }`],
    [
      'constant of a function',
      `'use server'; export async function save(n) { return n + 1 } export const store = save`,
    ],
    ['default and name', `'use server'; export async function save(n) { return n + 1 } export default save`],
    [
      'wrapper that returns what it got',
      `'use server'; const same = (fn) => fn; export const save = async (n) => n + 1; export const store = same(save)`,
    ],
    ['destructured', `'use server'; export const save = async (n) => n + 1; export const { store } = { store: save }`],
    ['destructured twice', `'use server'; const f = async (n) => n + 1; export const [save, store] = [f, f]`],
    ['assigned', `'use server'; export let save = async (n) => n + 1; export let store; store = save`],
  ]
  test.each(twice)('one function under two names: %s', async (_, source) => {
    const exports = await load(source)
    const [first, second] = Object.values(exports).map(send)
    expect(first!.id).not.toBe(second!.id)
    expect(await Promise.all([call(first!, 1), call(second!, 2)])).toEqual([2, 3])
    for (const fn of Object.values(exports)) expect(registry.get(send(fn).id)).toBe(fn)
  })

  test('what a wrapper attached to a function is found on the function of the second name too', async () => {
    const { store } = await load(`'use server'; const action = (fn) => Object.assign(async (n) => fn(n), { limit: 5 });
      const save = action(async (n) => n); export { save, save as store }`)
    expect(store).toHaveProperty('limit', 5)
  })

  test('a default without a name, a factory, a generator and a variable assigned later', async () => {
    const exports =
      await load(`'use server'; export default async () => 'default'; const wrap = (fn) => async () => [await fn()];
      export const made = wrap(async () => 1); export async function* count() { yield 1 }
      export let later; later = async () => 'later'; if (true) later = wrap(later)`)
    expect(await call(send(exports.default))).toBe('default')
    expect(await call(send(exports.made))).toEqual([1])
    expect(await call(send(exports.later))).toEqual(['later'])
    expect(await (call(send(exports.count)) as unknown as AsyncGenerator).next()).toEqual({ value: 1, done: false })
  })

  test('A-105 what turns out not to be a function fails when the module runs', async () => {
    await expect(load(`'use server'; const make = () => 1; export const save = make()`)).rejects.toThrow(
      'not a function',
    )
  })

  test('ids depend on the file and the name only', async () => {
    const ids = await idsOf(`'use server'; export async function a() {} export async function b() {}`)
    expect(new Set(Object.values(ids)).size).toBe(2)
  })
})

describe('CommonJS', () => {
  const forms: readonly [title: string, source: string][] = [
    ['by name', `exports.save = async (n) => n + 1; module.exports.store = async (n) => n + 1`],
    ['one function twice', `async function save(n) { return n + 1 } module.exports = { save, store: save }`],
    [
      'compiled, with getters',
      `Object.defineProperty(exports, '__esModule', { value: true }); const save = async (n) => n + 1, store = save;
       __export(exports, { save: () => save, store: () => store });
       function __export(target, all) { for (const name in all) Object.defineProperty(target, name, { get: all[name], enumerable: true }) }`,
    ],
    ['the module itself', `module.exports = async (n) => n + 1; module.exports.store = async (n) => n + 1`],
    ['from another module', `module.exports = { ...require('./impl') }`],
  ]
  test.each(forms)('%s', async (title, source) => {
    const exports = await loadCommonjs(`'use server'; ${source}`, {
      './impl': { save: async (n: number) => n + 1, store: async (n: number) => n + 1 },
    })
    const [save, store] = [title === 'the module itself' ? exports : exports.save, exports.store].map(send)
    expect(save!.id).not.toBe(store!.id)
    expect(await Promise.all([call(save!, 1), call(store!, 2)])).toEqual([2, 3])
    expect(exports.__esModule).toBe(source.includes('__esModule') || undefined)
  })

  test('inline functions are exported for the registry', async () => {
    const exports = await loadCommonjs(
      `module.exports = function Page(id) { return async (n) => { 'use server'; return [id, n] } }`,
    )
    const sent = send((exports as unknown as (id: number) => unknown)(1))
    expect(await call(sent, 2)).toEqual([1, 2])
    expect(Object.values(exports)).toEqual([registry.get(sent.id)])
  })
})
