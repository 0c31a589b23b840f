/** A small JSON body. */
import type { IncomingMessage } from 'node:http'

const MOST = 1_000_000

/** Rejects when it is larger, or no JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > MOST) throw new Error('The body is too large.')
    chunks.push(chunk as Buffer)
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}
