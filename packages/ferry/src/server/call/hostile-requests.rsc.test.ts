import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { functionId, startFunctionServer } from '../../../test/function-server.ts'
import type { FunctionServer } from '../../../test/function-server.ts'
import { ACTION_PATH } from '../../protocol/names.ts'

let server: FunctionServer
let ran: unknown[][] = []
const unhandled: unknown[] = []
const onUnhandled = (error: unknown) => unhandled.push(error)

beforeAll(async () => {
  process.on('unhandledRejection', onUnhandled)
  process.on('uncaughtException', onUnhandled)
  server = await startFunctionServer(
    {
      echo: async (...args: unknown[]) => {
        ran.push(args)
      },
    },
    { env: { bodyTimeout: 1_500 }, actions: { bodySizeLimit: 10_000 } },
  )
})
// The invariants of the catalogue: the function did not run (where it did, the test empties the list), nothing escaped, the server serves.
afterEach(async () => {
  expect(ran).toEqual([])
  const answer = await server.call('echo', '["healthy"]')
  expect(answer.status).toBe(200)
  ran = []
  expect(unhandled).toEqual([])
})
afterAll(async () => {
  await server.close()
  process.off('unhandledRejection', onUnhandled)
  process.off('uncaughtException', onUnhandled)
})

const path = ACTION_PATH + functionId('echo')

function head(lines: readonly string[], target = path, method = 'POST'): string {
  return [
    `${method} ${target} HTTP/1.1`,
    `Host: 127.0.0.1:${server.port}`,
    `Origin: ${server.origin}`,
    ...lines,
    '',
    '',
  ].join('\r\n')
}

const status = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)

function multipart(parts: readonly (string | Buffer)[], end = '--x--\r\n'): Buffer {
  return Buffer.concat([
    ...parts.flatMap((part) => [Buffer.from('--x\r\n'), Buffer.from(part), Buffer.from('\r\n')]),
    Buffer.from(end),
  ])
}

const field = (name: string, value: string, headers = '') =>
  `Content-Disposition: form-data; name="${name}"\r\n${headers}\r\n${value}`

const TYPE = { 'content-type': 'multipart/form-data; boundary=x' }
const send = (body: Buffer) => server.call('echo', body as unknown as BodyInit, TYPE)

describe('H1: the request', () => {
  test.each(['PUT', 'PATCH', 'DELETE', 'GET', 'HEAD', 'OPTIONS'])(
    'H-101…H-103: %s is 405 and says what is allowed',
    async (method) => {
      const response = await fetch(server.origin + path, { method, headers: { origin: 'https://evil.example' } })
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    },
  )

  test('H-105: a method in a header or a field is not a method', async () => {
    const response = await fetch(server.origin + path, { headers: { 'x-http-method-override': 'POST' } })
    expect(response.status).toBe(405)
  })

  test.each([
    ['no content type', 415, undefined],
    ['text/html', 415, 'text/html'],
    ['application/json', 415, 'application/json'],
    ['urlencoded', 415, 'application/x-www-form-urlencoded'],
    ['text/plain in UTF-7', 415, 'text/plain; charset=utf-7'],
    ['no boundary', 400, 'multipart/form-data'],
    ['a boundary of 1 KB', 415, `multipart/form-data; boundary=${'b'.repeat(1000)}`],
    ['a boundary with quotes', 400, 'multipart/form-data; boundary="a"b"'],
  ])('H-106: %s is %i', async (_name, expected, type) => {
    const answer = await server.raw([
      head([...(type === undefined ? [] : [`Content-Type: ${type}`]), 'Content-Length: 2']),
      '[]',
    ])
    expect(status(answer)).toBe(expected)
  })

  test.each(['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip', 'GZIP'])('H-107: a body in %s is 415', async (encoding) => {
    const answer = await server.raw([
      head(['Content-Type: text/plain', `Content-Encoding: ${encoding}`, 'Content-Length: 2']),
      '[]',
    ])
    expect(status(answer)).toBe(415)
  })

  test('H-109: a declared size over the limit is 413 at once, and the connection closes', async () => {
    const started = performance.now()
    const answer = await server.raw([head(['Content-Type: text/plain', 'Content-Length: 10000000000']), '['], {
      keepOpen: true,
    })
    expect(status(answer)).toBe(413)
    expect(answer).toMatch(/^Connection: close$/im)
    expect(performance.now() - started).toBeLessThan(250)
  })

  test('H-110: a chunked body that grows past the limit is 413 within a chunk', async () => {
    const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`
    const answer = await server.raw(
      [head(['Content-Type: text/plain', 'Transfer-Encoding: chunked']), ...Array(200).fill(chunk)],
      { keepOpen: true },
    )
    expect(status(answer)).toBe(413)
    expect(answer).toMatch(/^Connection: close$/im)
  })

  test('H-110: a chunked multipart body, too', async () => {
    const chunk = `1000\r\n${'x'.repeat(4096)}\r\n`
    const start = multipart([], `--x\r\n${field('0', '')}`)
    const answer = await server.raw(
      [
        head(['Content-Type: multipart/form-data; boundary=x', 'Transfer-Encoding: chunked']),
        `${start.length.toString(16)}\r\n${start}\r\n`,
        ...Array(200).fill(chunk),
      ],
      { keepOpen: true },
    )
    expect(status(answer)).toBe(413)
  })

  test.each(['text/plain', 'multipart/form-data; boundary=x'])(
    'H-111: a %s body that ends early settles without a run',
    async (type) => {
      const before = server.outcomes.length
      await server.raw([head([`Content-Type: ${type}`, 'Content-Length: 500']), '--x\r\n'])
      await expect.poll(() => server.outcomes.length).toBe(before + 1)
      expect(server.outcomes.at(-1)).toMatchObject({ kind: 'failure', failure: { kind: 'bad-request' } })
    },
  )

  test.each(['text/plain', 'multipart/form-data; boundary=x'])(
    'H-112, V-19: a %s body that never comes is 408',
    async (type) => {
      const answer = await server.raw([head([`Content-Type: ${type}`, 'Content-Length: 500']), '['], { keepOpen: true })
      expect(status(answer)).toBe(408)
      expect(answer).toMatch(/^Connection: close$/im)
    },
  )

  test('H-115: bytes after a refused body are never a request', async () => {
    const smuggled = `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`
    const answer = await server.raw([head(['Content-Type: text/plain', 'Content-Length: 20000']), smuggled.repeat(50)])
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })

  test('H-401: two Origin headers are 400', async () => {
    const answer = await server.raw([
      head(['Origin: https://evil.example', 'Content-Type: text/plain', 'Content-Length: 2']),
      '[]',
    ])
    expect(status(answer)).toBe(400)
  })

  test('H-405: what another site can send without asking is 403', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1.evil.example']) {
      expect((await server.call('echo', '[]', { origin })).status).toBe(403)
    }
    expect((await server.call('echo', '[]', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })

  test('H-310…H-312: ids of the wrong form are unknown, whatever they are', async () => {
    const ids = [
      'x',
      '%00',
      '..%2f..%2fetc',
      'constructor',
      '__proto__',
      'toString',
      `${functionId('echo')}%23echo`,
      functionId('echo').toUpperCase(),
      'f'.repeat(10_000),
      '%F0%9F%98%80',
    ]
    for (const id of ids) {
      const answer = await server.post(ACTION_PATH + id, '[]')
      expect([answer.status, answer.headers.get('ferry-action-not-found')]).toEqual([404, '1'])
      expect(JSON.parse(answer.text).message).toBe('This server function does not exist in this build.')
    }
  })

  test('H-808: an id in the log is escaped and cut', async () => {
    await server.post(`${ACTION_PATH}${'"newline\u001b'.repeat(20)}`, '[]')
    const line = server.logs.findLast(({ message }) => message === 'unknown server function')
    const shown = String(line?.fields.function)
    expect(shown).toMatch(/^[\x20-\x7e]+$/)
    expect(shown.length).toBeLessThan(200)
  })
})

describe('H2: multipart', () => {
  test.each(['base64', 'BASE64', 'quoted-printable', 'x-unknown'])('H-201: a part in %s is 400', async (encoding) => {
    const header = `Content-Transfer-Encoding: ${encoding}\r\n`
    expect((await send(multipart([field('0', 'WyJ4Il0=', header)]))).status).toBe(400)
    const file = `Content-Disposition: form-data; name="1"; filename="f"\r\nContent-Type: image/png\r\n${header}\r\nAAAA`
    expect((await send(multipart([file, field('0', '["$B1"]')]))).status).toBe(400)
    const submitted = await server.post(
      '/',
      multipart([file, field(`$ACTION_ID_${functionId('echo')}`, '')]) as unknown as BodyInit,
      TYPE,
    )
    expect(submitted.status).toBe(400)
  })

  test('H-201: the encodings that change nothing are fine', async () => {
    const header = 'Content-Transfer-Encoding: 8bit\r\n'
    expect((await send(multipart([field('0', '["x"]', header)]))).status).toBe(200)
    expect(ran).toEqual([['x']])
    ran = []
  })

  test.each<[string, Buffer]>([
    ['no final boundary', multipart([field('0', '[]')], '')],
    ['cut inside a part header', Buffer.from('--x\r\nContent-Dispo')],
    ['cut inside a file', Buffer.from('--x\r\nContent-Disposition: form-data; name="1"; filename="f"\r\n\r\nabc')],
    ['empty', Buffer.alloc(0)],
    ['the wrong boundary', Buffer.from('--y\r\nContent-Disposition: form-data; name="0"\r\n\r\n[]\r\n--y--\r\n')],
    ['a part without a name', multipart(['Content-Disposition: form-data\r\n\r\n[]'])],
    ['a malformed part header', multipart(['Content Disposition: form-data; name="0"\r\n\r\n[]'])],
    [
      'nested multipart',
      multipart([field('0', '--y\r\n\r\n[]\r\n--y--', 'Content-Type: multipart/mixed; boundary=y\r\n')]),
    ],
    ['a name that React does not write', multipart([field('0', '[]'), field('__proto__', '[]')])],
    ['H-212: a text where a file belongs', multipart([field('0', '["$B1"]'), field('1', 'text')])],
    ['a file where a text belongs', multipart(['Content-Disposition: form-data; name="0"; filename="f"\r\n\r\n[]'])],
    [
      'a file as chunk of a stream',
      multipart([field('0', '["$R1"]'), 'Content-Disposition: form-data; name="S1"; filename="f"\r\n\r\n[]']),
    ],
  ])('H-202, H-210: %s is 400', async (_name, body) => {
    expect((await send(body)).status).toBe(400)
  })

  test('H-204, H-207: part 1,001 is 413', async () => {
    const roomy = await startFunctionServer({ echo: async () => {} })
    const parts = (count: number) =>
      multipart([field('0', '[]'), ...Array.from({ length: count - 1 }, (_, n) => field(`S${n + 1}`, 'C'))])
    const post = (count: number) => roomy.call('echo', parts(count) as unknown as BodyInit, TYPE)
    expect((await post(1_000)).status).toBe(200)
    expect((await post(1_001)).status).toBe(413)
    const nameless = multipart(Array(1_200).fill('X-Nothing: 1\r\n\r\n'))
    expect((await roomy.call('echo', nameless as unknown as BodyInit, TYPE)).status).toBe(413)
    await roomy.close()
  })

  test('a field name over 200 bytes is 413', async () => {
    expect((await send(multipart([field('0', '["$K1"]'), field(`_1_${'n'.repeat(198)}`, '')]))).status).toBe(413)
  })

  test('H-205, H-206: a value is whole or refused, never cut', async () => {
    const large = await startFunctionServer(
      { echo: async (text: string) => text },
      { actions: { bodySizeLimit: 3_000_000 } },
    )
    const text = 'x'.repeat(2_000_000)
    const { outcome } = await large.call(
      'echo',
      multipart([field('0', JSON.stringify([text]))]) as unknown as BodyInit,
      TYPE,
    )
    expect(outcome.kind === 'value' && outcome.value === text).toBe(true)
    const file = 'Content-Disposition: form-data; name="1"; filename="f"\r\n\r\n'
    const sent = await large.call('echo', multipart([file + text, field('0', '["$B1"]')]) as unknown as BodyInit, TYPE)
    expect(sent.outcome.kind === 'value' && (sent.outcome.value as File).size).toBe(2_000_000)
    await large.close()
  })

  test('H-209: bytes that are no UTF-8 become replacement characters', async () => {
    const body = multipart([
      Buffer.concat([Buffer.from(field('0', '["')), Buffer.from([0xff, 0xc0]), Buffer.from('"]')]),
    ])
    expect((await send(body)).status).toBe(200)
    expect(ran).toEqual([['\ufffd\ufffd']])
    ran = []
  })

  test('H-211: a body is the same however the network cuts it', async () => {
    const file = Buffer.concat([
      Buffer.from('Content-Disposition: form-data; name="1"; filename="f"\r\n\r\nab\r\n--'),
      Buffer.from([0, 255]),
      Buffer.from('\r\n--xy'),
    ])
    const body = multipart([file, field('0', '["\\r\\n--x","$B1"]')])
    const digest = async ([text, file]: unknown[] = []) => {
      const bytes = file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0)
      return [text, bytes.length, createHash('sha1').update(bytes).digest('hex')]
    }
    await send(body)
    const whole = await digest(ran[0])
    for (const size of [1, 2, 3, 7, 16]) {
      ran = []
      const chunks = Array.from({ length: Math.ceil(body.length / size) }, (_, n) =>
        body.subarray(n * size, (n + 1) * size),
      )
      await server.raw([
        head(['Content-Type: multipart/form-data; boundary=x', `Content-Length: ${body.length}`, 'Connection: close']),
        ...chunks,
      ])
      expect(await digest(ran[0])).toEqual(whole)
    }
    ran = []
  })

  test('H-203: a client that hangs up inside a file leaves nothing behind', async () => {
    const before = server.outcomes.length
    const start = '--x\r\nContent-Disposition: form-data; name="1"; filename="f"\r\n\r\n'
    await server.raw([
      head(['Content-Type: multipart/form-data; boundary=x', 'Content-Length: 9000']),
      start,
      'x'.repeat(5000),
    ])
    await expect.poll(() => server.outcomes.length).toBe(before + 1)
    await wait(20)
  })
})
