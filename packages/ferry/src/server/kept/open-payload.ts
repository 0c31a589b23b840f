/** The payload of a kept page without what each visit has of its own: taken out once, put in for every answer. */
import type { PagePayload } from '../../protocol/payload.ts'
import { WITH_LENGTH } from '../../protocol/payload-rows.ts'

/** Names of a page payload that come first in it; see rsc/page-payload. */
export type VisitFields = Pick<PagePayload, 'build' | 'version' | 'url'>

export interface OpenPayload {
  /** Rows before the payload's own. */
  readonly before: Buffer
  /** Its own, from what follows the fields of the visit, and the rows after it. */
  readonly after: Buffer
}

/** @param fields as they were rendered */
export function openPayload(bytes: Buffer, fields: VisitFields): OpenPayload {
  const start = findRootRow(bytes)
  const head = writeHead(fields)
  if (start < 0 || bytes.toString('utf8', start, start + Buffer.byteLength(head)) !== head) {
    throw new Error('The payload of a page does not begin as React wrote it before.')
  }
  return { before: bytes.subarray(0, start), after: bytes.subarray(start + Buffer.byteLength(head)) }
}

export function closePayload({ before, after }: OpenPayload, fields: VisitFields): Buffer {
  return Buffer.concat([before, Buffer.from(writeHead(fields)), after])
}

/** No value of these begins with a dollar sign, which React would escape. */
function writeHead({ build, version, url }: VisitFields): string {
  return `0:${JSON.stringify({ build, version, url }).slice(0, -1)}`
}

const LENGTHY = new Set(Buffer.from(WITH_LENGTH))
const COLON = 0x3a
const COMMA = 0x2c
const NEWLINE = 0x0a
const BRACE = 0x7b

/** Where the row with the number 0 begins; -1: nowhere. What looks like one inside another row is none. */
function findRootRow(bytes: Buffer): number {
  let start = 0
  while (start < bytes.length) {
    const colon = bytes.indexOf(COLON, start)
    if (colon < 0) return -1
    if (bytes.toString('latin1', start, colon) === '0' && bytes[colon + 1] === BRACE) return start
    if (LENGTHY.has(bytes[colon + 1] ?? 0)) {
      const comma = bytes.indexOf(COMMA, colon)
      if (comma < 0) return -1
      start = comma + 1 + Number.parseInt(bytes.toString('latin1', colon + 2, comma), 16)
    } else {
      const end = bytes.indexOf(NEWLINE, colon)
      if (end < 0) return -1
      start = end + 1
    }
  }
  return -1
}
