/** The `rsc` project sees React under the `react-server` condition, with the Flight server. */
import * as React from 'react'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { decodeReply, registerServerReference, renderToPipeableStream } from 'react-server-dom-webpack/server'
import { expect, test } from 'vitest'

const id = 'a'.repeat(40)

test('React under react-server has no state', () => {
  expect('useState' in React).toBe(false)
  expect(React.version).toBe('19.3.1')
})

test('the Flight server renders an element into a payload', async () => {
  const sink = new PassThrough()
  renderToPipeableStream(<p>hello</p>, {}).pipe(sink)
  expect(await text(sink)).toContain('hello')
})

test('a server function is found through the registry that stands in for webpack', async () => {
  const save = registerServerReference(async (n: number) => n + 1, id, null)
  const { __modules } = globalThis as unknown as { __modules: Map<string, unknown> }
  __modules.set('actions', { save })
  const body = JSON.stringify([`$h1`])
  const form = new FormData()
  form.set('0', body)
  form.set('1', JSON.stringify({ id, bound: null }))
  const [decoded] = await decodeReply<[(n: number) => Promise<number>]>(form, {
    [id]: { id: 'actions', name: 'save', chunks: [] },
  })
  expect(await decoded(1)).toBe(2)
})
