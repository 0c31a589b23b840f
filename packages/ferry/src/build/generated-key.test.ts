import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { generatedKey } from './generated-key.ts'

const stateDir = mkdtempSync(join(tmpdir(), 'ferry-key-'))
const file = join(stateDir, 'encryption-key')
afterAll(() => rmSync(stateDir, { recursive: true, force: true }))

test('the key has 32 bytes and stays from build to build', () => {
  const key = generatedKey(stateDir)
  expect(Buffer.from(key, 'base64url')).toHaveLength(32)
  expect(generatedKey(stateDir)).toBe(key)
})

test('only the owner may read the file', () => {
  expect(statSync(file).mode & 0o077).toBe(0)
})

test('a damaged file gives a new key, not a weak one', () => {
  writeFileSync(file, 'short')
  const key = generatedKey(stateDir)
  expect(Buffer.from(key, 'base64url')).toHaveLength(32)
  expect(readFileSync(file, 'utf8').trim()).toBe(key)
})
