/** Where the encoder of a payload answer writes: one piece when it is complete at once, otherwise a stream. */
import type { Writable } from 'node:stream'
import type { AnswerStream } from '../protocol/incoming.ts'

/** More than this is not gathered before it is read. */
const HIGH_WATER = 64 * 1024

/** The least that React's encoder calls on a destination. */
export class PayloadBody implements AnswerStream {
  /** See react-shortcuts. */
  readonly takesText = true
  readonly #source: AnswerStream
  readonly #onClose: () => void
  #resume: () => void = () => {}
  #start: () => void = () => {}
  #bytes: Uint8Array[] = []
  /** What comes after the bytes. */
  #text = ''
  #size = 0
  #scheduled = false
  #ended = false
  #closed = false
  #failure: Error | null = null
  #destination: Writable | null = null

  /** @param onClose once, when the last byte was written or nobody reads any more */
  constructor(source: AnswerStream, onClose: () => void) {
    this.#source = source
    this.#onClose = onClose
  }

  /** Resolves when the first rows are there, with everything that can be had without waiting. */
  async start(): Promise<void> {
    // React begins in the next microtask; piped after that, it flushes once instead of twice.
    await null
    if (this.#closed) return
    const started = new Promise<void>((resolve) => {
      this.#start = resolve
    })
    this.#source.pipe(this as unknown as Writable)
    if (!this.#ended) await started
  }

  /** Of what React listens to, only this concerns it: `close` and `error` of the reader end in `abort`. */
  on(event: string, handler: () => void): this {
    if (event === 'drain') this.#resume = handler
    return this
  }

  write(chunk: Uint8Array | string): boolean {
    if (typeof chunk === 'string') this.#text += chunk
    else {
      this.#endText()
      this.#bytes.push(chunk)
    }
    this.#size += chunk.length
    return this.#destination ? !this.#destination.writableNeedDrain : this.#size < HIGH_WATER
  }

  flush(): void {
    if (this.#size === 0) return
    if (this.#destination) this.#destination.write(this.#take())
    else if (!this.#scheduled) {
      this.#scheduled = true
      // React ends a payload that waits for nothing right after it was flushed.
      queueMicrotask(() => {
        if (!this.#ended) setImmediate(this.#start)
      })
    }
  }

  end(): void {
    this.#ended = true
    this.#start()
    if (!this.#destination) return
    this.#destination.end(this.#take())
    this.#close()
  }

  /** The encoder failed as a whole: the stream breaks off, and the reader sees that it did. */
  destroy(error: unknown): void {
    this.#failure = error instanceof Error ? error : new Error('The payload could not be written.')
    this.#start()
    this.#destination?.destroy(this.#failure)
    this.#close()
  }

  /** After {@link start}. */
  body(): string | Uint8Array | AnswerStream {
    if (!this.#ended) return this
    this.#close()
    return this.#take()
  }

  pipe<D extends Writable>(destination: D): D {
    this.#destination = destination
    destination.on('drain', () => this.#drained())
    destination.on('error', this.#gone)
    destination.on('close', this.#gone)
    if (this.#failure) destination.destroy(this.#failure)
    else if (this.#ended) {
      destination.end(this.#take())
      this.#close()
    } else {
      if (this.#size > 0) destination.write(this.#take())
      if (!destination.writableNeedDrain) this.#drained()
    }
    return destination
  }

  abort(reason?: unknown): void {
    if (this.#closed) return
    this.#close()
    this.#source.abort(reason)
    this.#start()
  }

  readonly #gone = () => this.abort(new Error('The reader of the payload went away.'))

  #drained(): void {
    if (!this.#closed) this.#resume()
  }

  #close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#onClose()
  }

  #take(): string | Uint8Array {
    const text = this.#text
    this.#size = 0
    if (this.#bytes.length === 0) {
      this.#text = ''
      return text
    }
    this.#endText()
    const bytes = this.#bytes.length === 1 ? (this.#bytes[0] as Uint8Array) : Buffer.concat(this.#bytes)
    this.#bytes = []
    return bytes
  }

  #endText(): void {
    if (this.#text !== '') this.#bytes.push(Buffer.from(this.#text))
    this.#text = ''
  }
}
