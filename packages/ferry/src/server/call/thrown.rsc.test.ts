import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FunctionServer, startFunctionServer } from '../../../test/function-server.ts'

/** What a function may throw that is no Error, as its message in development. */
const thrown: [name: string, value: unknown, message: string][] = [
  ['text', 'because', 'because'],
  ['number', 5, '5'],
  ['nothing', undefined, 'undefined'],
  ['null', null, 'null'],
  ['symbol', Symbol('why'), 'Symbol(why)'],
  ['object', { reason: 'x' }, '[object Object]'],
  ['mute', Object.create(null), 'The server function failed. The server log has the details under this digest.'],
]

const functions = Object.fromEntries(thrown.map(([name, value]) => [name, async () => Promise.reject(value)]))

describe.each(['production', 'development'] as const)('A-207: what is thrown, in %s', (mode) => {
  let server: FunctionServer

  beforeAll(async () => {
    server = await startFunctionServer(functions, { mode })
  })
  afterAll(() => server.close())

  test.each(thrown)('%s', async (name, value, message) => {
    server.logs.length = 0
    const { status, text } = await server.call(name, '[]')
    const failure = JSON.parse(text)
    expect([status, failure.kind]).toEqual([500, 'threw'])
    if (mode === 'development') expect(failure.message).toBe(message)
    else expect(failure.message).toMatch(/^The server function failed/)
    expect(server.logs).toEqual([
      {
        level: 'error',
        message: `app/functions.ts#${name} threw`,
        fields: expect.objectContaining({ digest: failure.digest, error: value }),
      },
    ])
  })
})
