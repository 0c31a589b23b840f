import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { parse } from 'acorn'
import { expect, test } from 'vitest'
import * as asyncSlot from '../../server/shared/async-slot.ts'
import { shortenRenderer } from './react-shortcuts.ts'

const require = createRequire(import.meta.url)
const fileOf = (name: string, file: string) => join(dirname(require.resolve(`${name}/package.json`)), 'cjs', file)
const React = require(fileOf('react', 'react.production.js')) as typeof import('react')
const source = readFileSync(fileOf('react-dom', 'react-dom-server.node.production.js'), 'utf8')
const modules = { renderSignal: '', asyncSlot: '/ferry/async-slot.js', attachedMap: '' }
const shortened = shortenRenderer(source, modules, 'dom.js')

test('the renderer of documents is JavaScript afterwards', () => {
  parse(shortened, { ecmaVersion: 'latest', sourceType: 'script' })
})

const action = Object.assign(async () => null, {
  $$FORM_ACTION: () => ({ name: '', action: '', method: 'POST', encType: '', data: new FormData() }),
  $$IS_SIGNATURE_EQUAL: () => true,
  bind: () => action,
})

function Form() {
  const [, submit] = React.useActionState(action, null)
  return React.createElement('form', { action: submit })
}

test('it gives the forms of useActionState the keys that React gives them', async () => {
  const markup = async (code: string) => {
    const { renderToPipeableStream } = load(code)
    const out = new PassThrough()
    renderToPipeableStream(React.createElement(Form), { formState: [null, '', '', 0] as never }).pipe(out)
    return text(out)
  }
  const own = await markup(shortened)
  expect(own).toMatch(/name="\$ACTION_KEY" value="k[0-9a-f]{32}"/)
  expect(own).toBe(await markup(source))
})

test.each(['new async_hooks.AsyncLocalStorage', 'crypto.createHash("md5")', 'action.$$FORM_ACTION = function'])(
  'it is refused when “%s” is not where it was',
  (place) => {
    expect(() => shortenRenderer(source.replaceAll(place, 'changed'), modules, 'x.js')).toThrowError(
      expect.objectContaining({ code: 'FERRY_REACT_CHANGED' }),
    )
  },
)

function load(code: string): typeof import('react-dom/server') {
  const module = { exports: {} as typeof import('react-dom/server') }
  const stands: Record<string, unknown> = { react: React, [modules.asyncSlot]: asyncSlot }
  new Function('module', 'exports', 'require', code)(module, module.exports, (name: string) => {
    return stands[name] ?? require(name)
  })
  return module.exports
}
