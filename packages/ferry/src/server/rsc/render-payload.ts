/** A value → its Flight stream. */
import {
  renderToPipeableStream,
  type ClientManifest,
  type TemporaryReferenceSet,
} from 'react-server-dom-webpack/server'
import type { AnswerStream } from '../../protocol/incoming.ts'
import type { CallPayload, PagePayload } from '../../protocol/payload.ts'

export interface PayloadOptions {
  readonly clientManifest: ClientManifest
  /** What the caller sent opaquely goes back as it was. */
  readonly temporaryReferences?: TemporaryReferenceSet | undefined
  /** Where the rows are put for a decoder in this process, so that it need not parse them. */
  readonly models?: Map<number, unknown>
  /** Logs an error unless that was done before, and gives its digest. */
  report(error: unknown): string | undefined
}

export function renderPayload(value: PagePayload | CallPayload, options: PayloadOptions): AnswerStream {
  const { clientManifest, temporaryReferences, models, report } = options
  return renderToPipeableStream(value, clientManifest, {
    onError: report,
    ...(temporaryReferences && { temporaryReferences }),
    ...(models && { models }),
  })
}
