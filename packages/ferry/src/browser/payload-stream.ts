/**
 * The payload inside the document as a stream. Inline scripts push to an array: a string is text, `[base64]` is bytes,
 * 0 is the end. Some of them run before this module does, the others later.
 */
import { PAYLOAD_GLOBAL } from '../protocol/names.ts'

export type PayloadChunk = string | readonly [base64: string] | 0

export function payloadStream(
  scope: Record<string, unknown>,
  documentEnd: Promise<unknown>,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      const encoder = new TextEncoder()
      let open = true
      const take = (chunk: PayloadChunk): void => {
        if (!open) return
        if (chunk === 0) {
          open = false
          controller.close()
        } else controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : bytesOf(chunk[0]))
      }
      const early = (scope[PAYLOAD_GLOBAL] as PayloadChunk[] | undefined) ?? []
      early.forEach(take)
      scope[PAYLOAD_GLOBAL] = { push: take }
      // A connection that broke leaves the payload without its end: what is missing must fail, not wait for ever.
      documentEnd.then(() => take(0))
    },
  })
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
