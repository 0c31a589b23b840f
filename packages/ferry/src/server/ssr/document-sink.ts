/**
 * Where the renderer of a document writes. Puts the head script after the opening head tag, the payload's scripts
 * between the renderer's batches, and the end of the document last. A document that is complete before anybody reads it
 * is one piece; otherwise it streams at the reader's pace.
 */
import type { Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import type { InlinePayload } from './inline-payload.ts'

/** More than this is not gathered. */
const HIGH_WATER = 64 * 1024
const TAIL = '</body></html>'

export interface DocumentSinkOptions {
  readonly payload: InlinePayload
  /** Stands right after the opening head tag. */
  readonly headScript: string
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
  /** See react-shortcuts. */
  readonly takesText = true
  readonly #options: DocumentSinkOptions
  #resume: () => void = () => {}
  #html = ''
  #decoder: StringDecoder | null = null
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
    this.#html += typeof chunk === 'string' ? chunk : this.#textOf(chunk)
    return this.#html.length < HIGH_WATER || this.#overflow()
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
  takeComplete(): string | null {
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
      if (this.#hasTail) this.#html += TAIL
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
    if (this.#destination && this.#html !== '' && !this.#closed) this.#destination.write(this.#takeHtml())
  }

  #overflow(): boolean {
    if (!this.#destination) return false
    // The end of the document may be cut in two by the size of React's chunks.
    const html = this.#takeHtml()
    const cut = endOfCharacter(html, html.length - TAIL.length)
    this.#html = html.slice(cut)
    return this.#destination.write(html.slice(0, cut))
  }

  /** A renderer without the shortcut cuts its bytes anywhere. */
  #textOf(bytes: Uint8Array): string {
    this.#decoder ??= new StringDecoder('utf8')
    return this.#decoder.write(bytes)
  }

  #putScripts(): void {
    const script = this.#options.payload.take()
    this.#html += this.#aside
    this.#aside = ''
    if (script !== '') this.#html += `${this.#options.scriptTag}${script}</script>`
  }

  /** Scripts stand before the end of the document, which React writes as soon as its own part is done. */
  #cutTail(): void {
    if (!this.#html.endsWith(TAIL)) return
    this.#hasTail = true
    this.#html = this.#html.slice(0, -TAIL.length)
  }

  #takeHtml(): string {
    if (!this.#hasHead) this.#putHead()
    const html = this.#html
    this.#html = ''
    return html
  }

  /** What stands before the head are `html` and its attributes, in which `<` is escaped. */
  #putHead(): void {
    const html = this.#html
    if (html === '') return
    this.#hasHead = true
    const start = html.indexOf('<head')
    if (start < 0) return
    const end = html.indexOf('>', start) + 1
    this.#html = html.slice(0, end) + this.#options.headScript + html.slice(end)
  }
}

/** Never between the two halves of a character. */
function endOfCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at
}
