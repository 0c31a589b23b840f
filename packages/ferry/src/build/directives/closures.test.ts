/** The rsc output, run: what a server function sees when its reference has left the server and comes back. */
import { describe, expect, test } from 'vitest'
import { call, load, roundTrip, send } from './fixtures/load-module.ts'

/** An inline server function with this body, in a component that has these lines before it. */
function page(before: string, body: string, after = 'return save'): string {
  return `export function Page(props) { ${before}; const save = async (...args) => { 'use server'; ${body} }; ${after} }`
}

describe('A-113 a captured variable has the value it holds when the reference is sent', () => {
  test('declared before', async () => {
    expect(await roundTrip(page('const n = 1', 'return n'), {})).toBe(1)
  })

  test('declared after', async () => {
    expect(await roundTrip(page('', 'return n', 'const n = 1; return save'), {})).toBe(1)
  })

  test('assigned in between', async () => {
    expect(await roundTrip(page('let n = 1', 'return n', 'n = 2; return save'), {})).toBe(2)
  })

  test('not what it becomes later', async () => {
    const { Page } = await load(page('let n = 1', 'return n', 'return [save, () => { n = 3 }]'))
    const [save, later] = Page!({}) as [unknown, () => void]
    const sent = send(save)
    later()
    expect(await call(sent)).toBe(1)
    expect(await call(send(save))).toBe(3)
  })

  test('changed by the component’s own hoisted function', async () => {
    expect(await roundTrip(page('let n = 1', 'return n', 'bump(); return save; function bump() { n++ }'), {})).toBe(2)
  })

  test('a variable that is never initialised before sending fails where the reference is sent', async () => {
    const { Page } =
      await load(`export function Page() { const save = async () => { 'use server'; return n }; send(save); const n = 1;
      function send(reference) { return reference.$$bound } }`)
    expect(() => Page!()).toThrow(ReferenceError)
  })

  test('each iteration of a loop has its own', async () => {
    const { Page } = await load(`export function Page(list) { const all = [];
      for (let i = 0; i < 2; i++) all.push(async () => { 'use server'; return i });
      for (const item of list) { async function show() { 'use server'; return item.id } all.push(show) }
      for (const key in list) all.push(async () => { 'use server'; return key });
      for (var v = 0; v < 1; v++) all.push(async () => { 'use server'; return v });
      return all }`)
    const references = Page!([{ id: 'a' }, { id: 'b' }]) as unknown[]
    expect(await Promise.all(references.map((each) => call(send(each))))).toEqual([0, 1, 'a', 'b', '0', '1', 1])
  })

  test('assigning it inside changes a copy', async () => {
    const { Page } = await load(page('let n = 1', 'n += args[0]; return n', 'return [save, () => n]'))
    const [save, read] = Page!({}) as [unknown, () => number]
    const sent = send(save)
    expect([await call(sent, 5), await call(sent, 6), read()]).toEqual([6, 7, 1])
  })

  test('called on the server it runs with the variable as it is now', async () => {
    const { Page } = await load(page('let n = 1', 'return n', 'return [save, () => { n = 2 }]'))
    const [save, change] = Page!({}) as [() => Promise<unknown>, () => void]
    expect(await save()).toBe(1)
    change()
    expect(await save()).toBe(2)
  })
})

describe('where a function stands', () => {
  const rows: readonly [title: string, source: string][] = [
    [
      'declaration used before it',
      `export function Page({ a }) { return save; async function save(b) { 'use server'; return [a, b] } }`,
    ],
    [
      'declaration in a block',
      `export function Page({ a }) { if (a) { return save; async function save(b) { 'use server'; return [a, b] } } }`,
    ],
    [
      'second declaration wins',
      `export function Page({ a }) { async function save() { 'use server' } async function save(b) { 'use server'; return [a, b] } return save }`,
    ],
    [
      'declaration reassigned',
      `export function Page({ a }) { async function save() { 'use server' } save = async (b) => { 'use server'; return [a, b] }; return save }`,
    ],
    ['bare arrow parameter', `export function Page({ a }) { return async b => { 'use server'; return [a, b] } }`],
    ['function expression', `export const Page = ({ a }) => async function (b) { 'use server'; return [a, b] }`],
    ['object method', `export const Page = ({ a }) => ({ async save(b) { 'use server'; return [a, b] } }).save`],
    [
      'computed object method',
      `export const Page = ({ a }) => ({ async ['s' + 1](b) { 'use server'; return [a, b] } }).s1`,
    ],
    ['object property', `export const Page = ({ a }) => ({ save: async (b) => { 'use server'; return [a, b] } }).save`],
    [
      'static method',
      `export const Page = ({ a }) => class { static async save(b) { 'use server'; return [a, b] } }.save`,
    ],
    [
      'static private method',
      `export const Page = ({ a }) => class { static async #save(b) { 'use server'; return [a, b] } static get() { return this.#save } }.get()`,
    ],
    [
      'static block',
      `export const Page = ({ a }) => class { static { async function save(b) { 'use server'; return [a, b] } this.save = save } }.save`,
    ],
    [
      'default parameter',
      `export function Page({ a }, save = async (b) => { 'use server'; return [a, b] }) { return save }`,
    ],
    [
      'catch binding',
      `export function Page({ a: value }) { try { throw { value } } catch ({ value: a }) { return async (b) => { 'use server'; return [a, b] } } }`,
    ],
    ['parameter default inside', `export const Page = ({ a }) => async (b, c = a) => { 'use server'; return [c, b] }`],
    [
      'parameter default and own variable',
      `export const Page = ({ a }) => async (b, c = () => a) => { 'use server'; var a = 7; return [c(), b] }`,
    ],
    [
      'destructured, with defaults and rest',
      `export function Page({ z: { a } = { a: 1 }, ...rest }) { return async (...[b]) => { 'use server'; return [rest.more ?? a, b] } }`,
    ],
    [
      'function "use strict"',
      `export const Page = ({ a }) => async function (b) { 'use strict'; 'use server'; return [a, b] }`,
    ],
    [
      'argument of a call',
      `const wrap = (fn) => fn; export const Page = ({ a }) => wrap(async (b) => { 'use server'; return [a, b] })`,
    ],
    [
      'block at module level',
      `const wrap = (fn) => fn; let kept; { const a = 1; kept = wrap(async (b) => { 'use server'; return [a, b] }) } export const Page = () => kept`,
    ],
  ]
  test.each(rows)('%s', async (_, source) => {
    expect(await roundTrip(source, { a: 1 }, 2)).toEqual([1, 2])
  })

  test('async generator', async () => {
    const source = `export const Page = ({ a }) => async function* (n) { 'use server'; for (let i = a; i < n; i++) yield i }`
    const values: unknown[] = []
    for await (const value of (await roundTrip(source, { a: 1 }, 4)) as AsyncIterable<unknown>) values.push(value)
    expect(values).toEqual([1, 2, 3])
  })

  test('module level: kept where it is, registered before anything runs', async () => {
    const { save, default: other } = await load(`export const early = save.$$id;
      export async function save(n) { 'use server'; return n + limit } const limit = 1;
      export default async function () { 'use server'; return 'default' }`)
    expect(await call(send(save), 1)).toBe(2)
    expect(await call(send(other))).toBe('default')
    expect(
      (await load(`export { early }; const early = save.$$id; async function save() { 'use server' }`)).early,
    ).toMatch(/^[0-9a-f]{40}$/)
  })
})

describe('only what is used is captured', () => {
  test('a member, not what is beside it', async () => {
    const props = { note: { id: 1, author: { name: 'Ann', key: Symbol('never sent') }, db: new Map() } }
    const { Page } = await load(page('', 'return [props.note.id, props.note.author.name]'))
    const sent = send(Page!(props))
    expect(sent.bound?.[0]).not.toMatch(/db|key/)
    expect(await call(sent)).toEqual([1, 'Ann'])
  })

  test('A-114 a value that cannot be sent is named when the reference is sent', async () => {
    const { Page } = await load(page('', 'return props.db'))
    const save = Page!({ db: new Map() })
    expect(() => send(save)).toThrow('props.db cannot be sent')
  })

  test('a method keeps its receiver', async () => {
    expect(await roundTrip(page('', "return props.tags.list.join('-')"), { tags: { list: [1, 2] } })).toBe('1-2')
    expect(await roundTrip(page('', 'return (props.tags?.list).at(-1)'), { tags: { list: [1, 2] } })).toBe(2)
  })

  const missing: readonly [body: string, props: unknown, result: unknown][] = [
    ['return props.user?.name', { user: null }, undefined],
    ['return props.user?.name.first', {}, undefined],
    ['return props?.user.name', null, undefined],
    ["return args[0] ? props.post.author.name : 'nobody'", { post: {} }, 'nobody'],
    ['try { return props.user.name } catch (error) { return error instanceof TypeError }', { user: null }, true],
    ['return props.text.length', { text: '' }, 0],
    ['return props.text.length', { text: 'four' }, 4],
    ['return props.list[1].id', { list: [{ id: 1 }, { id: 2 }] }, 2],
    ["return props['a b'].c", { 'a b': { c: 3 } }, 3],
    ['return [typeof props.fn, props.n === 0]', { n: 0 }, ['undefined', true]],
    ['const { a, ...rest } = props.all; return [a, rest]', { all: { a: 1, b: 2 } }, [1, { b: 2 }]],
    ['return { ...props.all, props: props.n }', { all: { a: 1 }, n: 2 }, { a: 1, props: 2 }],
    ['props.n = 5; return props', { n: 1, m: 2 }, { n: 5, m: 2 }],
    ['delete props.n; return props', { n: 1, m: 2 }, { m: 2 }],
    ['props.list[0] = 5; return props.list', { list: [1] }, [5]],
    ['[props.n] = [6]; return props.n', { n: 1 }, 6],
    ['return props.a.b && props.a', { a: { b: 1, c: 2 } }, { b: 1, c: 2 }],
    ['const key = "n"; return props[key]', { n: 3 }, 3],
  ]
  test.each(missing)('%s with %j', async (body, props, result) => {
    expect(await roundTrip(page('', body), props)).toEqual(result)
  })

  const shadowing: readonly [before: string, body: string][] = [
    ['const n = 1', '{ let n = 2; n } return n'],
    ['const n = 1', 'for (const n of [2]) n; return n'],
    ['const n = 1', 'try { throw 2 } catch (n) {} return n'],
    ['const n = 1', 'const f = (n) => n; f(2); return n'],
    ['const n = 1', 'n: for (;;) break n; return n'],
    ['const n = 2', 'if (true) { var n = 1 } return n'],
    ['const n = 2', 'const g = ({ n }) => n; return g({ n: 1 })'],
    ['const n = 1', 'return class n {}.prototype ? n : 0'],
    ['const n = 1', 'const o = { n() { return n } }; return o.n()'],
    ['const n = 1, m = { n }', 'return m.n'],
  ]
  test.each(shadowing)('%s; %s', async (before, body) => {
    expect(await roundTrip(page(before, body), {})).toBe(1)
  })
})

describe('functions that refer to functions', () => {
  const recursion: readonly [title: string, source: string][] = [
    [
      'declaration',
      `export function Page({ a }) { async function sum(n) { 'use server'; return n > 0 ? n + await sum(n - 1) : a } return sum }`,
    ],
    [
      'declaration without captures',
      `export function Page() { async function sum(n) { 'use server'; return n > 0 ? n + await sum(n - 1) : 10 } return sum }`,
    ],
    [
      'constant',
      `export function Page({ a }) { const sum = async (n) => { 'use server'; return n > 0 ? n + await sum(n - 1) : a }; return sum }`,
    ],
    [
      'named expression',
      `export const Page = ({ a }) => async function sum(n) { 'use server'; return n > 0 ? n + await sum(n - 1) : a }`,
    ],
    [
      'two that need each other',
      `export function Page({ a, b }) {
      async function sum(n) { 'use server'; return n > 0 ? n + await add(n - 1) : a }
      async function add(n) { 'use server'; return n > 0 ? n + await sum(n - 1) : b }
      return sum }`,
    ],
    [
      'module level',
      `export const Page = () => sum; async function sum(n) { 'use server'; return n > 0 ? n + await sum(n - 1) : 10 }`,
    ],
  ]
  test.each(recursion)('recursion: %s', async (_, source) => {
    expect(await roundTrip(source, { a: 10, b: 10 }, 4)).toBe(20)
  })

  test('a function that returns itself returns a reference', async () => {
    const source = `export function Page({ a }) { return save; async function save() { 'use server'; return [a, save] } }`
    const [a, again] = (await roundTrip(source, { a: 1 })) as [number, unknown]
    const [b] = (await call(send(again))) as [number]
    expect([a, b]).toEqual([1, 1])
  })

  test('nested: the inner one captures from the outer one and from around it', async () => {
    const source = `export const Page = ({ note }) => async (a) => { 'use server'; let b = a;
      const inner = async (c) => { 'use server'; return [note.id, a, b, c, async () => { 'use server'; return [note.title, c] }] }; b++; return inner }`
    const inner = await roundTrip(source, { note: { id: 1, title: 't' } }, 2)
    const [id, a, b, c, innermost] = (await call(send(inner), 4)) as unknown[]
    expect([id, a, b, c, await call(send(innermost))]).toEqual([1, 2, 3, 4, ['t', 4]])
  })

  test('another inline function is made anew from what it captures', async () => {
    const source = `export function Page({ n }) { const log = async (x) => { 'use server'; return [n.id, x] };
      return async (n) => { 'use server'; return log(n) } }`
    expect(await roundTrip(source, { n: { id: 1 } }, 2)).toEqual([1, 2])
  })

  test('where a variable of it is hidden, it is captured as the reference it is', async () => {
    const source = `export function Page({ n }) { const log = async (x) => { 'use server'; return [n, x] };
      return [5].map((n) => async () => { 'use server'; return log(n) })[0] }`
    expect(await roundTrip(source, { n: 1 })).toEqual([1, 5])
  })

  test('as a shorthand property, a default and an argument', async () => {
    const source = `export function Page() { async function one() { 'use server'; return 1 }
      return async ({ two = one } = {}) => { 'use server'; const o = { one }; return [await o.one(), await two(), await (0, one)()] } }`
    expect(await roundTrip(source, {})).toEqual([1, 1, 1])
  })

  test('returned from a function of a "use server" module', async () => {
    const { make } = await load(
      `'use server'; export async function make(prefix) { return async (name) => { 'use server'; return prefix + name } }`,
    )
    expect(await call(send(await call(send(make), 'a')), 'b')).toBe('ab')
  })

  test('in a variable that is wrapped later, the wrapped value counts', async () => {
    const source = `export function Page({ a }) { let save = async () => { 'use server'; return 1 };
      const first = save; save = async () => { 'use server'; return [a, await first()] }; return save }`
    expect(await roundTrip(source, { a: 2 })).toEqual([2, 1])
  })
})

describe('stack traces', () => {
  test.each([
    ['declaration', `export function Page() { async function save() { 'use server'; throw new Error() } return save }`],
    [
      'arrow',
      `export function Page({ a }) { const save = async () => { 'use server'; throw new Error(a) }; return save }`,
    ],
    ['method', `export const Page = () => ({ async save() { 'use server'; throw new Error() } }).save`],
    [
      'exported arrow',
      `'use server'; export const Page = async () => save; export const save = async () => { throw new Error() }`,
    ],
  ])('the name of the function is in it: %s', async (_, source) => {
    const { Page } = await load(source)
    const failure = await call(send(await Page!({ a: 1 }))).catch((error: Error) => error.stack)
    expect(failure).toMatch(/^Error.*\n\s+at (?:async )?(?:Object\.)?save /)
  })
})
