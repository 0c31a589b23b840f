/** The Flight stream of an answer; null when it is something else. React's decoder looks neither at status nor type. */
import { PAYLOAD_TYPE } from '../protocol/names.ts'

export function payloadBody(response: Response): ReadableStream<Uint8Array> | null {
  return response.headers.get('content-type')?.startsWith(PAYLOAD_TYPE) ? response.body : null
}
