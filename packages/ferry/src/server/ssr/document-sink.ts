/**
 * Where the renderer of a document writes. Puts the head script after the opening head tag, the payload's scripts
 * between the renderer's batches, and the end of the document last. A document that is complete before anybody reads it
 * is one piece; otherwise it streams at the reader's pace.
 */
import type { Writable } from 'node:stream'
import type { InlinePayload } from './inline-payload.ts'

/** More than this is not gathered. */
const HIGH_WATER = 64 * 1024
const TAIL = Buffer.from('</body></html>')

export interface DocumentSinkOptions {
  readonly payload: InlinePayload
  /** Stands right after the opening head tag. */
  readonly headScript: Buffer
  /** Opening tag of the payload's scripts. */
  readonly scriptTag: string
  /** The payload has all been written, and nothing is about to be added. */
  payloadEnded(): boolean
  /** The reader has caught up. */
  onDrain(): void
  /** Once. `complete` is false when nobody reads any more. */
  onClose(complete: boolean): void
}

/** The least that React's renderer calls on a destination. */
export class DocumentSink {
  readonly #options: DocumentSinkOptions
  #resume: () => void = () => {}
  #pieces: Uint8Array[] = []
  #size = 0
  #hasHead = false
  #hasTail = false
  #inBatch = false
  #htmlEnded = false
  #complete = false
  #closed = false
  #destination: Writable | null = null
  /** HTML that waits for the next place between two batches. */
  #aside = ''

  constructor(options: DocumentSinkOptions) {
    this.#options = options
  }

  /** Of what React listens to, only this concerns it: `close` and `error` of the reader end in `abort`. */
  on(event: string, handler: () => void): this {
    if (event === 'drain') this.#resume = handler
    return this
  }

  write(chunk: Uint8Array | string): boolean {
    this.#inBatch = true
    const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    this.#pieces.push(piece)
    this.#size += piece.byteLength
    if (this.#size < HIGH_WATER) return true
    if (!this.#destination) return false
    // The end of the document may be cut in two by the size of React's chunks.
    const html = this.#takeHtml()
    const flowing = this.#destination.write(html.subarray(0, -TAIL.length))
    this.#put(html.subarray(-TAIL.length))
    return flowing
  }

  /** React has written a batch: between two of them scripts may stand. */
  flush(): void {
    this.#inBatch = false
    this.#cutTail()
    if (!this.#destination) return
    this.#putScripts()
    this.#send()
  }

  end(): void {
    this.#htmlEnded = true
    this.#finish()
  }

  /** The renderer failed as a whole after the document had begun: what is there is ended properly. */
  destroy(): void {
    this.#inBatch = false
    this.#hasTail = true
    this.end()
  }

  /** Something that is not React's, for whoever runs no scripts. */
  add(html: string): void {
    this.#aside += html
    this.payloadChanged()
  }

  /** Rows came or the payload ended. */
  payloadChanged(): void {
    if (this.#inBatch || this.#closed) return
    if (this.#htmlEnded && this.#options.payloadEnded()) this.#finish()
    else if (this.#destination) {
      this.#putScripts()
      this.#send()
    }
  }

  get hasRoom(): boolean {
    return !this.#destination?.writableNeedDrain
  }

  /** The whole document, when it is complete before it was piped anywhere. */
  takeComplete(): Uint8Array | null {
    if (!this.#complete || this.#destination) return null
    this.#close(true)
    return this.#takeHtml()
  }

  pipe(destination: Writable): void {
    this.#destination = destination
    destination.on('drain', () => this.#drained())
    destination.on('error', () => this.#close(false))
    destination.on('close', () => this.#close(false))
    if (!this.#inBatch) this.#putScripts()
    if (this.#complete) this.#finish()
    else {
      this.#send()
      if (!destination.writableNeedDrain) this.#drained()
    }
  }

  #finish(): void {
    if (!this.#htmlEnded || !this.#options.payloadEnded() || this.#closed) return
    if (!this.#complete) {
      this.#complete = true
      this.#putScripts()
      if (this.#hasTail) this.#put(TAIL)
    }
    if (!this.#destination) return
    this.#destination.end(this.#takeHtml())
    this.#close(true)
  }

  #drained(): void {
    if (this.#closed) return
    this.#resume()
    this.#options.onDrain()
  }

  #close(complete: boolean): void {
    if (this.#closed) return
    this.#closed = true
    this.#options.onClose(complete)
  }

  #send(): void {
    if (this.#destination && this.#size > 0 && !this.#closed) this.#destination.write(this.#takeHtml())
  }

  #put(piece: Uint8Array): void {
    if (piece.byteLength === 0) return
    this.#pieces.push(piece)
    this.#size += piece.byteLength
  }

  #putScripts(): void {
    const script = this.#options.payload.take()
    if (this.#aside !== '') this.#put(Buffer.from(this.#aside))
    this.#aside = ''
    if (script !== '') this.#put(Buffer.from(`${this.#options.scriptTag}${script}</script>`, 'latin1'))
  }

  /** Scripts stand before the end of the document, which React writes as soon as its own part is done. */
  #cutTail(): void {
    if (this.#pieces.length > 1 && (this.#pieces.at(-1) as Uint8Array).byteLength < TAIL.length)
      this.#put(this.#takeHtml())
    const last = this.#pieces.at(-1)
    if (!last || !endsWithTail(toBuffer(last))) return
    this.#hasTail = true
    this.#size -= TAIL.length
    this.#pieces[this.#pieces.length - 1] = last.subarray(0, -TAIL.length)
  }

  #takeHtml(): Buffer {
    if (!this.#hasHead) this.#putHead()
    const html = this.#pieces.length === 1 ? toBuffer(this.#pieces[0] as Uint8Array) : Buffer.concat(this.#pieces)
    this.#pieces = []
    this.#size = 0
    return html
  }

  /** React's first chunk has the opening tag: what stands before it are `html` and its attributes. */
  #putHead(): void {
    const [first, ...rest] = this.#pieces
    if (!first) return
    this.#hasHead = true
    const text = toBuffer(first)
    const end = endOfHeadTag(text)
    if (end > 0) {
      this.#pieces = [text.subarray(0, end), this.#options.headScript, text.subarray(end), ...rest]
    }
  }
}

/** 0: there is none. A loop, as it stands among the first bytes: searching for it natively costs more than finding it. */
function endOfHeadTag(html: Buffer): number {
  for (let at = 0; at + 5 < html.length; at++) {
    if (html[at] !== LESS || html[at + 1] !== H || html[at + 2] !== E || html[at + 3] !== A || html[at + 4] !== D)
      continue
    return html.indexOf(GREATER, at) + 1
  }
  return 0
}

const [LESS, H, E, A, D, GREATER] = Buffer.from('<head>') as unknown as [number, number, number, number, number, number]

function endsWithTail(html: Buffer): boolean {
  return html.length >= TAIL.length && html.compare(TAIL, 0, TAIL.length, html.length - TAIL.length) === 0
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
