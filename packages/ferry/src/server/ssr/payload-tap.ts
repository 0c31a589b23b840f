/** Where the encoder of a payload writes: the rows go to the decoder of the renderer and, as scripts, into the document. */
import { AsyncResource } from 'node:async_hooks'
import { InlinePayload } from './inline-payload.ts'

type Handler = (...args: unknown[]) => void
/** As React writes it: one row, its head, its content, or bytes cut anywhere. */
type Row = string | Uint8Array

/** What React's decoder reads from. */
export interface RowSource {
  on(event: string, handler: Handler): unknown
}

export interface PayloadTapEvents {
  /** The first rows are there; after everything that can be had without waiting. */
  onStart(): void
  /** Rows came after the document's first bytes. */
  onRows(): void
  onEnd(): void
  /** false asks the encoder to wait for `resume`. */
  hasRoom(): boolean
}

const COMMA = 0x2c
const NEWLINE = 0x0a

/** The least that React's encoders call on a destination. */
export class PayloadTap {
  /** See react-shortcuts. */
  readonly takesText = true
  readonly inline = new InlinePayload()
  /** Something can be rendered; see onStart. */
  started = false
  ended = false
  #events: PayloadTapEvents
  #resume: () => void = () => {}
  #scheduled = false
  #failure: unknown
  /** Kept until the document's first bytes are out: the renderer may have to begin again. null from then on. */
  #rows: Row[] | null = []
  #decoder: Decoder | null = null
  /** The last chunk was the head of a row: the next one is its content, or the next row where that is empty. */
  #inRow = false

  constructor(events: PayloadTapEvents) {
    this.#events = events
  }

  /** Of what React listens to, only this concerns it: `close` and `error` of the reader end in `abort`. */
  on(event: string, handler: () => void): this {
    if (event === 'drain') this.#resume = handler
    return this
  }

  write(chunk: Row): boolean {
    this.inline.push(chunk)
    const row = this.#forDecoder(chunk)
    this.#rows?.push(row)
    this.#decoder?.data(row)
    return this.#rows !== null || this.#events.hasRoom()
  }

  flush(): void {
    if (this.#rows === null) this.#events.onRows()
    if (this.#scheduled || this.#rows?.length === 0) return
    this.#scheduled = true
    // What only waits for promises that are already settled comes before the next turn of the event loop. React ends a
    // payload that waits for nothing right after it was flushed: then there is no turn to wait for.
    queueMicrotask(() => {
      if (!this.started) setImmediate(() => this.#start())
    })
  }

  /** Every row is there and complete: the decoder has nothing to wait for, and need not be told. */
  end(): void {
    this.ended = true
    this.inline.end()
    this.#start()
    this.#events.onEnd()
  }

  /** The encoder failed as a whole. */
  destroy(error: unknown): void {
    this.ended = true
    this.#failure = error
    this.inline.end()
    this.#decoder?.error(error)
    this.#start()
    this.#events.onEnd()
  }

  /**
   * Everything written so far, and what will be. Call it while rendering: the decoder then announces scripts and styles
   * to the render it was made in, for which later rows are delivered in that async context.
   */
  rows(): RowSource {
    const decoder = new Decoder(this.#rows ?? [], this.ended, this.#failure)
    this.#decoder = decoder
    return decoder
  }

  /** The document is on its way: rows are not needed again. */
  release(): void {
    this.#rows = null
  }

  /** Nothing is rendered any more. React holds on to a render until the next turn of the event loop: not to the payload with it. */
  close(): void {
    this.#decoder = null
    this.#rows = null
  }

  resume(): void {
    this.#resume()
  }

  /** React's decoder takes whole rows as text. The head of a row whose length is told, and what follows it, have to be bytes. */
  #forDecoder(chunk: Row): Row {
    if (typeof chunk !== 'string') {
      this.#inRow = false
      return chunk
    }
    const isContent = this.#inRow
    const end = chunk.charCodeAt(chunk.length - 1)
    this.#inRow = end === COMMA
    return end === NEWLINE && !isContent ? chunk : Buffer.from(chunk)
  }

  #start(): void {
    if (this.started) return
    this.started = true
    this.#events.onStart()
  }
}

class Decoder implements RowSource {
  #handlers: Record<string, Handler> = {}
  /** The async context of the render that this was made in; null when every row is there at once. */
  readonly #scope: AsyncResource | null
  #rows: readonly Row[]
  readonly #failure: unknown

  constructor(rows: readonly Row[], ended: boolean, failure: unknown) {
    this.#rows = [...rows]
    this.#failure = failure
    this.#scope = ended ? null : new AsyncResource('FERRY_PAYLOAD')
  }

  /** React asks for `data`, `error` and `end`, in this order; the last one starts the delivery. */
  on(event: string, handler: Handler): this {
    this.#handlers[event] = handler
    if (event === 'end') {
      for (const row of this.#rows) this.#handlers.data?.(row)
      this.#rows = []
      if (this.#failure !== undefined) this.#handlers.error?.(this.#failure)
    }
    return this
  }

  data(row: Row): void {
    if (this.#handlers.data) this.#scope?.runInAsyncScope(this.#handlers.data, undefined, row)
  }

  error(error: unknown): void {
    if (this.#handlers.error) this.#scope?.runInAsyncScope(this.#handlers.error, undefined, error)
  }
}
