/** Payload → HTML: renders until the shell stands, and begins again where a boundary has to show its fallback. */
import type { AnswerStream } from '../../protocol/incoming.ts'
import { type DocumentAssets, DocumentRendering, type DocumentRequest } from './document-rendering.tsx'
import { failBoundary } from './failed-boundaries.ts'

export type DocumentResult =
  | {
      readonly kind: 'document'
      readonly body: string | AnswerStream
      /** What the boundaries in the document failed with; the first decides the status. */
      readonly failures: readonly unknown[]
    }
  /** No boundary stands around it. */
  | { readonly kind: 'failed'; readonly error: unknown }

export async function renderDocument(request: DocumentRequest, assets: DocumentAssets): Promise<DocumentResult> {
  const document = new DocumentRendering(request, assets)
  await document.start()
  const failures: unknown[] = []
  let failed = request.failed
  for (;;) {
    const failure = await document.attempt(failed)
    if (!failure) return { kind: 'document', body: document.body(), failures }
    failures.push(failure.error)
    const next = failBoundary(failed, failure, request.publicMessage(failure.error), assets)
    if (!next) {
      document.abort(failure.error)
      return { kind: 'failed', error: failure.error }
    }
    failed = next
  }
}
