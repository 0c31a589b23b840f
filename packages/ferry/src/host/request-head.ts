/** What is refused before anything reads the request: heads that two servers in a row could read in two ways. */
import type { IncomingMessage } from 'node:http'

export interface Refusal {
  readonly status: 400 | 404 | 408 | 431
  readonly reason: string
}

/** Most header fields a request may have. Node drops those over its own limit in silence, so they are counted here. */
export const MAX_HEADERS = 200

/** null: the head is sound. After a refusal the connection is closed. */
export function refuseHead(request: IncomingMessage): Refusal | null {
  const { rawHeaders } = request
  if (rawHeaders.length > MAX_HEADERS * 2) return { status: 431, reason: 'Too many header fields' }
  if (!isOriginForm(request.url ?? '')) return { status: 400, reason: 'The request target must be a path' }
  const encoding = request.headers['transfer-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'chunked') {
    return { status: 400, reason: 'Unsupported Transfer-Encoding' }
  }
  return countHosts(rawHeaders) === 1 ? null : { status: 400, reason: 'Exactly one Host header is needed' }
}

/** RFC 9112 §3.2.1. Two slashes in front would read as a host wherever the path is put into a URL or a redirect. */
function isOriginForm(target: string): boolean {
  return /^\/(?!\/)[\x21\x22\x24-\x7e]*$/.test(target)
}

function countHosts(rawHeaders: readonly string[]): number {
  let count = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]
    if (name?.length === 4 && name.toLowerCase() === 'host') count++
  }
  return count
}
