import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BuiltApp, buildApp, type OpenApp, openApp } from './built-app.ts'
import { diaryApp } from './diary-app.ts'

interface Told {
  readonly message: string
  readonly path: string
  readonly method: string
  readonly agent: string | undefined
  readonly digest: string
}

/** What the app itself keeps. */
const scope = globalThis as unknown as { diary: { told: Told[]; done: string[] } }

let built: BuiltApp
let diary: OpenApp

beforeAll(async () => {
  built = await buildApp(diaryApp)
  diary = await openApp(built)
}, 240_000)
afterAll(() => built?.remove())
beforeEach(() => {
  diary.log.length = 0
  scope.diary.told = []
  scope.diary.done = []
})

function write(what: string): FormData {
  const body = new FormData()
  body.set(`$ACTION_ID_${diary.functionId('write')}`, '')
  body.set('what', what)
  return body
}

describe('instrumentation', () => {
  test('register() has ended before any module of the app runs', async () => {
    expect(await diary.send('GET', '/')).toMatchObject({ status: 200, text: expect.stringContaining('Diary') })
    expect(scope.diary.told).toEqual([])
  })

  test.each([
    ['a page', 'GET', '/throw/secret', undefined, 'secret'],
    ['a payload', 'GET', '/_ferry/payload/throw/secret', undefined, 'secret'],
    ['a route handler', 'GET', '/api?what=throw', undefined, 'secret of api'],
    ['a server function', 'POST', '/write', 'throw', 'secret of write'],
  ])(
    'onRequestError() hears once of an error in %s, with the digest of the log',
    async (_, method, path, what, message) => {
      const body = what === undefined ? {} : { body: write(what) }
      const { status } = await diary.send(method, path, { headers: { 'user-agent': 'me' }, ...body })
      expect(status).toBe(500)
      expect(diary.log).toHaveLength(1)
      expect(scope.diary.told).toEqual([{ message, path, method, agent: 'me', digest: diary.log[0]?.fields.digest }])
    },
  )

  test('a listener that fails is logged, and the answer does not suffer', async () => {
    expect(await diary.send('GET', '/throw/deaf')).toMatchObject({
      status: 500,
      text: expect.stringContaining('id="failed"'),
    })
    expect(diary.log.map(({ message }) => message)).toEqual(['deaf', 'onRequestError() of instrumentation.ts failed'])
    expect(diary.log[1]?.fields.error).toMatchObject({ message: 'the listener broke' })
  })
})

describe('H-508 redirect() to where nobody may be sent', () => {
  const to = encodeURIComponent('javascript:alert(1)')

  test.each([
    ['while a page renders', 'GET', `/leave?to=${to}`],
    ['while a payload renders', 'GET', `/_ferry/payload/leave?to=${to}`],
    ['in a route handler', 'GET', '/api?what=leave'],
  ])('%s is an error', async (_, method, path) => {
    const { status, headers, text } = await diary.send(method, path)
    expect(headers.get('location')).toBeNull()
    expect(text).not.toContain('href="javascript:')
    if (path.startsWith('/_ferry/')) return
    expect(status).toBe(500)
    expect(diary.log).toHaveLength(1)
    expect(diary.log[0]?.fields.error).toMatchObject({ code: 'FERRY_REDIRECT_TARGET' })
  })

  test('in a server function it shows the nearest boundary', async () => {
    const { status, headers, text } = await diary.send('POST', '/write', { body: write('leave') })
    expect([status, headers.get('location')]).toEqual([500, null])
    expect(text).toContain('id="failed"')
    expect(scope.diary.told).toHaveLength(1)
  })
})

test('H-702 what a form post failed with is in the document, and cannot leave the script that it stands in', async () => {
  const { status, text } = await diary.send('POST', '/write', { body: write('refuse') })
  expect(status).toBe(400)
  expect(text).not.toContain('<script>alert(1)')
  const [, config] = /self\.__ferry_c=(\{.*?\});\(function/.exec(text) ?? []
  expect(JSON.parse(config as string).failed).toEqual([
    [expect.stringMatching(/^error:/), expect.any(String), '</script><script>alert(1)</script>\u2028'],
  ])
})

test('a page without a component says which file it is', async () => {
  expect((await diary.send('GET', '/empty')).status).toBe(500)
  expect(diary.log[0]?.fields.error).toMatchObject({
    code: 'FERRY_PAGE_WITHOUT_DEFAULT',
    place: { file: 'app/empty/page.jsx' },
  })
})

describe('after()', () => {
  test.each([
    ['a page', '/later', 'page'],
    ['a handler that answers with nothing', '/api?what=nothing', 'nothing'],
    ['a handler that answers with a body', '/api?what=body', 'body'],
  ])('in %s runs when the answer is out', async (_, path, done) => {
    expect((await diary.send('GET', path)).status).toBe(200)
    await new Promise((resolve) => setImmediate(resolve))
    await diary.app.idle()
    expect(scope.diary.done).toEqual([done])
  })
})

test('an app that is mounted in more places than are remembered is right in each of them', async () => {
  const places = Array.from({ length: 102 }, (_, index) => `/tenant-${index}`)
  for (const mount of [...places, '/tenant-0']) {
    const { status, text } = await diary.send('GET', '/', { mount })
    expect(status).toBe(200)
    expect(text).toContain(`"basePath":"${mount}"`)
    expect(text).toContain(`src="${mount}/_ferry/assets/`)
  }
})
