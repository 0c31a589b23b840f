/** The table of statuses of the contract, over raw HTTP, for calls and for form posts. */
import { functionId } from '../helpers/manifest.ts'
import { boundary, multipart, multipartType } from '../helpers/raw-http.ts'
import { callType, expect, type Headers, protocol, wired } from '../helpers/wire.ts'

wired('a call and a post that are well-formed run: 200', async ({ wire, recorded }) => {
  const called = await wire.call({})
  expect(called.status).toBe(200)
  expect(called.headers['content-type']).toContain('text/x-component')
  expect(called.headers['cache-control']).toContain('no-store')
  expect(called.headers['x-content-type-options']).toBe('nosniff')
  expect(called.body).toContain('touched')
  const posted = await wire.post({})
  expect(posted.status).toBe(200)
  expect(posted.headers['content-type']).toContain('text/html')
  expect(await recorded()).toEqual(['touched', 'posted'])
})

wired('400 H-202 a multipart body without an end', async ({ wire, recorded }) => {
  const whole = multipart([
    { name: `$ACTION_ID_${await wire.id('post')}`, value: '' },
    { name: 'a', value: 'b' },
  ])
  expect((await wire.post({ body: whole.slice(0, -20) })).status).toBe(400)
  expect((await wire.post({ body: `--${boundary}\r\nContent-Disp` })).status).toBe(400)
  expect(await recorded()).toEqual([])
})

const origins: readonly (readonly [string, Headers, number])[] = [
  ['another site', [['Origin', 'https://evil.example']], 403],
  ['null', [['Origin', 'null']], 403],
  ['malformed', [['Origin', 'not an origin']], 403],
  ['with a path', [['Origin', 'http://localhost/path']], 403],
  ['another port', [['Origin', 'http://localhost:1']], 403],
  ['a sibling site, by fetch metadata', [['Sec-Fetch-Site', 'same-site']], 403],
  ['cross-site, by fetch metadata', [['Sec-Fetch-Site', 'cross-site']], 403],
  ['neither Origin nor Sec-Fetch-Site', [], 403],
  ['same-origin, by fetch metadata', [['Sec-Fetch-Site', 'same-origin']], 200],
]
for (const [name, headers, status] of origins) {
  wired(`${status} H-401 origin: ${name}`, async ({ wire, recorded }) => {
    expect((await wire.call({ headers: [...headers, ['Content-Type', callType], protocol] })).status).toBe(status)
    expect((await wire.post({ headers: [...headers, ['Content-Type', multipartType]] })).status).toBe(status)
    expect(await recorded()).toHaveLength(status === 200 ? 2 : 0)
  })
}

wired('403 H-401 is decided before the body is read: a body that never comes', async ({ wire }) => {
  const headers: Headers = [
    ['Origin', 'https://evil.example'],
    ['Content-Type', callType],
    ['Content-Length', '100000'],
    protocol,
  ]
  const start = performance.now()
  expect((await wire.call({ headers, body: '[' })).status).toBe(403)
  expect(performance.now() - start).toBeLessThan(2000)
})

wired('403 H-403 forwarded headers of a stranger change nothing', async ({ wire }) => {
  const headers: Headers = [
    ['Origin', 'https://evil.example'],
    ['X-Forwarded-Host', 'evil.example'],
    ['X-Forwarded-Proto', 'https'],
    ['Content-Type', callType],
    protocol,
  ]
  expect((await wire.call({ headers })).status).toBe(403)
})

wired('404 a function that nobody uses has no endpoint', async ({ server }) => {
  await expect(functionId(server.dir, 'app/wire/functions.ts#unusedFunction')).rejects.toThrow('No function')
})

for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
  wired(`405 H-102 ${method} on the endpoint`, async ({ wire, recorded }) => {
    const answer = await wire.call({ method, ...(method === 'GET' || method === 'HEAD' ? { body: '' } : {}) })
    expect(answer.status).toBe(405)
    expect(answer.headers.allow).toContain('POST')
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    expect(await recorded()).toEqual([])
  })
}

wired('405 H-102 a method that a page does not have', async ({ wire }) => {
  expect((await wire.post({ method: 'PUT' })).status).toBe(405)
  expect((await wire.post({ method: 'DELETE' })).status).toBe(405)
})

wired('413 H-109 a declared length over the limit, at once', async ({ wire, recorded }) => {
  const start = performance.now()
  const headers: Headers = [wire.origin, ['Content-Type', callType], ['Content-Length', '10000000000'], protocol]
  expect((await wire.call({ headers, body: '[' })).status).toBe(413)
  const postHeaders: Headers = [wire.origin, ['Content-Type', multipartType], ['Content-Length', '10000000000']]
  expect((await wire.post({ headers: postHeaders, body: `--${boundary}` })).status).toBe(413)
  expect(performance.now() - start).toBeLessThan(2000)
  expect(await recorded()).toEqual([])
})

wired('413 H-110 a chunked body that grows past the limit', async ({ wire, recorded }) => {
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
  const headers: Headers = [wire.origin, ['Content-Type', callType], ['Transfer-Encoding', 'chunked'], protocol]
  expect((await wire.call({ headers, body: chunk.repeat(20) })).status).toBe(413)
  expect(await recorded()).toEqual([])
})

wired('413 H-204 too many parts, H-205 never a value cut short', async ({ wire, recorded }) => {
  const own = { name: `$ACTION_ID_${await wire.id('post')}`, value: '' }
  const many = Array.from({ length: 5000 }, (_, at) => ({ name: `f${at}`, value: '' }))
  expect((await wire.post({ body: multipart([own, ...many]) })).status).toBe(413)
  expect((await wire.post({ body: multipart([own, { name: 'big', value: 'x'.repeat(1_100_000) }]) })).status).toBe(413)
  expect(await recorded()).toEqual([])
})

for (const [type, call] of [
  ['application/json', true],
  ['text/html', true],
  ['', true],
  ['application/x-www-form-urlencoded', true],
  ['multipart/form-data', true],
] as const) {
  wired(`415 H-106 content type ${type || 'missing'}`, async ({ wire, recorded }) => {
    const headers: Headers = [wire.origin, ...(type ? ([['Content-Type', type]] as const) : []), protocol]
    const answer = await wire.call({ headers })
    expect(type === 'multipart/form-data' ? [400, 415] : [415]).toContain(answer.status)
    expect(call).toBe(true)
    expect(await recorded()).toEqual([])
  })
}

for (const encoding of ['gzip', 'br', 'deflate', 'gzip, gzip', 'zstd']) {
  wired(`415 H-107 content encoding ${encoding}: nothing is inflated`, async ({ wire, recorded }) => {
    const more = [['Content-Encoding', encoding]] as const
    expect((await wire.call({ headers: [wire.origin, ['Content-Type', callType], protocol, ...more] })).status).toBe(
      415,
    )
    expect((await wire.post({ headers: [wire.origin, ['Content-Type', multipartType], ...more] })).status).toBe(415)
    expect(await recorded()).toEqual([])
  })
}

wired('422 a schema refused the input: the issues come back, the function does not run', async ({ wire, recorded }) => {
  const answer = await wire.call({ id: await wire.id('withSchema'), body: '[{"name":"x"}]' })
  expect(answer.status).toBe(422)
  expect(answer.body).toMatch(/name/)
  expect(await recorded()).toEqual([])
  const good = await wire.call({ id: await wire.id('withSchema'), body: '[{"name":"long enough"}]' })
  expect([good.status, await recorded()]).toEqual([200, ['touched']])
})

const ends: readonly (readonly [string, number])[] = [
  ['not-found', 404],
  ['forbidden', 403],
  ['unauthorized', 401],
  ['redirect', 303],
  ['throw', 500],
]
for (const [how, status] of ends) {
  wired(`${status} a form post whose function ends with ${how}`, async ({ wire, recorded }) => {
    const body = multipart([
      { name: '$ACTION_REF_1', value: '' },
      { name: '$ACTION_1:0', value: JSON.stringify({ id: await wire.id('end'), bound: '$@1' }) },
      { name: '$ACTION_1:1', value: JSON.stringify([how]) },
    ])
    const answer = await wire.post({ body })
    expect(answer.status).toBe(status)
    if (status !== 303) expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.body).not.toMatch(/canary|10\.0\.0\.7|\/etc\/secret/)
    expect(await recorded()).toEqual(['touched'])
  })
}

wired('500 a call whose function threw: a digest, and nothing of the message', async ({ wire }) => {
  const answer = await wire.call({ id: await wire.id('end'), body: '["throw"]' })
  expect(answer.status).toBe(500)
  expect(answer.body).toMatch(/digest/)
  expect(answer.body).not.toMatch(/canary|10\.0\.0\.7|\/etc\/secret/)
})

wired('plain posts that carry no function: a page has 405, a handler gets them, nothing has 404', async ({ wire }) => {
  const plain = multipart([{ name: 'a', value: 'b' }])
  expect([404, 405]).toContain((await wire.post({ body: plain })).status)
  const handled = await wire.post({ path: '/nav/handler', body: plain })
  expect([handled.status, handled.body.includes('name="a"')]).toEqual([201, true])
  expect((await wire.post({ path: '/no/such/page', body: plain })).status).toBe(404)
})
