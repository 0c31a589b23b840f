/** The document in the place of one that failed outside every boundary: in development it explains the error. */
import type { Answer } from '../protocol/incoming.ts'
import { DEV_DIGEST_HEADER } from '../protocol/names.ts'
import { createNonce, documentHeaders } from './answer-headers.ts'
import type { AppState } from './app-state.ts'
import { errorDocument } from './error-document.ts'

export interface FailedDocument {
  readonly status: number
  /** Where the app is mounted. */
  readonly mount: string
  readonly digest: string | undefined
  /** Safe to show. */
  readonly message?: string
}

/** @param error undefined for what is no mistake: an interrupt that the app has no file for */
export function failedDocument(app: AppState, error: unknown, { mount, ...page }: FailedDocument): Answer {
  const { csp, basePath } = app.settings
  if (app.dev === null || error === undefined) return errorDocument(page, csp)
  const nonce = createNonce(csp)
  const { build } = app
  const body = app.dev.errorPage(error, { basePath: mount + basePath, build, nonce, digest: page.digest })
  const headers = documentHeaders(csp, nonce)
  if (page.digest !== undefined) headers.push([DEV_DIGEST_HEADER, page.digest])
  return { status: page.status, headers, body }
}
