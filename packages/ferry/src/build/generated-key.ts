/** The key that seals captured variables when FERRY_ENCRYPTION_KEY is not set: made once per folder, kept between builds. */
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FORM = /^[A-Za-z0-9_-]{43}$/

/**
 * @param stateDir exists
 * @returns 32 bytes as base64url
 */
export function generatedKey(stateDir: string): string {
  const file = join(stateDir, 'encryption-key')
  const kept = readKept(file)
  if (kept) return kept
  const key = randomBytes(32).toString('base64url')
  writeFileSync(file, `${key}\n`, { mode: 0o600 })
  return key
}

function readKept(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8').trim()
    return FORM.test(text) ? text : null
  } catch {
    return null
  }
}
