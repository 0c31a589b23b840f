import * as valibot from 'valibot'
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { readFailure } from '../../protocol/failure.ts'
import { action, ActionError, isInvalid, query, skipRefresh } from '../../action.ts'
import type { ActionContext, FormStateOf, Invalid } from '../../action.ts'
import { isMarkedInvalid } from './action-invalid.ts'
import { readActionOptions } from './action-options.ts'
import { withActionRun } from './action-run.ts'

const note = z.object({
  title: z.string().min(1, 'Give it a title.'),
  stars: z.coerce.number().int().max(5, 'At most five stars.').default(1),
  tags: z.array(z.string()).optional(),
})

let ran: unknown[] = []
beforeEach(() => {
  ran = []
})

const save = action(note, async (input, context) => {
  ran.push([input, context])
  return { id: 1, title: input.title }
})

function form(fields: Readonly<Record<string, string | File | readonly string[]>>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (Array.isArray(value)) for (const one of value) data.append(name, one)
    else data.append(name, value as string)
  }
  return data
}

describe('D-4: action(schema, fn)', () => {
  test('the function gets what the schema gave out', async () => {
    expect(await save({ title: 'Hello', stars: '3' })).toEqual({ id: 1, title: 'Hello' })
    expect(ran).toEqual([
      [
        { title: 'Hello', stars: 3 },
        { state: undefined, bound: [], formData: null },
      ],
    ])
  })

  test('called with invalid input it rejects with the issues, and the function does not run', async () => {
    const error = await save({ title: '', stars: 9 }).catch((error: unknown) => error)
    expect(readFailure((error as { digest: string }).digest)).toEqual({
      kind: 'invalid',
      status: 422,
      message: 'The input is not valid.',
      data: [
        { path: ['title'], message: 'Give it a title.' },
        { path: ['stars'], message: 'At most five stars.' },
      ],
    })
    expect(ran).toEqual([])
  })

  test('as the action of a form its fields are the input', async () => {
    await save(form({ title: 'Hello', stars: '3', tags: ['a', 'b'] }))
    expect(ran).toMatchObject([[{ title: 'Hello', stars: 3, tags: ['a', 'b'] }, { formData: expect.any(FormData) }]])
  })

  test('with useActionState the state comes along', async () => {
    const state = await save(null, form({ title: 'Hello' }))
    expect(state).toEqual({ id: 1, title: 'Hello' })
    expect(ran).toMatchObject([[{ title: 'Hello' }, { state: null, bound: [] }]])
  })

  test('with useActionState invalid input is a state that the form can show', async () => {
    const state = await save(null, form({ title: '', stars: '9', password: 'hunter2', 'new-passcode': '1' }))
    expect(state).toEqual({
      ok: false,
      issues: [
        { path: ['title'], message: 'Give it a title.' },
        { path: ['stars'], message: 'At most five stars.' },
      ],
      fieldErrors: { title: ['Give it a title.'], stars: ['At most five stars.'] },
      formErrors: [],
      values: { title: '', stars: '9' },
    })
    expect(isInvalid(state)).toBe(true)
    expect(isMarkedInvalid(state)).toBe(true)
    expect(ran).toEqual([])
  })

  test('bound arguments stand in the context', async () => {
    const bound = save as unknown as (...args: unknown[]) => Promise<unknown>
    await bound('id-7', 'owner', null, form({ title: 'Hello' }))
    await bound('id-7', { title: 'Hello' })
    expect(ran).toMatchObject([
      [{ title: 'Hello' }, { bound: ['id-7', 'owner'], state: null }],
      [{ title: 'Hello' }, { bound: ['id-7'], state: undefined, formData: null }],
    ])
  })

  test('every library that follows Standard Schema will do, also one whose schemas are asynchronous', async () => {
    const rename = action(
      valibot.pipeAsync(
        valibot.object({ name: valibot.pipe(valibot.string(), valibot.trim()) }),
        valibot.checkAsync(async ({ name }) => name !== 'taken', 'Taken.'),
      ),
      async ({ name }) => name,
    )
    expect(await rename({ name: ' Ada ' })).toBe('Ada')
    expect(await rename(null, form({ name: 'taken' }))).toMatchObject({ formErrors: ['Taken.'], fieldErrors: {} })
    expect(await rename(null, form({}))).toMatchObject({ fieldErrors: { name: [expect.any(String)] } })
  })

  test('paths of objects are keys', async () => {
    const odd = {
      '~standard': {
        version: 1 as const,
        vendor: 'test',
        validate: () => ({ issues: [{ message: 'No.', path: [{ key: 'a' }, { key: 0 }, Symbol.for('s')] }] }),
      },
    }
    expect(await action(odd, async () => {})(null, form({}))).toMatchObject({
      issues: [{ path: ['a', 0, 'Symbol(s)'] }],
    })
  })

  test('errors stand under the name that the form uses', async () => {
    const order = action(
      z.object({ items: z.array(z.object({ price: z.coerce.number() })), to: z.object({ city: z.string() }) }),
      async () => {},
    )
    for (const [price, city] of [
      ['items[0].price', 'to.city'],
      ['items.0.price', 'to[city]'],
    ] as const) {
      expect(await order(null, form({ [price]: 'x', [city]: 'Rome' }))).toMatchObject({
        fieldErrors: { [price]: [expect.any(String)] },
      })
    }
    expect(await order(null, form({ 'items[0].name': 'x', other: '' }))).toMatchObject({
      fieldErrors: { 'items[0].price': [expect.any(String)], to: [expect.any(String)] },
    })
  })
})

describe('a form as input', () => {
  const read = async (fields: Readonly<Record<string, string | File | readonly string[]>>) => {
    let input: unknown
    await action(z.any(), async (value) => {
      input = value
    })(form(fields))
    return input
  }
  const file = new File(['x'], 'x.txt')

  test.each<[string, Record<string, string | File | readonly string[]>, unknown]>([
    ['plain names', { a: '1', b: '2' }, { a: '1', b: '2' }],
    ['equal names are a list', { a: ['1', '2'] }, { a: ['1', '2'] }],
    ['nested names', { 'a.b': '1', 'a.c.d': '2' }, { a: { b: '1', c: { d: '2' } } }],
    ['names in brackets', { 'a[b]': '1', 'a[c][d]': '2' }, { a: { b: '1', c: { d: '2' } } }],
    ['lists by index', { 'a[1]': 'y', 'a[0]': 'x' }, { a: ['x', 'y'] }],
    ['lists of objects', { 'a[0].b': '1', 'a[1].b': '2' }, { a: [{ b: '1' }, { b: '2' }] }],
    ['lists by empty brackets', { 'a[]': ['x', 'y'] }, { a: ['x', 'y'] }],
    ['H-210: an index as large as it likes', { 'a[999999999]': 'x', 'a[0]': 'y' }, { a: ['y', 'x'] }],
    ['an index with zeros in front is a key', { 'a[007]': 'x' }, { a: { '007': 'x' } }],
    [
      'names that are no paths',
      { 'a[': '1', '.b': '2', 'c..d': '3', '[e]': '4' },
      { 'a[': '1', '.b': '2', 'c..d': '3', '[e]': '4' },
    ],
    ['a name with text behind brackets', { 'a[b]c': '1' }, { 'a[b]c': '1' }],
    ['the later form of a name wins over a plain one', { a: '1', 'a.b': '2' }, { a: { b: '2' } }],
    ['a plain one does not replace an object', { 'a.b': '2', a: '1' }, { a: { b: '2' } }],
    ['files', { f: file }, { f: file }],
    ['a file field without a file is left out', { f: new File([], '') }, {}],
    ['an empty file with a name is a file', { f: new File([], 'empty.txt') }, { f: expect.any(File) }],
    [
      'H-210: names that reach for a prototype are left out',
      { '__proto__.x': '1', 'a.constructor': '2', 'a[prototype]': '3', b: '4' },
      { b: '4' },
    ],
    ['names deeper than any form', { [`a${'.b'.repeat(40)}`]: '1' }, {}],
  ])('%s', async (_name, fields, expected) => {
    expect(await read(fields)).toEqual(expected)
    expect(({} as { x?: unknown }).x).toBe(undefined)
  })
})

describe('action(fn, options) and query', () => {
  test('the function is called as it is, and keeps its name', async () => {
    const add = action(async function add(a: number, b: number) {
      return a + b
    })
    expect(await add(1, 2)).toBe(3)
    expect(add.name).toBe('add')
  })

  test('options stand on the function', () => {
    expect(readActionOptions(action(async () => {}, { timeout: 5, bodySizeLimit: 10 }))).toEqual({
      timeout: 5,
      bodySizeLimit: 10,
    })
    expect(readActionOptions(query(async () => {}))).toEqual({ query: true })
    expect(readActionOptions(async () => {})).toEqual({})
    expect(readActionOptions(null)).toEqual({})
  })

  test('query(schema, fn) validates as well', async () => {
    const search = query(z.string().min(2), async (term) => [term])
    expect(await search('ab')).toEqual(['ab'])
    await expect(search('a')).rejects.toThrow('not valid')
  })

  test('D-9: middleware runs around the function, first one outermost, and may answer in its place', async () => {
    const order: string[] = []
    const step = (name: string) => async (_call: unknown, next: () => Promise<unknown>) => {
      order.push(`${name} in`)
      const result = await next()
      order.push(`${name} out`)
      return result
    }
    const guarded = action(
      z.string(),
      async (text) => {
        order.push('function')
        return text
      },
      { middleware: [step('outer'), step('inner')] },
    )
    expect(await guarded('x')).toBe('x')
    expect(order).toEqual(['outer in', 'inner in', 'function', 'inner out', 'outer out'])

    const closed = action(async () => ran.push('ran'), {
      middleware: [
        async ({ args }) => {
          throw new ActionError('forbidden', `Not with ${args.length} arguments.`, { status: 403 })
        },
      ],
    })
    await expect(closed()).rejects.toMatchObject({ code: 'forbidden', status: 403 })
    expect(ran).toEqual([])
  })

  test.each<[string, unknown[]]>([
    ['nothing', []],
    ['a schema alone', [z.string()]],
    ['a text', ['x']],
    ['a function and a text as options', [async () => {}, 'x']],
    ['a function and null', [async () => {}, null]],
  ])('%s is a mistake', (_name, args) => {
    const define = action as unknown as (...args: unknown[]) => unknown
    expect(() => define(...args)).toThrow(expect.objectContaining({ code: 'FERRY_ACTION_DEFINITION' }))
  })
})

describe('D-6: ActionError', () => {
  test('carries code, message, data and status in its digest, and never its cause', () => {
    const error = new ActionError('sold-out', 'Sold out.', {
      data: { left: 0 },
      status: 409,
      cause: new Error('secret'),
    })
    expect(error).toMatchObject({
      name: 'ActionError',
      code: 'sold-out',
      message: 'Sold out.',
      data: { left: 0 },
      status: 409,
    })
    expect(readFailure(error.digest)).toEqual({
      kind: 'expected',
      status: 409,
      message: 'Sold out.',
      code: 'sold-out',
      data: { left: 0 },
    })
    expect(error.digest).not.toContain('secret')
  })

  test('its message is its code, and its status 400, unless it says otherwise', () => {
    expect(readFailure(new ActionError('gone').digest)).toEqual({
      kind: 'expected',
      status: 400,
      message: 'gone',
      code: 'gone',
    })
  })

  test.each([200, 399, 600, 404.5, Number.NaN])('status %s is a mistake', (status) => {
    expect(() => new ActionError('x', 'x', { status })).toThrow(
      expect.objectContaining({ code: 'FERRY_ACTION_ERROR_DATA' }),
    )
  })

  test('data that JSON cannot express is a mistake', () => {
    expect(() => new ActionError('x', 'x', { data: 1n })).toThrow(
      expect.objectContaining({ code: 'FERRY_ACTION_ERROR_DATA' }),
    )
  })
})

describe('skipRefresh', () => {
  test('outside a server function it is a mistake', () => {
    expect(() => skipRefresh()).toThrow(expect.objectContaining({ code: 'FERRY_OUTSIDE_REQUEST' }))
  })
  test('inside it says so to the answer', () => {
    const run = { refresh: true }
    withActionRun(run, () => skipRefresh())
    expect(run.refresh).toBe(false)
  })
})

describe('isInvalid', () => {
  test.each([
    [null],
    [undefined],
    [5],
    [{}],
    [{ ok: false }],
    [{ ok: true, issues: [], fieldErrors: {} }],
    [{ ok: false, issues: 5, fieldErrors: {} }],
  ])('%j is not', (value) => {
    expect(isInvalid(value)).toBe(false)
    expect(isMarkedInvalid(value)).toBe(false)
  })
})

test('D-4: types are inferred from the schema and the function', () => {
  type Input = { title: string; stars?: unknown; tags?: string[] | undefined }
  type State = FormStateOf<Input, { id: number; title: string }>

  expectTypeOf(save).toBeCallableWith({ title: 'x' })
  expectTypeOf(save).toBeCallableWith(new FormData())
  expectTypeOf<Awaited<ReturnType<typeof callWithInput>>>().toEqualTypeOf<{ id: number; title: string }>()
  function callWithInput() {
    return save({ title: 'x' })
  }
  // @ts-expect-error the schema wants a title
  void (() => save({ stars: 1 }))

  // What useActionState(save, null) asks for.
  const reducer: (state: State | null, payload: FormData) => State | Promise<State> = save
  const formAction: (formData: FormData) => void | Promise<void> = save
  expectTypeOf(reducer).toBeFunction()
  expectTypeOf(formAction).toBeFunction()

  const state = null as State | null
  expectTypeOf(state?.fieldErrors?.title).toEqualTypeOf<readonly string[] | undefined>()
  expectTypeOf(state?.values?.title).toEqualTypeOf<string | readonly string[] | undefined>()
  if (isInvalid(state)) expectTypeOf(state.formErrors).toEqualTypeOf<readonly string[]>()
  else if (state !== null && !('ok' in state)) expectTypeOf(state.id).toEqualTypeOf<number>()

  expectTypeOf<Parameters<Parameters<typeof action<typeof note, void>>[1]>[1]>().toEqualTypeOf<ActionContext>()
  expectTypeOf<Invalid['ok']>().toEqualTypeOf<false>()

  const add = action(async (a: number, b: number) => a + b)
  expectTypeOf(add).toEqualTypeOf<(a: number, b: number) => Promise<number>>()
  const find = query(z.string(), async (term) => term.length)
  expectTypeOf(find).toEqualTypeOf<(input: string) => Promise<number>>()
})
