/** What is asked in a terminal, and what the keys that are pressed lead to. */
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filesIn, type Place, preparePlace, type Ran, run, writeFiles } from './test-terminal.test-support.ts'

const ENTER = '\r'
const DOWN = '\u001b[B'
const INTERRUPT = '\u0003'

let place: Place
beforeAll(async () => {
  place = await preparePlace()
})
afterAll(() => place?.remove())

test('Enter alone takes every default', async () => {
  const { code, shown } = await typed([], [ENTER, ENTER, ENTER, ENTER])
  expect(code).toBe(0)
  for (const question of ['Where', 'Which template', 'Which language', 'Tailwind']) expect(shown).toContain(question)
  expect(Object.keys(filesIn(join(place.folder, 'my-app')))).toContain('tsconfig.json')
})

test('the answers are taken', async () => {
  const { code } = await typed([], ['typed-name', ENTER, ENTER, DOWN, ENTER, 'y'])
  expect(code).toBe(0)
  const files = filesIn(join(place.folder, 'typed-name'))
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['jsconfig.json', 'postcss.config.mjs', 'app/page.jsx']))
})

test('only what the command line leaves open is asked', async () => {
  const { code, shown } = await typed(['given', '-t', 'minimal', '--tailwind'], [ENTER])
  expect(code).toBe(0)
  expect(shown).toContain('Which language')
  expect(shown).not.toMatch(/Where|Which template|Add Tailwind/)
})

test('--yes asks nothing', async () => {
  const { code, shown } = await typed(['unasked', '--yes'], [])
  expect(code).toBe(0)
  expect(shown).toBe('')
})

test('a folder that is taken is refused at once, and another may be named', async () => {
  writeFiles(place.folder, { 'taken/notes.txt': 'x' })
  const { code, shown } = await typed(['--template', 'minimal', '--ts', '--tailwind'], ['taken', ENTER, '-not', ENTER])
  expect(code).toBe(0)
  expect(shown).toContain('notes.txt')
  expect(Object.keys(filesIn(join(place.folder, 'taken-not')))).toContain('package.json')
  expect(filesIn(join(place.folder, 'taken'))).toEqual({ 'notes.txt': 'x' })
})

test('an interrupt writes nothing and ends with 1', async () => {
  const { code, err } = await typed([], ['stopped', ENTER, INTERRUPT])
  expect(code).toBe(1)
  expect(err).toBe('Cancelled: nothing was written.\n')
  expect(() => filesIn(join(place.folder, 'stopped'))).toThrow()
})

/** Runs the command with somebody who presses these keys, each when a question has been drawn. */
async function typed(argv: readonly string[], keys: readonly string[]): Promise<Ran & { readonly shown: string }> {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined })
  const output = Object.assign(new PassThrough(), { columns: 200, rows: 40 })
  const waiting = [...keys]
  let shown = ''
  let quiet: NodeJS.Timeout | undefined
  output.on('data', (chunk) => {
    shown += String(chunk)
    clearTimeout(quiet)
    quiet = setTimeout(() => input.write(waiting.shift() ?? ''), 60)
  })
  const ran = await run(place, [...argv, '--no-install', '--no-git'], { interactive: true, input, output })
  clearTimeout(quiet)
  expect(waiting).toEqual([])
  return { ...ran, shown }
}
