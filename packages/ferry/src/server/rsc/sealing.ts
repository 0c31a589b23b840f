/** Encrypts and authenticates text for one server function: AES-256-GCM, the function's id being associated data. */
import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto'
import { sealInvalid } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import { HINT_BYTES, sealingKeys } from './sealing-keys.ts'

const VERSION = 1
const IV_BYTES = 12
const TAG_BYTES = 16
const HEADER_BYTES = 1 + HINT_BYTES + IV_BYTES

/** base64url of: version (1 byte), hint of the key (4), iv (12), ciphertext, tag (16). */
export function seal(id: string, text: string): string {
  const [key] = sealingKeys()
  const header = Buffer.allocUnsafe(HEADER_BYTES)
  header[0] = VERSION
  key.hint.copy(header, 1)
  randomFillSync(header, 1 + HINT_BYTES, IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key.secret, header.subarray(1 + HINT_BYTES), {
    authTagLength: TAG_BYTES,
  })
  cipher.setAAD(associatedData(header, id))
  return Buffer.concat([header, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/**
 * Throws FERRY_SEAL_INVALID for anything that was not sealed for this function with one of our keys. Every such value
 * takes the same way through a decryption and gets the same answer: nothing tells an attacker how far it came.
 */
export function unseal(id: string, sealed: unknown): string {
  const bytes = Buffer.from(typeof sealed === 'string' && BASE64URL.test(sealed) ? sealed : '', 'base64url')
  const whole = bytes.length >= HEADER_BYTES + TAG_BYTES ? bytes : Buffer.alloc(HEADER_BYTES + TAG_BYTES)
  const header = whole.subarray(0, HEADER_BYTES)
  const hint = header.subarray(1, 1 + HINT_BYTES)
  const keys = sealingKeys()
  const key = keys.find((candidate) => candidate.hint.equals(hint)) ?? keys[0]
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.secret, header.subarray(1 + HINT_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(associatedData(header, id))
    decipher.setAuthTag(whole.subarray(-TAG_BYTES))
    const text = decipher.update(whole.subarray(HEADER_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    // base64url has several spellings of some last characters; only ours is accepted.
    if (header[0] === VERSION && whole.toString('base64url') === sealed) return text
  } catch {
    // falls through: one error for every reason
  }
  throw new FerryError(sealInvalid, 'The captured variables of a server function could not be decrypted.')
}

const BASE64URL = /^[A-Za-z0-9_-]+$/

function associatedData(header: Buffer, id: string): Buffer {
  return Buffer.concat([header.subarray(0, 1 + HINT_BYTES), Buffer.from(id)])
}
