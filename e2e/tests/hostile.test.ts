/** Hostile input (B4) over raw HTTP: ids, references, sealed values, paths, bodies. */
import { functionId } from '../helpers/manifest.ts'
import { multipart, multipartType, type Part, raw } from '../helpers/raw-http.ts'
import { callType, expect, type Headers, protocol, wired } from '../helpers/wire.ts'

const malformedBodies: readonly (readonly [string, string])[] = [
  ['H-301 not JSON', '{{'],
  ['H-301 empty', ''],
  ['H-301 a number', '5'],
  ['H-301 an object', '{"a":1}'],
  ['H-301 a string', '"x"'],
  ['H-301 null', 'null'],
  ['H-302 65 arguments', JSON.stringify(Array(65).fill(0))],
  ['H-303 nested 10,000 deep', `[${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}]`],
  ['H-304 arrays nested 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['H-308 an unknown row', '["$7"]'],
  ['H-308 a huge row', '["$ffffffffffff"]'],
  ['H-315 a reference that is none', '["$h1"]'],
  ['H-321 a bigint of 301 digits', `["$n${'9'.repeat(301)}"]`],
  ['H-321 a bigint of letters', '["$nabc"]'],
  ['H-321 a stream from nowhere', '["$B5"]'],
]
for (const [name, body] of malformedBodies) {
  wired(`400 ${name}`, async ({ wire, recorded }) => {
    const answer = await wire.call({ body, id: await wire.id('echo') })
    expect(answer.status).toBe(400)
    expect(answer.body).not.toMatch(/SyntaxError|at .*\.js|node_modules/)
    expect(await recorded()).toEqual([])
  })
}

wired('400 H-305 an object that is 2^40 paths, within a second', async ({ wire, recorded }) => {
  const parts: Part[] = [{ name: '0', value: '["$1"]' }]
  for (let row = 1; row <= 40; row++) parts.push({ name: String(row), value: `{"a":"$${row + 1}","b":"$${row + 1}"}` })
  parts.push({ name: '41', value: '{"end":1}' })
  const start = performance.now()
  const answer = await wire.call({
    id: await wire.id('echo'),
    headers: [wire.origin, ['Content-Type', multipartType], protocol],
    body: multipart(parts),
  })
  expect(answer.status).toBe(400)
  expect(performance.now() - start).toBeLessThan(1000)
  expect(await recorded()).toEqual([])
})

wired(
  '400 H-320 a function that captures gets plain text instead of its sealed values',
  async ({ wire, server, recorded }) => {
    const id = await functionId(server.dir, 'app/wire/page.tsx#Page.closure')
    expect((await wire.call({ id, body: '["plain"]' })).status).toBe(400)
    const forged = multipart([
      { name: '$ACTION_REF_1', value: '' },
      { name: '$ACTION_1:0', value: JSON.stringify({ id, bound: '$@1' }) },
      { name: '$ACTION_1:1', value: '["plain"]' },
    ])
    expect((await wire.post({ body: forged })).status).toBe(400)
    expect(await recorded()).toEqual([])
  },
)

wired(
  '400 H-319 a sealed value changed in any place, or given to another function',
  async ({ wire, page, open, server, recorded }) => {
    await open('/wire')
    const fields = await page
      .getByTestId('closure')
      .evaluate((form) => [...new FormData(form as HTMLFormElement)] as [string, string][])
    const parts = fields.filter(([name]) => name.startsWith('$ACTION_') && name !== '$ACTION_ONCE')
    const send = (change: (value: string) => string) =>
      wire.post({
        body: multipart(parts.map(([name, value]) => ({ name, value: /:1$/.test(name) ? change(value) : value }))),
      })
    expect((await send((value) => value)).status).toBe(200)
    for (const at of [3, 10, 20, 30]) {
      const flipped = (value: string) => value.slice(0, at) + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1)
      expect((await send(flipped)).status, `changed at ${at}`).toBe(400)
    }
    expect((await send((value) => value.slice(0, -12) + value.slice(-2))).status).toBe(400)
    const elsewhere = await wire.id('echo')
    const moved = parts.map(([name, value]) => ({ name, value: value.replace(/[0-9a-f]{40}/, elsewhere) }))
    const before = (await recorded()).length
    await wire.post({ body: multipart(moved) })
    expect((await recorded()).filter((line) => line.startsWith('closure'))).toHaveLength(1)
    expect(before).toBe(1)
    expect(server.output()).not.toContain('canary-of-the-closure')
  },
)

const malformedPosts: readonly (readonly [string, readonly Part[]])[] = [
  ['H-318 a reference without a descriptor', [{ name: '$ACTION_REF_1', value: '' }]],
  [
    'H-318 a descriptor that is null',
    [
      { name: '$ACTION_REF_1', value: '' },
      { name: '$ACTION_1:0', value: 'null' },
    ],
  ],
  [
    'H-318 a descriptor that is not JSON',
    [
      { name: '$ACTION_REF_1', value: '' },
      { name: '$ACTION_1:0', value: '{' },
    ],
  ],
  [
    'H-318 an id that is a number',
    [
      { name: '$ACTION_REF_1', value: '' },
      { name: '$ACTION_1:0', value: '{"id":5,"bound":null}' },
    ],
  ],
  [
    'H-201 a file part in base64',
    [{ name: 'file', filename: 'x', value: 'aGk=', headers: 'Content-Transfer-Encoding: base64' }],
  ],
]
for (const [name, parts] of malformedPosts) {
  wired(`400 ${name}`, async ({ wire, recorded }) => {
    const own = { name: `$ACTION_ID_${await wire.id('post')}`, value: '' }
    const body = multipart(name.startsWith('H-201') ? [own, ...parts] : parts)
    expect((await wire.post({ body })).status).toBe(400)
    expect(await recorded()).toEqual([])
  })
}

for (const id of [
  '0'.repeat(40),
  'x',
  '__proto__',
  'constructor',
  'toString',
  '..%2f..%2fetc',
  'a%0d%0ab',
  'A'.repeat(40),
  '%F0%9F%98%80',
  '0'.repeat(5000),
]) {
  wired(`404 H-310, H-311 an unknown function: ${id.slice(0, 45)}`, async ({ wire }) => {
    const answers = [await wire.call({ id })]
    // As the name of a field it would be too long.
    if (id.length < 200) answers.push(await wire.post({ id }))
    for (const answer of answers) {
      expect(answer.status).toBe(404)
      expect(answer.headers['ferry-action-not-found']).toBe('1')
      if (id.length > 3) expect(answer.body).not.toContain(id)
    }
  })
}

wired('H-808 an unknown id is logged once, in one line, escaped and short', async ({ wire, server }) => {
  const mark = `mark${Math.random().toString(36).slice(2)}`
  await wire.call({ id: `${mark}%0d%0aforged-line${'x'.repeat(3000)}` })
  await expect.poll(() => server.output()).toContain(mark)
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.includes(mark) || line.startsWith('forged-line'))
  expect(lines).toHaveLength(1)
  expect(lines[0]?.length).toBeLessThan(600)
})

wired('400 or 404 H-312 a forged reference inside the arguments reaches no function', async ({ wire, recorded }) => {
  const parts = [
    { name: '0', value: '["$h1"]' },
    { name: '1', value: JSON.stringify({ id: 'app/wire/functions.ts#unusedFunction', bound: null }) },
  ]
  const answer = await wire.call({
    id: await wire.id('applyTo'),
    headers: [wire.origin, ['Content-Type', multipartType], protocol],
    body: multipart(parts),
  })
  expect([400, 404]).toContain(answer.status)
  expect(await recorded()).toEqual([])
})

wired(
  'H-101 GET with the fields of a form in its query renders the page and runs nothing',
  async ({ wire, recorded }) => {
    const answer = await wire.post({ method: 'GET', path: `/wire?$ACTION_ID_${await wire.id('post')}=`, body: '' })
    expect(answer.status).toBe(200)
    expect(await recorded()).toEqual([])
  },
)

wired('H-103 a preflight of another origin gets no permission', async ({ wire }) => {
  const answer = await wire.call({
    method: 'OPTIONS',
    headers: [
      ['Origin', 'https://evil.example'],
      ['Access-Control-Request-Method', 'POST'],
    ],
    body: '',
  })
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
})

wired('H-111 a body that ends early: nothing runs, the server lives', async ({ wire, recorded }) => {
  const { connect } = await import('node:net')
  const id = await wire.id('touch')
  const answered = await wire.call({})
  expect(answered.status).toBe(200)
  const before = (await recorded()).length
  for (let attempt = 0; attempt < 3; attempt++) {
    await new Promise<void>((resolve) => {
      const { port } = new URL(wire.origin[1])
      const socket = connect(Number(port), 'localhost', () => {
        socket.write(
          `POST /_ferry/action/${id} HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: ${wire.origin[1]}\r\nContent-Type: ${callType}\r\nContent-Length: 100\r\n\r\n[`,
        )
        setTimeout(() => socket.destroy(), 50)
      })
      socket.on('close', () => resolve())
      socket.on('error', () => resolve())
    })
  }
  expect((await recorded()).length).toBe(before)
})

wired('H-601 two Host headers, or two Origins, are refused', async ({ wire, recorded }) => {
  const { host } = new URL(wire.origin[1])
  const two: Headers = [['Host', host], ['Host', 'evil.example'], wire.origin, ['Content-Type', callType], protocol]
  expect((await wire.call({ headers: two })).status).toBe(400)
  const origins: Headers = [wire.origin, ['Origin', 'https://evil.example'], ['Content-Type', callType], protocol]
  expect([400, 403]).toContain((await wire.call({ headers: origins })).status)
  expect(await recorded()).toEqual([])
})

wired('H-807 no answer tells what it is made of', async ({ wire }) => {
  const answer = await wire.call({})
  expect(answer.headers['x-powered-by']).toBeUndefined()
  expect(answer.headers.server).toBeUndefined()
})

for (const path of [
  '/%2e%2e/package.json',
  '/..%2fpackage.json',
  '/_ferry/assets/..%2f..%2fmanifest.json',
  '/_ferry/assets/../manifest.json',
  '/_ferry/assets/',
  '/manifest.json',
  '/server.js',
  '/.env',
]) {
  wired(`H-501, H-503 no file but those of the build: ${path}`, async ({ server }) => {
    const answer = await raw(server.url, { method: 'GET', path })
    expect([400, 403, 404]).toContain(answer.status)
    expect(answer.body).not.toMatch(/generatedKey|canary/)
  })
}

wired('H-506, H-505 malformed and hostile paths', async ({ server }) => {
  expect((await raw(server.url, { method: 'GET', path: '/nav/item/%ZZ' })).status).toBe(400)
  expect((await raw(server.url, { method: 'GET', path: '/nav/item/%00' })).status).toBe(400)
  expect([200, 404]).toContain((await raw(server.url, { method: 'GET', path: '/nav/item/__proto__' })).status)
  const doubled = await raw(server.url, { method: 'GET', path: '//evil.example/' })
  expect(doubled.headers.location ?? '').not.toMatch(/^\/\/|evil\.example\/?$/)
})
