import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type BuiltApp, buildApp, type OpenApp, openApp, type Received } from './built-app.ts'
import { closedApp } from './closed-app.ts'
import { type ServedApp, serveApp } from './served-app.ts'

let built: BuiltApp
let app: OpenApp

beforeAll(async () => {
  // What is built for production is, whatever the terminal says it is for.
  built = await buildApp(closedApp, [], { NODE_ENV: 'development' })
  app = await openApp(built)
}, 240_000)
afterAll(() => built?.remove())
beforeEach(() => {
  app.log.length = 0
})

function call(name: string, args: readonly unknown[], headers: Record<string, string> = {}): Promise<Received> {
  return app.send('POST', `/_ferry/action/${app.functionId(name)}`, {
    body: JSON.stringify(args),
    headers: { 'content-type': 'text/plain', ...headers },
  })
}

describe('H-407 a cookie that a function sets', () => {
  test.each([
    'a\r\nSet-Cookie: admin=1',
    'a\nb',
    'a\0b',
    'a; Domain=evil.test',
    'é😀\u2028',
    '"',
    '%0d%0aSet-Cookie: x=1',
  ])('is one header with the value %j, whole and escaped', async (value) => {
    const { status, headers } = await call('keep', ['crumb', value])
    expect(status).toBe(200)
    expect(headers.getSetCookie()).toEqual([`crumb=${encodeURIComponent(value)}; Path=/`])
    const raw = headers.getSetCookie().join()
    expect(raw).toMatch(/^[\x20-\x7e]+$/)
    expect([...headers.keys()].filter((name) => name.includes('admin'))).toEqual([])
  })

  test.each(['a b', 'a=b', 'a;b', 'a\r\nSet-Cookie: b', 'é', ''])(
    'with the name %j fails in the function',
    async (name) => {
      const { status, headers } = await call('keep', [name, 'x'])
      expect(status).toBe(500)
      expect(headers.getSetCookie()).toEqual([])
      expect(app.log[0]?.fields.error).toMatchObject({ code: 'FERRY_COOKIE_INVALID' })
    },
  )
})

describe('H-408 another site', () => {
  const OWN = { 'cross-origin-resource-policy': 'same-origin', 'x-content-type-options': 'nosniff' }

  test.each(['/', '/forged-value?text=1', '/slow', '/throws', '/_ferry/payload'])(
    'can load the payload of %s neither as a script nor as an image',
    async (path) => {
      const { headers, text } = await app.send('GET', path.startsWith('/_ferry') ? path : `/_ferry/payload${path}`)
      expect(Object.fromEntries(headers)).toMatchObject({ ...OWN, 'content-type': 'text/x-component' })
      expect(headers.get('cache-control')).toContain('no-store')
      expect(() => new Script(text)).toThrow(SyntaxError)
    },
  )

  test('nor the answer of a call, refused or not', async () => {
    const answers = [
      await call('echo', ['x']),
      await call('echo', [], { origin: 'https://evil.test' }),
      await app.send('POST', `/_ferry/action/${'0'.repeat(40)}`, { body: '[]' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 404])
    for (const { headers } of answers) expect(Object.fromEntries(headers)).toMatchObject(OWN)
    expect(() => new Script(answers[0]?.text ?? '')).toThrow(SyntaxError)
  })
})

describe('H-409 no other site shows a page in a frame', () => {
  test.each([
    ['GET', '/', 200],
    ['GET', '/slow', 200],
    ['GET', '/throws', 500],
    ['GET', '/nowhere', 404],
    ['GET', '/%00', 400],
  ])('%s %s: %i with frame-ancestors', async (method, path, status) => {
    const answer = await app.send(method, path)
    expect([answer.status, answer.headers.get('content-security-policy')]).toEqual([status, "frame-ancestors 'self'"])
  })

  test('with a policy, too, be it Ferry’s or one that forgets frames', async () => {
    const strict = await (await openApp(built, { csp: true })).send('GET', '/')
    expect(strict.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    const own = await (await openApp(built, { csp: "script-src 'nonce-{nonce}'" })).send('GET', '/')
    expect(own.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  })
})

describe('H-510 where a function redirects to', () => {
  function submit(name: string): Promise<Received> {
    const body = new FormData()
    body.set(`$ACTION_ID_${app.functionId(name)}`, '')
    return app.send('POST', '/', { body })
  }

  test.each([
    ['leaveForm', '/there'],
    ['leaveForGood', '/there'],
  ])('%s: a POST is answered with 303, never with a status that posts again', async (name, location) => {
    const answer = await submit(name)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, location])
  })

  test('a page that redirects in its turn is not followed here: a ring of them has an answer', async () => {
    const { status, text } = await call('leave', ['/ring/a'])
    expect(status).toBe(200)
    expect(text).toContain('"redirect":{"url":"/ring/a"')
    expect(app.log).toEqual([])
  })
})

describe('H-905 the paths of Ferry are paths', () => {
  const id = () => app.functionId('echo')
  const run = (target: string) =>
    app.send('POST', target, { body: '["it has run"]', headers: { 'content-type': 'text/plain' } })

  test.each<[string, () => string]>([
    ['in the query', () => `/?x=/_ferry/action/${id()}`],
    ['as the query', () => `/?/_ferry/action/${id()}`],
    ['in upper case', () => `/_FERRY/action/${id()}`],
    ['in part in upper case', () => `/_ferry/Action/${id()}`],
    ['below a page', () => `/there/_ferry/action/${id()}`],
    ['behind a segment that is taken back', () => `/there/../_ferry/action/${id()}`],
    ['escaped twice', () => `/%255fferry/action/${id()}`],
    ['with an escaped slash', () => `/_ferry%2faction%2f${id()}`],
    ['with a parameter', () => `/_ferry;x=1/action/${id()}`],
    ['below the payloads', () => `/_ferry/payload/_ferry/action/${id()}`],
  ])('the endpoint of a function %s runs nothing', async (_, target) => {
    const { status, text } = await run(target())
    expect([400, 404, 405]).toContain(status)
    expect(text).not.toContain('it has run')
  })

  test.each([
    '/?_ferry/payload/there',
    '/?x=/_ferry/payload/there',
    '/_FERRY/payload/there',
    '/_ferry/Payload/there',
    '/_ferry%2fpayload/there',
  ])('%s is not the payload of a page', async (target) => {
    expect((await app.send('GET', target)).headers.get('content-type')).not.toContain('x-component')
  })

  test('an escape of a letter is the letter (RFC 3986), with all that holds for the path', async () => {
    expect((await run(`/%5fferry/action/${id()}`)).status).toBe(200)
    const foreign = { 'content-type': 'text/plain', origin: 'https://evil.test' }
    const refused = await app.send('POST', `/%5fferry/action/${id()}`, { body: '["it has run"]', headers: foreign })
    expect(refused.status).toBe(403)
  })
})

describe('A-802 what only client components can', () => {
  test.each([
    ['/handler', /Event handlers cannot be passed/],
    ['/ref', /Refs cannot be used in Server Components/],
    ['/context', /Provider was read on the server/],
  ])('%s is an error that says so, in the log alone', async (path, message) => {
    const { status, text } = await app.send('GET', path)
    expect(status).toBe(500)
    expect(text).not.toContain('canary')
    expect(String((app.log[0]?.fields.error as Error | undefined)?.message)).toMatch(message)
  })
})

describe('A-805 the texts of scripts in a page', () => {
  test.each(['</script><script>alert(1)</script>', '</SCRIPT >', '<!--<script>', '</style><script>alert(1)</script>'])(
    'cannot end them: %j',
    async (said) => {
      const { status, text } = await app.send('GET', `/scripts?text=${encodeURIComponent(said)}`)
      expect(status).toBe(200)
      // As a browser reads it: the first end of each element is the one that was written for it.
      const elements = /<script type="importmap">(.*?)<\/script><script>(.*?)<\/script><style>(.*?)<\/style>/i.exec(
        text,
      )
      const [, map = '', script = '', style = ''] = elements ?? []
      expect(JSON.parse(map)).toEqual({ imports: { a: said } })
      expect(new Function('self', `${script}; return self.said`)({})).toBe(said)
      expect(map + script).not.toMatch(/<!--<script|<\/script/i)
      expect(style).toMatch(/^p \{ --said: ".*" \}$/)
    },
  )
})

describe('H-806 nothing that is for developers', () => {
  /** Rows of debug information, stacks, places, names of components and of React's own development fields. */
  const DEVELOPMENT =
    /^[0-9a-f]+:[DNJW][{"[]|"stack"|"env":"Server"|file:\/\/|webpack:|node_modules|\.jsx|\bat \w+ \(|_debugInfo|_owner|canary/m
  let served: ServedApp

  beforeAll(async () => {
    // It was built for production: what the process is told later changes nothing.
    served = await serveApp(built, { env: { NODE_ENV: 'development' } })
  })
  afterAll(async () => {
    served?.child.kill('SIGKILL')
    await served?.exit
  })

  test.each(['/', '/slow', '/throws', '/nowhere', '/forged?text={"a":1}'])(
    'is in the document or payload of %s',
    async (path) => {
      for (const target of [path, `/_ferry/payload${path}`]) {
        const text = await (await served.fetch(target)).text()
        expect(DEVELOPMENT.exec(text), target).toBeNull()
      }
    },
  )

  test.each(['row', 'error', 'undefined'])('is in the answer of a call: %s', async (kind) => {
    const text = await (await served.call('give', JSON.stringify([kind]))).text()
    expect(DEVELOPMENT.exec(text)).toBeNull()
  })

  test('the expression that looks for it finds it', () => {
    for (const row of ['1:D{"time":1}', '2:{"stack":[]}', ':N1\n0:N"1"', '"file:///app"', 'at Page (x)']) {
      expect(row).toMatch(DEVELOPMENT)
    }
  })

  test('the bundle has the production builds of React, and no other', () => {
    const text = readFileSync(join(built.dir, 'dist/server/index.js'), 'utf8')
    expect(/Each child in a list should have a unique|console\.createTask/.exec(text)).toBeNull()
  })
})
