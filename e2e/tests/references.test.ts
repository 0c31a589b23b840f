/** References at run time: names, bindings, closures, and what production shows of them (A-1xx, A-202, A-203). */
import { expect, test } from '../helpers/test.ts'

test.describe('on the page', () => {
  test.beforeEach(async ({ page, open }) => {
    await open('/calls')
    await page.waitForFunction(() => 'kitchen' in globalThis)
  })

  const results: readonly (readonly [string, string, unknown])[] = [
    ['A-108 an anonymous default export', 'kitchen.anonymous()', 'anonymous default'],
    ['A-109 one function under two names: the first', 'kitchen.firstName()', 'one function, two names'],
    ['A-109 one function under two names: the second', 'kitchen.secondName()', 'one function, two names'],
    ['A-203 bound on the server', `kitchen.received.bound('x')`, 'Hello one x'],
    ['A-203 bound twice on the server', `kitchen.received.boundTwice('x')`, 'Hello one two x'],
    ['A-203 bound on the client', `kitchen.greet.bind(null, 'a')('x')`, 'Hello a x'],
    ['A-203 a chain of binds on the client', `kitchen.greet.bind(null, 'a').bind(null, 'b')('x')`, 'Hello a b x'],
    ['A-203 bound on both sides', `kitchen.received.bound.bind(null, 'two')('x')`, 'Hello one two x'],
    ['A-113 captured values of several kinds', `kitchen.received.closure('x')`, ['canary-captured', 5, true, 'x']],
    [
      'A-113 captured, and bound on the server',
      `kitchen.received.boundClosure()`,
      ['canary-captured', 5, true, 'bound'],
    ],
    [
      'A-113 captured, and bound on the client',
      `kitchen.received.closure.bind(null, 'y')()`,
      ['canary-captured', 5, true, 'y'],
    ],
    [
      'A-113 each iteration captures its own',
      `Promise.all([kitchen.received.first('1'), kitchen.received.third('3')])`,
      ['a1', 'c3'],
    ],
    [
      'A-113 a captured variable has the value it has when the reference leaves',
      'kitchen.received.lateValue()',
      'after',
    ],
    [
      'a function returned from a function is callable',
      `kitchen.makeFunction('made').then((f) => f('here'))`,
      'made here',
    ],
    ['functions nested in functions', `kitchen.received.outer(3).then((f) => f('n'))`, 'canary-captured 3 n'],
    ['A-204 called outside a transition', `kitchen.greet('you')`, 'Hello you'],
  ]
  for (const [name, source, expected] of results) {
    test(name, async ({ page }) => {
      expect(await page.evaluate(`(async () => (${source}))()`)).toEqual(expected)
    })
  }

  test('A-109 two names are two ids, and every reference says what it is', async ({ page }) => {
    const shapes =
      await page.evaluate(`[kitchen.firstName, kitchen.secondName, kitchen.received.greet, kitchen.received.closure, kitchen.greet.bind(null, 1)]
      .map((f) => [typeof f, f.$$typeof === Symbol.for('react.server.reference'), /^[0-9a-f]{40}/.test(f.$$id), f.$$id])`)
    const list = shapes as [string, boolean, boolean, string][]
    for (const [type, marked, id] of list) expect([type, marked, id]).toEqual(['function', true, true])
    expect(list[0]?.[3]).not.toBe(list[1]?.[3])
  })

  test('A-203 `this` is not part of a reference', async ({ page, problems }) => {
    problems.allow(/Cannot bind/)
    expect(await page.evaluate(`kitchen.greet.bind({ secret: 1 }, 'a')('b')`)).toBe('Hello a b')
  })

  test('A-202 a received reference keeps working through state, and another one arrives after a refresh', async ({
    page,
  }) => {
    const before = await page.getByTestId('rendered').textContent()
    await page.evaluate(`void (globalThis.kept = kitchen.received.closure)`)
    await page.evaluate('kitchen.nothing()')
    await expect(page.getByTestId('rendered')).not.toHaveText(before ?? '')
    expect(await page.evaluate(`globalThis.kept('x')`)).toEqual(['canary-captured', 5, true, 'x'])
    expect(await page.evaluate(`kitchen.received.closure('x')`)).toEqual(['canary-captured', 5, true, 'x'])
  })
})

test('A-115 names and paths of functions are in no document', async ({ request }) => {
  const html = await (await request.get('/calls')).text()
  for (const word of ['functions.ts', 'app/calls', 'lateValue()', 'boundClosure(']) expect(html).not.toContain(word)
})

test('H-803 captured values are in no document, in no form', async ({ request }) => {
  const html = await (await request.get('/calls')).text()
  expect(html).not.toContain('canary-captured')
  expect(html).not.toContain(Buffer.from('canary-captured').toString('base64').slice(0, 12))
})

test('A-114 capturing a class instance fails while rendering, and the log names the variable', async ({
  request,
  server,
}) => {
  const answer = await request.get('/unserialisable')
  expect(answer.status()).toBe(500)
  expect(await answer.text()).not.toContain('connection')
  await expect.poll(() => server.output()).toMatch(/connection/)
})

test('A-111 the server cannot look into a client module', async ({ request, server }) => {
  const answer = await request.get('/dotted')
  expect(answer.status()).toBe(500)
  await expect.poll(() => server.output()).toMatch(/settings|client module/i)
})
