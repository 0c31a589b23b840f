import fs, { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeThenRename } from './whole-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-whole-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('whoever reads meanwhile gets the file before, and then the new one', async () => {
  const file = join(folder, 'main.js')
  const [before, after] = ['a'.repeat(4_000_000), 'b'.repeat(4_000_000)]
  writeFileSync(file, before)
  const seen = new Set<string>()
  let isWritten = false
  const written = new Promise<void>((resolve, reject) => {
    const done = (error: Error | null) => (error ? reject(error) : resolve())
    const through = writeThenRename({
      // Where the draft is whole, nobody has seen any of it.
      writeFile: (name, content, next) => {
        fs.writeFile(name, content, (error) => {
          seen.add(readFileSync(file, 'utf8'))
          next(error)
        })
      },
      rename: fs.rename,
    })
    through(file, after, done)
  }).finally(() => {
    isWritten = true
  })
  while (!isWritten) {
    seen.add(readFileSync(file, 'utf8'))
    await new Promise(setImmediate)
  }
  await written
  expect([...seen].filter((text) => text !== before && text !== after)).toEqual([])
  expect(seen).toContain(before)
  expect(readFileSync(file, 'utf8')).toBe(after)
  expect(readdirSync(folder)).toEqual(['main.js'])
})

test('what cannot be written is said, and the file stays', async () => {
  const file = join(folder, 'gone', 'main.js')
  const error = await new Promise((resolve) => writeThenRename(fs)(file, 'text', resolve))
  expect(error).toMatchObject({ code: 'ENOENT' })
})
