/**
 * Payload bytes → script text that hands them to the browser (read by browser/payload-stream). The text is UTF-8 written
 * as latin-1, a character for a byte: nothing is decoded or encoded on the way, and a chunk may end in the middle of a
 * character. Bytes that are no UTF-8 (binary rows) travel as base64.
 */
import { isUtf8 } from 'node:buffer'
import { PAYLOAD_GLOBAL } from '../../protocol/names.ts'

const PUSH = `(self.${PAYLOAD_GLOBAL}||=[]).push(`

export class InlinePayload {
  #chunks: Uint8Array[] = []
  #ended = false
  /** First bytes of a character whose rest has not come yet. */
  #carry: Buffer | null = null

  push(bytes: Uint8Array): void {
    this.#chunks.push(bytes)
  }

  end(): void {
    this.#ended = true
  }

  /** Script text for everything pushed since the last time; '' when there is nothing. Latin-1. */
  take(): string {
    let script = this.#chunks.length > 0 ? this.#takeBytes() : ''
    if (!this.#ended) return script
    this.#ended = false
    if (this.#carry) script += base64Statement(this.#carry)
    return `${script}${PUSH}0);`
  }

  #takeBytes(): string {
    const chunks = this.#carry ? [this.#carry, ...this.#chunks] : this.#chunks
    const bytes = chunks.length === 1 ? toBuffer(chunks[0] as Uint8Array) : Buffer.concat(chunks)
    this.#chunks = []
    const open = openCharacter(bytes)
    const whole = open === 0 ? bytes : bytes.subarray(0, bytes.length - open)
    if (!isUtf8(whole)) {
      this.#carry = null
      return base64Statement(bytes)
    }
    this.#carry = open === 0 ? null : bytes.subarray(bytes.length - open)
    return whole.length === 0 ? '' : `${PUSH}'${escapeText(whole.toString('latin1'))}');`
  }
}

function base64Statement(bytes: Buffer): string {
  return `${PUSH}['${bytes.toString('base64')}']);`
}

/** Most payloads have nothing to escape but the ends of their rows. */
const RARE = /[\0-\x09\x0b-\x1f\\'<\x7f\xe2]/

/**
 * Text inside a single-quoted JavaScript string inside a script element. Without `<` neither the end of the element nor
 * a comment can begin. U+2028 and U+2029 are E2 80 A8 and E2 80 A9 here.
 */
function escapeText(text: string): string {
  if (!RARE.test(text)) return text.replaceAll('\n', '\\n')
  return text.replace(/[\0-\x1f\\'<\x7f]|\xe2\x80[\xa8\xa9]/g, escapeOne)
}

function escapeOne(found: string): string {
  switch (found) {
    case '\n':
      return '\\n'
    case '\\':
      return '\\\\'
    case "'":
      return "\\'"
    default:
      if (found.length === 3) return found.endsWith('\xa8') ? '\\u2028' : '\\u2029'
      return `\\x${found.charCodeAt(0).toString(16).padStart(2, '0')}`
  }
}

/** How many bytes at the end begin a character that is not complete. */
function openCharacter(bytes: Buffer): number {
  const { length } = bytes
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back] as number
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < characterLength(byte) ? back : 0
  }
  return 0
}

function characterLength(first: number): number {
  return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
