/** Sends a call and reads the frame of its answer. A connection that breaks before is tried once more, with the same key. */
import type { CallPayload } from '../protocol/payload.ts'
import { CallError, refusal } from './call-error.ts'
import type { CallRequest } from './call-request.ts'
import { payloadBody } from './payload-body.ts'

/** @throws CallError when the call was refused or never answered; the signal's reason when it was aborted */
export async function exchange(
  request: CallRequest,
  decode: (body: ReadableStream<Uint8Array>) => Promise<CallPayload>,
): Promise<CallPayload> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await send(request)
      const body = payloadBody(response)
      if (body === null) throw await refusal(response)
      return await decode(body)
    } catch (error) {
      if (error instanceof CallError || request.signal?.aborted) throw error
      if (attempt === 2) {
        throw new CallError({ kind: 'connection', status: 0, message: 'The server could not be reached.' }, error)
      }
      await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 700))
    }
  }
}

async function send(request: CallRequest): Promise<Response> {
  if (request.onProgress) return (await import('./upload.ts')).upload(request, request.onProgress)
  const { url, headers, body, signal } = request
  return fetch(url, { method: 'POST', headers, body, signal: signal ?? null })
}
