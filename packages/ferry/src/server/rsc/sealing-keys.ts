/** The keys that captured variables are encrypted with. Set once, when the app starts. */
import { createHash, hkdfSync } from 'node:crypto'
import { sealKeyMissing } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'

export interface SealingKey {
  /** Tells which key a seal was made with; says nothing about the key. */
  readonly hint: Buffer
  readonly secret: Buffer
}

/** First one encrypts, all decrypt. */
let keys: readonly SealingKey[] = []

/** `encryptionKeys` is FERRY_ENCRYPTION_KEY, a comma-separated list; without it the key that the build made is used. */
export function installSealingKeys(encryptionKeys: string | undefined, generatedKey: string): void {
  const listed = encryptionKeys
    ?.split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
  if (listed !== undefined && listed.length === 0) {
    throw new FerryError(sealKeyMissing, 'FERRY_ENCRYPTION_KEY is set, but there is no key in it.')
  }
  keys = (listed ?? [generatedKey]).map(deriveKey)
}

export function sealingKeys(): readonly [SealingKey, ...SealingKey[]] {
  const [first, ...others] = keys
  if (first === undefined) {
    throw new FerryError(sealKeyMissing, 'Captured variables were to be encrypted before the app had its keys.')
  }
  return [first, ...others]
}

export const HINT_BYTES = 4

/** Any string is a key: HKDF makes 32 bytes of it. */
function deriveKey(text: string): SealingKey {
  const secret = Buffer.from(hkdfSync('sha256', text, '', 'ferry captured variables', 32))
  return { secret, hint: createHash('sha256').update('ferry key hint').update(secret).digest().subarray(0, HINT_BYTES) }
}
