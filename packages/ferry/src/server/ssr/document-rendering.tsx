/** One document: its payload, the attempts to render it, and where they write. */
import type { Writable } from 'node:stream'
import { renderToPipeableStream } from 'react-dom/server'
import type { FailedBoundary } from '../../protocol/browser-config.ts'
import type { AnswerStream } from '../../protocol/incoming.ts'
import type { FormState } from '../../protocol/payload.ts'
import type { ConsumerManifest } from './consumer-manifest.ts'
import { type DocumentRender, DocumentRoot } from './document-root.tsx'
import { DocumentSink } from './document-sink.ts'
import { failBoundary, type RenderFailure } from './failed-boundaries.ts'
import { headScript, nonceAttribute } from './head-script.ts'
import { LateNotes } from './late-notes.ts'
import { PayloadTap } from './payload-tap.ts'

/** The same for every document of an app. */
export interface DocumentAssets {
  readonly build: string
  readonly manifest: ConsumerManifest
  readonly scripts: readonly string[]
  readonly styles: readonly string[]
  readonly captureScript: string
  readonly intercepts: boolean
  /** What only the outermost boundary would show ends the document: the error is explained in its place. */
  readonly failsWhole: boolean
  /** The head script of documents without nonce and failed boundaries; of pages with a viewport of their own. */
  readonly plainHead: string
  readonly plainHeadWithoutViewport: string
}

export interface DocumentRequest {
  /** The encoder of the payload; nothing has been read from it. */
  readonly payload: AnswerStream
  /** Rows of the payload that need not be parsed. */
  readonly models: Map<number, unknown>
  readonly basePath: string
  readonly nonce: string | undefined
  readonly formState: FormState | null
  /** Send nothing before everything is rendered: the document then reads completely without JavaScript. */
  readonly wait: boolean
  /** Boundaries that show their fallback from the start. */
  readonly failed: readonly FailedBoundary[]
  /** The page brings one: the usual one gives way. */
  readonly hasViewport: boolean
  /** Asked for its signal only when there is something to wait for. */
  readonly incoming: { readonly signal: AbortSignal }
  /** Logs an error unless that was done before, and gives its digest. */
  report(error: unknown): string | undefined
  /** What the fallback and the browser may know of an error. */
  publicMessage(error: unknown): string
  /** See LateNotes. */
  refresh(error: unknown): string | null
  /** Once, when the last byte was written or nobody reads any more. */
  onClose(): void
}

export class DocumentRendering {
  #onStart: () => void = () => {}
  readonly #request: DocumentRequest
  readonly #assets: DocumentAssets
  readonly #tap: PayloadTap
  #sink: DocumentSink | null = null
  #html: AnswerStream | null = null
  #notes: LateNotes | null = null
  #over = false
  #scheduled = false
  #watched: AbortSignal | null = null

  constructor(request: DocumentRequest, assets: DocumentAssets) {
    this.#request = request
    this.#assets = assets
    this.#tap = new PayloadTap({
      onStart: () => this.#onStart(),
      onRows: () => this.#scheduleScripts(),
      onEnd: () => this.#sink?.payloadChanged(),
      hasRoom: () => this.#sink?.hasRoom ?? true,
    })
  }

  /** Resolves when the first rows of the payload are there, with everything that can be had without waiting. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      // React begins in the next microtask; piped after that, it flushes once instead of twice.
      queueMicrotask(() => {
        this.#onStart = resolve
        try {
          this.#request.payload.pipe(this.#tap as unknown as Writable)
        } catch (error) {
          reject(error)
        }
      })
    })
  }

  /** Resolves to the failure that a boundary has to show, or null when the document may be sent. */
  attempt(failed: readonly FailedBoundary[]): Promise<RenderFailure | null> {
    const { basePath, nonce, formState, wait, report, models } = this.#request
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
      const watchWhileOpen = () => {
        if (state === 'open') this.#watch()
      }
      const render: DocumentRender = { manifest, basePath, nonce, styles, failed, models, rows }
      const html = renderToPipeableStream(<DocumentRoot render={render} />, {
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
          const failure = { error, digest: digest ?? '', isFinal, info }
          if (state === 'open') failures.push(failure)
          else this.#notesOn(failed).failed(failure)
          return digest
        },
        onShellError: (error) => settle(failures.at(-1) ?? { error, digest: '', isFinal: true, info: {} }),
        onShellReady: () => {
          if (!wait) settle(finalFailure(failures))
          else queueMicrotask(watchWhileOpen)
        },
        onAllReady: () => {
          if (wait) settle(finalFailure(failures))
          else void this.#notes?.end(render)
        },
      })
      this.#html = html
      if (!this.#tap.ended) setImmediate(watchWhileOpen)
    })
  }

  body(): string | AnswerStream {
    const sink = this.#sink as DocumentSink
    const complete = sink.takeComplete()
    if (complete !== null) return complete
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
    this.#end()
    this.#request.payload.abort(reason)
    this.#html?.abort(reason)
    this.#request.onClose()
  }

  /** Two turns later React has rendered what the rows unblocked, and the scripts are out with its markup. */
  #scheduleScripts(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() =>
      setImmediate(() => {
        this.#scheduled = false
        this.#sink?.payloadChanged()
      }),
    )
  }

  /** Before the answer is on its way, nobody else notices that the client went away. */
  #watch(): void {
    const { signal } = this.#request.incoming
    if (this.#watched || this.#over) return
    this.#watched = signal
    if (signal.aborted) this.abort(signal.reason)
    else signal.addEventListener('abort', this.#onAbort)
  }

  readonly #onAbort = () => this.abort(this.#watched?.reason)

  #end(): void {
    this.#over = true
    this.#tap.close()
    this.#watched?.removeEventListener('abort', this.#onAbort)
  }

  #send(html: AnswerStream, failed: readonly FailedBoundary[]): void {
    const { basePath, nonce, hasViewport } = this.#request
    const { build, captureScript, intercepts, plainHead, plainHeadWithoutViewport } = this.#assets
    const options = { build, basePath, captureScript, intercepts, hasViewport }
    const isPlain = nonce === undefined && failed.length === 0
    const plain = hasViewport ? plainHeadWithoutViewport : plainHead
    const sink = new DocumentSink({
      payload: this.#tap.inline,
      headScript: isPlain ? plain : headScript(options, nonce, failed),
      scriptTag: `<script${nonceAttribute(nonce)}>`,
      payloadEnded: () => this.#tap.ended && !this.#notes?.isWriting,
      onDrain: () => this.#tap.resume(),
      onClose: (complete) => this.#closed(complete),
    })
    this.#sink = sink
    this.#tap.release()
    html.pipe(sink as unknown as Writable)
  }

  /** Made for the few documents that have something to say. */
  #notesOn(failed: readonly FailedBoundary[]): LateNotes {
    const { refresh, publicMessage, report } = this.#request
    this.#notes ??= new LateNotes({
      failed,
      add: (html) => this.#sink?.add(html),
      refresh,
      fail: (known, failure) => {
        const next = failBoundary(known, failure, publicMessage(failure.error), this.#assets)
        // What a fallback fails with was not met before.
        if (next && failure.digest === '') report(failure.error)
        return next
      },
    })
    return this.#notes
  }

  #closed(complete: boolean): void {
    if (!complete) this.abort(new Error('The reader of the document went away.'))
    if (this.#over) return
    this.#end()
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
