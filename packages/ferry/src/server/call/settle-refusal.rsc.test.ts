import { expect, test } from 'vitest'
import { startFunctionServer } from '../../../test/function-server.ts'
import type { OnceStore } from '../once/once-store.ts'

/** A store that somebody else has written into. */
function storeWith(record: string): OnceStore {
  return {
    reserve: async () => ({ state: 'replay', record }),
    commit: async () => {},
    release: async () => {},
  }
}

test.each([
  ['text', 'not a record'],
  ['another kind of record', '{"kept":{"kind":"value","value":"[[","status":200},"cookies":[]}'],
])('a kept outcome that is %s: 500 under a digest, logged, nothing ran, and the server goes on', async (_, record) => {
  let runs = 0
  const count = async () => void runs++
  const server = await startFunctionServer({ count }, { env: { once: storeWith(record) } })
  const { status, text } = await server.call('count', '[]', { 'ferry-once': 'a'.repeat(22) })
  const failure = JSON.parse(text)
  expect([status, failure.kind, runs]).toEqual([500, 'threw', 0])
  expect(text).not.toContain('JSON')
  expect(server.logs).toEqual([
    {
      level: 'error',
      message: 'a call failed before its function ran',
      fields: { digest: failure.digest, error: expect.any(Error) },
    },
  ])
  expect((await server.call('count', '[]')).status).toBe(200)
  await server.close()
})
