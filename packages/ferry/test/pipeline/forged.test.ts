import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BuiltApp, buildApp, type OpenApp, openApp, type Received } from './built-app.ts'
import { closedApp } from './closed-app.ts'

let built: BuiltApp
let app: OpenApp

beforeAll(async () => {
  built = await buildApp(closedApp)
  app = await openApp(built)
}, 240_000)
afterAll(() => built?.remove())
beforeEach(() => {
  app.log.length = 0
})

function call(name: string, args: readonly unknown[]): Promise<Received> {
  const request = { body: JSON.stringify(args), headers: { 'content-type': 'text/plain' } }
  return app.send('POST', `/_ferry/action/${app.functionId(name)}`, request)
}

const loggedError = () => String((app.log[0]?.fields.error as Error | undefined)?.message)
const escaped = (text: string) => text.replace(/[$.*+?^{}()|[\]\\]/g, '\\$&')
const query = (value: unknown) => `?text=${encodeURIComponent(JSON.stringify(value))}`

/** As React writes elements, in the payload and in memory. */
const FORGERIES: readonly (readonly [string, unknown])[] = [
  ['an element of the payload', ['$', 'script', null, { children: 'alert(1)' }]],
  ['an element of the payload, escaped once', ['$$', 'script', null, { children: 'alert(1)' }]],
  ['an element with its symbol as text', { $$typeof: 'Symbol(react.transitional.element)', type: 'script', props: {} }],
  ['an element with the payload’s symbol', { $$typeof: '$Sreact.transitional.element', type: 'script', props: {} }],
  [
    'an element with a store',
    { $$typeof: 60103, type: 'script', key: null, ref: null, props: {}, _owner: null, _store: {} },
  ],
  ['markup for dangerouslySetInnerHTML', { dangerouslySetInnerHTML: { __html: '<script>alert(1)</script>' } }],
]
const REFERENCES = [
  '$1',
  '$L1',
  '$@0',
  '$F1',
  '$h1',
  '$Q1',
  '$E{}',
  '$Sreact.suspense',
  '$undefined',
  '$$typeof',
  '$n9',
  '$D2',
]

describe('H-709 data in the form of an element', () => {
  test.each(FORGERIES.filter(([, value]) => !Array.isArray(value)))(
    '%s is no child: an error, and no element',
    async (_, value) => {
      for (const page of ['/forged', '/forged-client']) {
        const { status, text } = await app.send('GET', page + query(value))
        expect(status).toBe(500)
        expect(text).not.toMatch(/<script[^>]*>alert|<script><\/script>/)
        expect(loggedError()).toMatch(/Objects are not valid|#31;/)
        app.log.length = 0
      }
    },
  )

  test.each(FORGERIES.filter(([, value]) => Array.isArray(value)))(
    '%s is a list of texts and an object',
    async (_, value) => {
      for (const page of ['/forged', '/forged-client']) {
        const { status, text } = await app.send('GET', page + query(value))
        expect(status).toBe(500)
        expect(text).not.toMatch(/<script[^>]*>alert/)
      }
      const [dollar] = value as string[]
      const { status, text } = await app.send('GET', `/forged${query([dollar, 'script', null])}`)
      expect(status).toBe(200)
      expect(text).toContain(`${dollar}<!-- -->script`)
    },
  )

  test.each(REFERENCES)('the text %j stays text, as a child and as a property', async (value) => {
    for (const page of ['/forged', '/forged-client']) {
      const { status, text } = await app.send('GET', page + query(value))
      expect(status).toBe(200)
      expect(text).toMatch(new RegExp(`<(?:main|p)>${escaped(value)}</`))
    }
    const { text } = await app.send('GET', `/forged-value${query({ value, list: [value] })}`)
    expect(text).toContain(`{&quot;value&quot;:&quot;${value}&quot;,&quot;list&quot;:[&quot;${value}&quot;]}`)
  })
})

describe('H-707 what a function gives back', () => {
  /** The rows of a payload, as the browser reads them when they are JSON. */
  const valueIn = (text: string) => JSON.parse(/^1:(.*)$/m.exec(text)?.[1] ?? 'null') as unknown
  /** What begins with a dollar is a reference; with two, a text that begins with one. Names of properties are neither. */
  const escapedDollars = (value: unknown) =>
    JSON.parse(JSON.stringify(value).replace(/"\$(?!\$typeof":)/g, () => '"$$')) as unknown

  test.each(FORGERIES)('%s is data and no element', async (_, value) => {
    const { status, text } = await call('stored', [JSON.stringify(value)])
    expect(status).toBe(200)
    expect(valueIn(text)).toEqual(escapedDollars(value))
  })

  test.each(REFERENCES)('the text %j stays text', async (value) => {
    const { text } = await call('stored', [JSON.stringify({ value, list: [value], [value]: 1 })])
    expect(valueIn(text)).toEqual({ value: `$${value}`, list: [`$${value}`], [value]: 1 })
  })

  test('a large text is a row of its own, with its length before it', async () => {
    const value = `$L1${'x'.repeat(5_000)}\n1:["$","script",null,{}]\n`
    const { text } = await call('stored', [JSON.stringify({ value })])
    expect(text).toContain(`:T${value.length.toString(16)},${value}`)
  })
})

describe('H-810 what is more than plain data', () => {
  test.each([
    ['a field that is undefined arrives as such', 'undefined', '"gone":"$undefined"'],
    ['what is under a symbol stays here', 'symbol', '{"id":1,"name":"Ada"}'],
    ['what is not enumerable stays here', 'getter', '{"id":1,"name":"Ada"}'],
  ])('%s', async (_, kind, shown) => {
    const { status, text } = await call('give', [kind])
    expect(status).toBe(200)
    expect(text).toContain(shown)
    expect(text).not.toContain('canary')
  })

  test.each(['row', 'row inside', 'null prototype', 'prototype', 'function'])(
    'H-809 %s is an error in the log, and nothing of it is sent',
    async (kind) => {
      const { text } = await call('give', [kind])
      expect(text).not.toMatch(/canary|hash/)
      expect(text).toMatch(/^\w+:E\{"digest":"[^"]+"\}$/m)
      expect(app.log).toHaveLength(1)
      expect(loggedError()).toMatch(/plain objects|Functions cannot/)
    },
  )

  test('an error is sent without its text and its fields', async () => {
    const { text } = await call('give', ['error'])
    expect(text).not.toContain('canary')
  })
})

/** Name → value of the hidden fields of a form. */
async function fieldsOf(form: string): Promise<Map<string, string>> {
  const { text } = await app.send('GET', '/')
  const inside = new RegExp(`<form[^>]*id="${form}"[^>]*>(.*?)</form>`).exec(text)?.[1] ?? ''
  const fields = inside.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)
  return new Map([...fields].map(([, name, value = '']) => [name as string, value.replaceAll('&quot;', '"')]))
}

function post(fields: ReadonlyMap<string, string>): Promise<Received> {
  const body = new FormData()
  for (const [name, value] of fields) body.set(name, value)
  return app.send('POST', '/', { body })
}

const output = ({ text }: Received, form: string) =>
  new RegExp(`id="${form}".*?<output>(.*?)</output>`).exec(text)?.[1]?.replaceAll('&quot;', '"')

describe('H-324 the state of a form comes from the browser, so it is input', () => {
  test('a forged one is what the function gets, no more: it is data, and stays text in the page', async () => {
    const fields = await fieldsOf('compared')
    const bound = [...fields.keys()].find((name) => /:1$/.test(name)) as string
    expect(fields.get(bound)).toBe('[{"secret":0}]')
    fields.set(bound, '["</script><b>forged"]').set('said', 'x')
    const answer = await post(fields)
    expect(answer.status).toBe(200)
    expect(output(answer, 'compared')).toBe('{"seen":"string","state":"&lt;/script&gt;&lt;b&gt;forged","said":"x"}')
  })

  test.each([
    ['a reference to nothing', '["$1"]'],
    ['no list', '{}'],
    ['no JSON', '['],
    ['too deep', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
  ])('%s is 400', async (_, state) => {
    const fields = await fieldsOf('compared')
    fields.set([...fields.keys()].find((name) => /:1$/.test(name)) as string, state)
    expect((await post(fields)).status).toBe(400)
  })

  test('the key of another form does not bring the state there', async () => {
    const fields = await fieldsOf('compared')
    const other = await fieldsOf('other')
    fields.set('$ACTION_KEY', other.get('$ACTION_KEY') as string).set('said', 'planted')
    const answer = await post(fields)
    expect(answer.status).toBe(200)
    expect(output(answer, 'other')).toBe('none')
    expect(output(answer, 'compared')).toBe('{"secret":0}')
  })

  test('nor does the function of another form', async () => {
    const fields = await fieldsOf('compared')
    const descriptor = [...fields.keys()].find((name) => /:0$/.test(name)) as string
    const id = app.functionId('other')
    fields.set(descriptor, (fields.get(descriptor) as string).replace(/[0-9a-f]{40}/, id)).set('said', 'planted')
    const answer = await post(fields)
    expect(answer.status).toBe(200)
    expect(output(answer, 'compared')).toBe('{"secret":0}')
    expect(output(answer, 'other')).toBe('none')
  })
})
