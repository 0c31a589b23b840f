import { encodeReply } from 'react-server-dom-webpack/client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { functionId, startFunctionServer } from '../../../test/function-server.ts'
import type { FunctionServer } from '../../../test/function-server.ts'
import { InterruptError } from '../../protocol/interrupt.ts'
import { action } from '../shared/action-define.ts'
import { inlineReference, sealedReference } from '../rsc/references.ts'

let server: FunctionServer
const seen: unknown[][] = []

const record = async (...args: unknown[]) => {
  seen.push(args)
  return 'new state'
}
const body = async ([owner]: unknown[], ...args: unknown[]) => record(owner, ...args)
const functions = {
  save: record,
  remove: async (...args: unknown[]) => record('removed', ...args),
  leaves: async () => {
    throw new InterruptError({ kind: 'redirect', url: '/thanks', status: 307, type: null })
  },
  upload: action(async (...args: unknown[]) => record(...args), { bodySizeLimit: 3 * 1024 * 1024 }),
  sealed: sealedReference(functionId('sealed'), body),
}

beforeAll(async () => {
  server = await startFunctionServer(functions, { captures: ['sealed'] })
})
afterEach(() => {
  seen.length = 0
})
afterAll(() => server.close())

/** The hidden fields that React writes for a bound function, here the n-th of the page. */
async function boundFields(name: string, bound: unknown[], n = 1): Promise<[string, FormDataEntryValue][]> {
  const reply = await encodeReply({ id: functionId(name), bound: Promise.resolve(bound) })
  if (typeof reply === 'string') throw new Error('expected a form')
  return [
    [`$ACTION_REF_${n}`, ''],
    ...[...reply].map(([key, value]) => [`$ACTION_${n}:${key}`, value] as [string, FormDataEntryValue]),
  ]
}

function form(fields: readonly (readonly [string, FormDataEntryValue])[]): FormData {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return data
}

const submit = (fields: readonly (readonly [string, FormDataEntryValue])[]) => server.post('/notes?tab=1', form(fields))

describe('forms', () => {
  test('A-307, A-308: an unbound function gets the fields of the user, and no others', async () => {
    const answer = await submit([
      [`$ACTION_ID_${functionId('save')}`, ''],
      ['$ACTION_ONCE', 'k'.repeat(22)],
      ['title', 'Hello'],
      ['file', new File(['x'], 'é漢.txt', { type: 'text/plain' })],
      ['title', 'again'],
    ])
    expect(answer.outcome).toMatchObject({ kind: 'value', formState: null, status: 200 })
    const [received] = seen[0] as [FormData]
    expect([...received.keys()]).toEqual(['title', 'file', 'title'])
    expect((received.get('file') as File).name).toBe('é漢.txt')
  })

  test('A-310: bound values come before the fields, whatever is in them', async () => {
    await submit([...(await boundFields('save', ['<a> "b"\n', { n: 1n }, new Date(5)])), ['title', 'x']])
    expect(seen[0]?.slice(0, 3)).toEqual(['<a> "b"\n', { n: 1n }, new Date(5)])
    expect(Object.fromEntries(seen[0]?.at(3) as FormData)).toEqual({ title: 'x' })
  })

  test('A-408, A-411: useActionState gets the previous state and its answer the new one', async () => {
    const { outcome } = await submit([...(await boundFields('save', ['bound', { n: 1 }])), ['$ACTION_KEY', 'kabc']])
    expect(seen[0]?.slice(0, 2)).toEqual(['bound', { n: 1 }])
    expect(outcome).toMatchObject({ value: 'new state', formState: ['new state', 'kabc', functionId('save'), 1] })
  })

  test('A-309: the button that submitted the form wins', async () => {
    await submit([...(await boundFields('save', ['form'])), [`$ACTION_ID_${functionId('remove')}`, '']])
    expect(seen[0]?.[0]).toBe('removed')
    seen.length = 0
    await submit([[`$ACTION_ID_${functionId('save')}`, ''], ...(await boundFields('remove', ['x'], 2))])
    expect(seen[0]?.slice(0, 2)).toEqual(['removed', 'x'])
  })

  test('A-309: so does an image button, whose name comes twice, with the place of the click', async () => {
    const image = (name: string): [string, string][] => [
      [`${name}.x`, '3'],
      [`${name}.y`, '4'],
    ]
    const fieldsOf = (args: unknown[] | undefined) => [...((args ?? []).at(-1) as FormData)]
    const own = await boundFields('save', ['form'])
    await submit([...own, ...image(`$ACTION_ID_${functionId('remove')}`), ['map.x', '1']])
    expect(seen[0]?.[0]).toBe('removed')
    expect(fieldsOf(seen[0])).toEqual([['map.x', '1']])
    seen.length = 0
    const [[name] = [''], ...bound] = await boundFields('remove', ['x'], 2)
    await submit([...own, ...image(name), ...bound])
    expect(seen[0]?.slice(0, 2)).toEqual(['removed', 'x'])
    expect(fieldsOf(seen[0])).toEqual([])
  })

  test('the state belongs to the function that ran: the key of the button, not that of the form', async () => {
    const { outcome } = await submit([
      ...(await boundFields('save', ['s'])),
      ['$ACTION_KEY', 'kform'],
      ...(await boundFields('remove', ['s'], 2)),
      ['$ACTION_KEY', 'kbutton'],
    ])
    expect(outcome).toMatchObject({ formState: ['new state', 'kbutton', functionId('remove'), 0] })
  })

  test('a button without state in a form with state leaves the state alone', async () => {
    const { outcome } = await submit([
      ...(await boundFields('save', ['s'])),
      ['$ACTION_KEY', 'kform'],
      [`$ACTION_ID_${functionId('remove')}`, ''],
    ])
    expect(outcome).toMatchObject({ kind: 'value', formState: null })
  })

  test('captured variables are opened', async () => {
    const inline = inlineReference(functionId('sealed'), body, () => ['me'], ['owner']) as unknown as {
      $$bound: unknown[]
    }
    await submit([...(await boundFields('sealed', [...inline.$$bound, 'bound'])), ['a', '1']])
    expect(seen[0]?.slice(0, 2)).toEqual(['me', 'bound'])
  })

  test('redirect() is an interrupt', async () => {
    const { outcome } = await submit([[`$ACTION_ID_${functionId('leaves')}`, '']])
    expect(outcome).toMatchObject({ kind: 'interrupt', interrupt: { url: '/thanks' } })
  })

  test('V-20: a larger body only for functions that accept it', async () => {
    const file = new File(['x'.repeat(2 * 1024 * 1024)], 'big')
    expect(
      (
        await submit([
          [`$ACTION_ID_${functionId('upload')}`, ''],
          ['f', file],
        ])
      ).status,
    ).toBe(200)
    expect(
      (
        await submit([
          [`$ACTION_ID_${functionId('save')}`, ''],
          ['f', file],
        ])
      ).status,
    ).toBe(413)
    expect(seen).toHaveLength(1)
    const larger = new File(['x'.repeat(4 * 1024 * 1024)], 'bigger')
    expect(
      (
        await submit([
          [`$ACTION_ID_${functionId('upload')}`, ''],
          ['f', larger],
        ])
      ).status,
    ).toBe(413)
  })
})

describe('POSTs that carry no function', () => {
  test.each<[string, BodyInit, Record<string, string>]>([
    ['a form', form([['title', 'Hello']]), {}],
    ['a urlencoded form', 'title=Hello&x=%24ACTION', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['JSON', '{"title":"Hello"}', { 'content-type': 'application/json' }],
    ['text', 'title=Hello', { 'content-type': 'text/plain' }],
    [
      'fields of React without a function',
      form([
        ['$ACTION_KEY', 'k'],
        ['title', 'Hello'],
      ]),
      {},
    ],
  ])('%s is handed on, with its body unread', async (_name, sent, headers) => {
    const answer = await server.post('/notes', sent, headers)
    expect(answer.outcome.kind).toBe('no-function')
    expect(answer.text).toContain('Hello')
  })

  test('V-47: JSON and text need no origin of ours to be handed on', async () => {
    const answer = await server.post('/hook', '{}', {
      origin: 'https://pay.example',
      'content-type': 'application/json',
    })
    expect(answer.outcome.kind).toBe('no-function')
  })

  test('H-325: without a function in the build no form is looked into', async () => {
    const empty = await startFunctionServer({})
    const answer = await empty.post('/', form([[`$ACTION_ID_${functionId('save')}`, '']]))
    expect(answer.outcome.kind).toBe('no-function')
    await empty.close()
  })
})

describe('refused', () => {
  test.each<[string, number, readonly (readonly [string, FormDataEntryValue])[]]>([
    ['an unknown function', 404, [[`$ACTION_ID_${functionId('nobody')}`, '']]],
    ['H-310: an id that is none', 404, [['$ACTION_ID_../../x', '']]],
    ['H-311: an id that every object has', 404, [['$ACTION_ID_constructor', '']]],
    ['H-318: a reference without descriptor', 400, [['$ACTION_REF_1', '']]],
    [
      'H-318: a descriptor that is null',
      400,
      [
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', 'null'],
      ],
    ],
    [
      'H-318: a descriptor that is not JSON',
      400,
      [
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', 'nonsense'],
      ],
    ],
    [
      'H-318: a descriptor that is a file',
      400,
      [
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', new File(['{}'], 'x')],
      ],
    ],
    [
      'H-318: an id that is a number',
      400,
      [
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', '{"id":5,"bound":null}'],
      ],
    ],
    [
      'H-318: a descriptor that points elsewhere',
      400,
      [
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', '"$h1"'],
        ['$ACTION_1:1', `{"id":"${functionId('save')}"}`],
      ],
    ],
    [
      'H-317: bound values that are not a promise',
      400,
      [
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', `{"id":"${functionId('save')}","bound":["x"]}`],
      ],
    ],
    [
      'H-317: bound values that are not a list',
      400,
      [
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', `{"id":"${functionId('save')}","bound":"$@1"}`],
        ['$ACTION_1:1', '{"length":5}'],
      ],
    ],
    [
      'H-317: too many bound values',
      400,
      [
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', `{"id":"${functionId('save')}","bound":"$@1"}`],
        ['$ACTION_1:1', JSON.stringify(Array(65).fill(0))],
      ],
    ],
    [
      'bound values that never come',
      400,
      [
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', `{"id":"${functionId('save')}","bound":"$@1"}`],
      ],
    ],
    ['H-320: captured variables that are missing', 400, [[`$ACTION_ID_${functionId('sealed')}`, '']]],
    ['H-318: three functions', 400, [1, 2, 3].map(() => [`$ACTION_ID_${functionId('save')}`, ''] as const)],
    [
      'H-318: a key that is a file',
      400,
      [
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', `{"id":"${functionId('save')}","bound":null}`],
        ['$ACTION_KEY', new File([''], 'k')],
      ],
    ],
    [
      'H-318: a key of 1 MB',
      400,
      [
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', `{"id":"${functionId('save')}","bound":null}`],
        ['$ACTION_KEY', 'k'.repeat(1024 * 1024)],
      ],
    ],
    [
      'H-318: a key of 10 KB',
      400,
      [
        ['$ACTION_REF_1', ''],
        ['$ACTION_1:0', `{"id":"${functionId('save')}","bound":null}`],
        ['$ACTION_KEY', 'k'.repeat(10_000)],
      ],
    ],
    [
      'a once-key that is none',
      400,
      [
        [`$ACTION_ID_${functionId('save')}`, ''],
        ['$ACTION_ONCE', 'short'],
      ],
    ],
    [
      'a once-key that is a file',
      400,
      [
        [`$ACTION_ID_${functionId('save')}`, ''],
        ['$ACTION_ONCE', new File([], 'x')],
      ],
    ],
  ])('%s: %i', async (_name, status, fields) => {
    expect((await submit(fields)).status).toBe(status)
    expect(seen).toEqual([])
  })

  test('V-08: 3,000 references are refused at the third', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) => [`$ACTION_REF_${index}`, ''] as const)
    expect((await submit(many)).status).toBe(400)
  })

  test('V-40: a form from another site, before its body is read', async () => {
    const fields = form([[`$ACTION_ID_${functionId('save')}`, '']])
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:1`]) {
      expect((await server.post('/', fields, { origin })).status).toBe(403)
    }
  })

  test('H-213: a urlencoded form that carries a function', async () => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await server.post('/', `%24ACTION_ID_${functionId('save')}=`, type)).status).toBe(415)
    expect((await server.post('/', `a=b&$ACTION_REF_1=`, type)).status).toBe(415)
  })

  test('H-106, H-107: a boundary or an encoding that cannot be', async () => {
    expect((await server.post('/', 'x', { 'content-type': 'multipart/form-data' })).status).toBe(400)
    const encoded = { 'content-type': 'multipart/form-data; boundary=x', 'content-encoding': 'br' }
    expect((await server.post('/', 'x', encoded)).status).toBe(415)
  })
})

describe('D-1: a form runs once', () => {
  test('posted again, it gets the answer of the first time', async () => {
    const fields = [
      ...(await boundFields('save', [0])),
      ['$ACTION_KEY', 'k1'],
      ['$ACTION_ONCE', 'a'.repeat(22)],
      ['t', 'x'],
    ] as const
    const first = await submit(fields as never)
    const second = await submit(fields as never)
    expect(seen).toHaveLength(1)
    expect(first.outcome).toMatchObject({ replayed: false })
    expect(second.outcome).toMatchObject({ replayed: true, formState: ['new state', 'k1', functionId('save'), 0] })
  })

  test('with other fields it is another submission', async () => {
    const fields = [
      [`$ACTION_ID_${functionId('save')}`, ''],
      ['$ACTION_ONCE', 'b'.repeat(22)],
    ] as const
    await submit([...fields, ['title', 'one']])
    await submit([...fields, ['title', 'two']])
    expect(seen).toHaveLength(2)
  })

  test('files count, too', async () => {
    const fields = [
      [`$ACTION_ID_${functionId('save')}`, ''],
      ['$ACTION_ONCE', 'c'.repeat(22)],
    ] as const
    await submit([...fields, ['f', new File(['one'], 'f')]])
    await submit([...fields, ['f', new File(['two'], 'f')]])
    await submit([...fields, ['f', new File(['two'], 'f')]])
    expect(seen).toHaveLength(2)
  })
})
