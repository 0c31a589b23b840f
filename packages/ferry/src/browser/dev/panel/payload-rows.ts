/** The rows of a payload, as React writes them: `id:tag…` up to a line break, or with a length in front. */
import { WITH_LENGTH } from '../../../protocol/payload-rows.ts'

export interface PayloadRow {
  /** Example: `0`, `1a`; empty for rows that belong to none. */
  readonly id: string
  /** One letter, or empty for a value. */
  readonly tag: string
  readonly bytes: number
  /** The beginning of its text. */
  readonly text: string
}

const PREVIEW = 200

export function payloadRows(payload: Uint8Array): PayloadRow[] {
  const rows: PayloadRow[] = []
  const decoder = new TextDecoder()
  for (let start = 0; start < payload.length; ) {
    const colon = payload.indexOf(58, start)
    if (colon === -1) break
    const tag = String.fromCharCode(payload[colon + 1] ?? 0)
    const comma = WITH_LENGTH.includes(tag) ? payload.indexOf(44, colon) : -1
    const length = comma === -1 ? Number.NaN : Number.parseInt(decoder.decode(payload.subarray(colon + 2, comma)), 16)
    const from = Number.isNaN(length) ? colon + 1 : comma + 1
    const lineEnd = payload.indexOf(10, from)
    const end = Number.isNaN(length) ? (lineEnd === -1 ? payload.length : lineEnd) : from + length
    const isTagged = /[A-Z@]/i.test(tag) && !/[tfn]/.test(tag)
    rows.push({
      id: decoder.decode(payload.subarray(start, colon)),
      tag: isTagged ? tag : '',
      // With its line break.
      bytes: Math.min(Number.isNaN(length) ? end + 1 : end, payload.length) - start,
      text: decoder.decode(
        payload.subarray(Number.isNaN(length) && isTagged ? from + 1 : from, Math.min(end, from + PREVIEW)),
      ),
    })
    start = Number.isNaN(length) ? end + 1 : end
  }
  return rows
}

/** What a row is, in words. */
export function rowKind(tag: string): string {
  return KINDS[tag] ?? (WITH_LENGTH.includes(tag) && tag !== '' ? 'binary' : 'value')
}

/** Rows that only development has. */
export function isDebugRow({ tag, text }: PayloadRow): boolean {
  return tag === '' ? DEBUG_VALUE.test(text) : 'DNWJ'.includes(tag)
}

/** What a component was, and stacks. */
const DEBUG_VALUE = /^(?:\{"name":"[^"]*","key":.*"env":|\{"(?:awaited|env|time)":|\[\["[^"]*","[^"]*",\d+,\d+,)/

const KINDS: Readonly<Record<string, string>> = {
  I: 'client component',
  H: 'hint',
  E: 'error',
  T: 'text',
  D: 'debug',
  N: 'time',
  W: 'console',
  J: 'debug',
  P: 'postponed',
  R: 'stream',
  r: 'byte stream',
  X: 'iterable',
  x: 'iterator',
  C: 'close',
}
