/** With React's own client and server renderer, the client patched as the build patches it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Writable } from 'node:stream'
import { useActionState } from 'react'
import type { ReactElement } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { patchFlightClient } from '../../build/webpack/react-patch-loader.ts'
import { ONCE_KEY } from '../../protocol/names.ts'
import { decorateReference } from './decorate-reference.ts'

type Reference = ((...args: unknown[]) => Promise<void>) & {
  $$id: string
  $$typeof: symbol
  bind(...args: unknown[]): Reference
}

const require = createRequire(import.meta.url)
const ID = 'a'.repeat(40)

const createServerReference = loadPatched('production')

function loadPatched(mode: 'production' | 'development'): (id: string) => Reference {
  const file = require
    .resolve('react-server-dom-webpack/client.node')
    .replace('client.node.js', `cjs/react-server-dom-webpack-client.node.${mode}.js`)
  const source = patchFlightClient(readFileSync(file, 'utf8'), 'decorate', file)
  const module = { exports: {} as { createServerReference: (id: string) => Reference } }
  const load = (name: string) => (name === 'decorate' ? { decorateReference } : createRequire(file)(name))
  new Function('module', 'exports', 'require', source)(module, module.exports, load)
  return module.exports.createServerReference
}

function render(element: ReactElement): Promise<string> {
  return new Promise((resolve, reject) => {
    let html = ''
    const { pipe } = renderToPipeableStream(element, {
      onAllReady: () =>
        pipe(
          new Writable({
            write(chunk, _encoding, done) {
              html += chunk
              done()
            },
            final(done) {
              resolve(html)
              done()
            },
          }),
        ),
      onError: reject,
    })
  })
}

const keysIn = (html: string) =>
  [...html.matchAll(/<input type="hidden" name="\$ACTION_ONCE" value="([^"]*)"/g)].map((match) => match[1] ?? '')

test.each(['production', 'development'] as const)('a reference carries its id, bound or not (%s)', (mode) => {
  const reference = loadPatched(mode)(ID)
  const bound = reference.bind(null, 1).bind(null, 2)
  for (const one of [reference, bound]) {
    expect([one.$$typeof, one.$$id]).toEqual([Symbol.for('react.server.reference'), ID])
  }
})

function Stateful({ reference }: { reference: Reference }) {
  const [, action] = useActionState(reference as unknown as (state: null) => Promise<null>, null, '/permalink')
  return <form action={action} />
}

test('D-1: every form carries a once-key of its own: unbound, bound, on a button, with useActionState', async () => {
  const reference = createServerReference(ID)
  const html = await render(
    <>
      <form action={reference} />
      <form action={reference.bind(null, 'bound')}>
        <button type="submit" formAction={reference}>
          Go
        </button>
        <input type="submit" formAction={reference.bind(null, 1)} />
      </form>
      <Stateful reference={reference} />
    </>,
  )
  const keys = keysIn(html)
  expect(keys).toHaveLength(5)
  expect(new Set(keys).size).toBe(5)
  for (const key of keys) expect(key).toMatch(ONCE_KEY)
  expect(html).toContain(`name="$ACTION_ID_${ID}"`)
  expect(html).toContain('name="$ACTION_KEY" value="p/permalink"')
})

test('every render has other keys', async () => {
  const reference = createServerReference(ID)
  const keys = new Set<string>()
  for (let n = 0; n < 300; n++) keys.add(keysIn(await render(<form action={reference} />))[0] ?? '')
  expect(keys.size).toBe(300)
})
