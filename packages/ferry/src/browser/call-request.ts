/** What is sent for a call. */
import type { UploadProgress } from './call-options.ts'

export interface CallRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | FormData
  readonly signal: AbortSignal | undefined
  readonly onProgress: ((progress: UploadProgress) => void) | undefined
}
