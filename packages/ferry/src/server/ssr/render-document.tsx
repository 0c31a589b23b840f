/** Payload → HTML. Renders until the shell stands, begins again where a boundary has to show its fallback, then streams. */
import type { Writable } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import type { FailedBoundary } from '../../protocol/browser-config.ts'
import type { AnswerStream } from '../../protocol/incoming.ts'
import type { FormState } from '../../protocol/payload.ts'
import type { ConsumerManifest } from './consumer-manifest.ts'
import { DocumentRoot } from './document-root.tsx'
import { DocumentSink } from './document-sink.ts'
import { failBoundary, type RenderFailure } from './failed-boundaries.ts'
import { headScript, nonceAttribute } from './head-script.ts'
import { PayloadTap } from './payload-tap.ts'

/** The same for every document of an app. */
export interface DocumentAssets {
  readonly build: string
  readonly manifest: ConsumerManifest
  readonly scripts: readonly string[]
  readonly styles: readonly string[]
  readonly captureScript: string
}

export interface DocumentRequest {
  /** The encoder of the payload; nothing has been read from it. */
  readonly payload: AnswerStream
  readonly basePath: string
  readonly nonce: string | undefined
  readonly formState: FormState | null
  /** Send nothing before everything is rendered: the document then reads completely without JavaScript. */
  readonly wait: boolean
  /** Boundaries that show their fallback from the start. */
  readonly failed: readonly FailedBoundary[]
  readonly signal: AbortSignal
  /** Logs an error unless that was done before, and gives its digest. */
  report(error: unknown): string | undefined
  /** What the fallback and the browser may know of an error. */
  publicMessage(error: unknown): string
  /** Once, when the last byte was written or nobody reads any more. */
  onClose(): void
}

export type DocumentResult =
  | {
      readonly kind: 'document'
      readonly body: Uint8Array | AnswerStream
      /** What the boundaries in the document failed with; the first decides the status. */
      readonly failures: readonly unknown[]
    }
  /** No boundary stands around it. */
  | { readonly kind: 'failed'; readonly error: unknown }

export async function renderDocument(request: DocumentRequest, assets: DocumentAssets): Promise<DocumentResult> {
  const document = new DocumentRendering(request, assets)
  await document.started
  const failures: unknown[] = []
  let failed = request.failed
  for (;;) {
    const failure = await document.attempt(failed)
    if (!failure) return { kind: 'document', body: document.body(), failures }
    failures.push(failure.error)
    const next = failBoundary(failed, failure, request.publicMessage(failure.error))
    if (!next) {
      document.abort(failure.error)
      return { kind: 'failed', error: failure.error }
    }
    failed = next
  }
}

class DocumentRendering {
  readonly started: Promise<void>
  readonly #request: DocumentRequest
  readonly #assets: DocumentAssets
  readonly #tap: PayloadTap
  #sink: DocumentSink | null = null
  #html: AnswerStream | null = null
  #over = false

  constructor(request: DocumentRequest, assets: DocumentAssets) {
    this.#request = request
    this.#assets = assets
    let start: () => void
    this.started = new Promise((resolve) => {
      start = resolve
    })
    this.#tap = new PayloadTap({
      onStart: () => start(),
      // Two turns later React has rendered what the rows unblocked, and the scripts go out with its markup.
      onRows: () => setImmediate(() => setImmediate(() => this.#sink?.payloadChanged())),
      onEnd: () => this.#sink?.payloadChanged(),
      hasRoom: () => this.#sink?.hasRoom ?? true,
    })
    request.payload.pipe(this.#tap as unknown as Writable)
    if (request.signal.aborted) this.abort(request.signal.reason)
    else request.signal.addEventListener('abort', this.#onAbort, { once: true })
  }

  /** Resolves to the failure that a boundary has to show, or null when the document may be sent. */
  attempt(failed: readonly FailedBoundary[]): Promise<RenderFailure | null> {
    const { basePath, nonce, formState, wait, report } = this.#request
    const { manifest, scripts, styles } = this.#assets
    const rows = () => this.#tap.rows()
    return new Promise((resolve) => {
      const failures: RenderFailure[] = []
      let state: 'open' | 'sent' | 'abandoned' = 'open'
      const settle = (failure: RenderFailure | null) => {
        if (state !== 'open') return
        state = failure ? 'abandoned' : 'sent'
        if (failure) html.abort(failure.error)
        else this.#send(html, failed)
        resolve(failure)
      }
      const html = renderToPipeableStream(
        <DocumentRoot render={{ manifest, basePath, nonce, styles, failed, rows }} />,
        {
          ...(nonce !== undefined && { nonce }),
          bootstrapScripts: scripts as string[],
          // React's types and its payload disagree on the tuple only in mutability.
          formState: formState as never,
          // Completed content is never put aside for a script to reveal.
          progressiveChunkSize: Number.POSITIVE_INFINITY,
          onError: (error, info) => {
            if (this.#over || state === 'abandoned') return undefined
            const isFinal = hasDigest(error)
            const digest = report(error)
            if (state === 'open') failures.push({ error, digest: digest ?? '', isFinal, info })
            return digest
          },
          onShellError: (error) => settle(failures.at(-1) ?? { error, digest: '', isFinal: true, info: {} }),
          onShellReady: () => {
            if (!wait) queueMicrotask(() => settle(finalFailure(failures)))
          },
          onAllReady: () => {
            if (wait) settle(finalFailure(failures))
          },
        },
      )
      this.#html = html
    })
  }

  body(): Uint8Array | AnswerStream {
    const sink = this.#sink as DocumentSink
    const complete = sink.takeComplete()
    if (complete) return complete
    return {
      pipe: <D extends Writable>(destination: D): D => {
        sink.pipe(destination)
        return destination
      },
      abort: (reason) => this.abort(reason),
    }
  }

  abort(reason: unknown): void {
    if (this.#over) return
    this.#over = true
    this.#request.signal.removeEventListener('abort', this.#onAbort)
    this.#request.payload.abort(reason)
    this.#html?.abort(reason)
    this.#request.onClose()
  }

  readonly #onAbort = () => this.abort(this.#request.signal.reason)

  #send(html: AnswerStream, failed: readonly FailedBoundary[]): void {
    const { basePath, nonce } = this.#request
    const config = {
      build: this.#assets.build,
      basePath,
      ...(nonce !== undefined && { nonce }),
      ...(failed.length > 0 && { failed }),
    }
    const sink = new DocumentSink({
      payload: this.#tap.inline,
      headScript: headScript(config, this.#assets.captureScript, nonce),
      scriptTag: `<script${nonceAttribute(nonce)}>`,
      payloadEnded: () => this.#tap.ended,
      onDrain: () => this.#tap.resume(),
      onClose: (complete) => this.#closed(complete),
    })
    this.#sink = sink
    this.#tap.release()
    html.pipe(sink as unknown as Writable)
  }

  #closed(complete: boolean): void {
    if (!complete) this.abort(new Error('The reader of the document went away.'))
    if (this.#over) return
    this.#over = true
    this.#request.signal.removeEventListener('abort', this.#onAbort)
    this.#request.onClose()
  }
}

/** Came from the payload, or is an interrupt: rendering it again in the browser would fail in the same way. */
function hasDigest(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'digest' in error && typeof error.digest === 'string'
}

function finalFailure(failures: readonly RenderFailure[]): RenderFailure | null {
  return failures.find((failure) => failure.isFinal) ?? null
}
