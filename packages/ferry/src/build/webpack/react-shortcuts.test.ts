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

test('it writes text to a destination that takes it, and the same bytes to any other', async () => {
  const page = (content: unknown) =>
    React.createElement('html', { lang: 'é' }, React.createElement('body', { title: '"<😀' }, content as never))
  const late = async () => {
    await new Promise(setImmediate)
    return '漢'.repeat(3000)
  }
  const markup = async (code: string, takesText: boolean) => {
    const { renderToPipeableStream } = load(code)
    const out = new PassThrough()
    const pieces: unknown[] = []
    if (takesText) Object.assign(out, { takesText, write: (piece: unknown) => pieces.push(piece) > 0 })
    else out.on('data', (piece) => pieces.push(piece))
    const lazy = React.createElement(React.lazy(async () => ({ default: () => null })))
    const Later = React.lazy(async () => {
      const text = await late()
      return { default: () => React.createElement('p', null, text) }
    })
    const boundary = React.createElement(React.Suspense, { fallback: 'wait' }, React.createElement(Later))
    renderToPipeableStream(page(['a', lazy, 'x'.repeat(5000), boundary]), { bootstrapScripts: ['/a.js'] }).pipe(out)
    await new Promise((resolve) => out.on(takesText ? 'finish' : 'end', resolve))
    if (takesText) expect(pieces.every((piece) => typeof piece === 'string')).toBe(true)
    return Buffer.concat(pieces.map((piece) => Buffer.from(piece as string))).toString()
  }
  const react = await markup(source, false)
  expect(react).toContain('漢漢')
  expect(await markup(shortened, true)).toBe(react)
  expect(await markup(shortened, false)).toBe(react)
})

test.each([
  'new async_hooks.AsyncLocalStorage',
  'crypto.createHash("md5")',
  'action.$$FORM_ACTION = function',
  'function writeChunk(',
  'currentView = new Uint8Array(4096);\n',
  'return textEncoder.encode(content)',
  'Buffer.byteLength(chunk',
])('it is refused when “%s” is not where it was', (place) => {
  expect(() => shortenRenderer(source.replaceAll(place, 'changed'), modules, 'x.js')).toThrowError(
    expect.objectContaining({ code: 'FERRY_REACT_CHANGED' }),
  )
})

function load(code: string): typeof import('react-dom/server') {
  const module = { exports: {} as typeof import('react-dom/server') }
  const stands: Record<string, unknown> = { react: React, [modules.asyncSlot]: asyncSlot }
  new Function('module', 'exports', 'require', code)(module, module.exports, (name: string) => {
    return stands[name] ?? require(name)
  })
  return module.exports
}
