/**
 * Rows of a payload → script text that hands them to the browser (read by browser/payload-stream). What is no text
 * (binary rows) travels as base64.
 */
import { isUtf8 } from 'node:buffer'
import { PAYLOAD_GLOBAL } from '../../protocol/names.ts'

const PUSH = `(self.${PAYLOAD_GLOBAL}||=[]).push(`

export class InlinePayload {
  /** Statements, and after them text that is not in one yet. */
  #script = ''
  #text = ''

  push(chunk: Uint8Array | string): void {
    if (typeof chunk === 'string') this.#text += chunk
    else if (isUtf8(chunk)) this.#text += toBuffer(chunk).toString()
    else {
      this.#endText()
      this.#script += `${PUSH}['${toBuffer(chunk).toString('base64')}']);`
    }
  }

  end(): void {
    this.#endText()
    this.#script += `${PUSH}0);`
  }

  /** Script text for everything pushed since the last time; '' when there is nothing. */
  take(): string {
    this.#endText()
    const script = this.#script
    this.#script = ''
    return script
  }

  #endText(): void {
    if (this.#text === '') return
    this.#script += `${PUSH}'${escapeText(this.#text)}');`
    this.#text = ''
  }
}

/** Most payloads have nothing to escape but the ends of their rows. */
const RARE = /[\0-\x09\x0b-\x1f\\'<\x7f\u2028\u2029]/

/**
 * Text inside a single-quoted JavaScript string inside a script element. Without `<` neither the end of the element nor
 * a comment can begin.
 */
function escapeText(text: string): string {
  if (!RARE.test(text)) return text.replaceAll('\n', '\\n')
  return text.replace(/[\0-\x1f\\'<\x7f\u2028\u2029]/g, escapeOne)
}

function escapeOne(found: string): string {
  switch (found) {
    case '\n':
      return '\\n'
    case '\\':
      return '\\\\'
    case "'":
      return "\\'"
    case '\u2028':
      return '\\u2028'
    case '\u2029':
      return '\\u2029'
    default:
      return `\\x${found.charCodeAt(0).toString(16).padStart(2, '0')}`
  }
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
