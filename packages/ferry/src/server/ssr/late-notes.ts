/** What a document that has begun says in the end to readers without scripts: where a redirect leads, what failed. */
import type { FailedBoundary } from '../../protocol/browser-config.ts'
import type { DocumentRender } from './document-root.tsx'
import type { RenderFailure } from './failed-boundaries.ts'
import { lateFallbacks } from './late-fallbacks.tsx'

export interface LateNotesOptions {
  /** Boundaries that show their fallback in the document. */
  readonly failed: readonly FailedBoundary[]
  /** HTML for a place between two batches of the renderer. */
  add(html: string): void
  /** `1;url=/there`; null for what is no redirect, or one that is refused. */
  refresh(error: unknown): string | null
  /** See failBoundary: none shows a redirect. */
  fail(failed: readonly FailedBoundary[], failure: RenderFailure): readonly FailedBoundary[] | null
}

export class LateNotes {
  readonly #options: LateNotesOptions
  readonly #hasSaid = new Set<string>()
  #failed: readonly FailedBoundary[]
  #isWriting = false

  constructor(options: LateNotesOptions) {
    this.#options = options
    this.#failed = options.failed
  }

  /** The document has to stay open. */
  get isWriting(): boolean {
    return this.#isWriting
  }

  /** Something failed that the shell was sent without. */
  failed(failure: RenderFailure): void {
    const refresh = this.#options.refresh(failure.error)
    if (refresh === null) this.#say('noindex', '<meta name="robots" content="noindex"/>')
    else this.#say('redirect', `<meta http-equiv="refresh" content="${refresh}"/>`)
    this.#failed = this.#options.fail(this.#failed, failure) ?? this.#failed
  }

  /** Everything is rendered. */
  async end(render: DocumentRender): Promise<void> {
    const { failed, fail, add } = this.#options
    if (this.#failed === failed || this.#hasSaid.has('redirect')) return
    this.#isWriting = true
    const html = await lateFallbacks(render, this.#failed, fail).catch(() => '')
    this.#isWriting = false
    add(html === '' ? '' : `<noscript>${html}</noscript>`)
  }

  #say(what: string, html: string): void {
    if (this.#hasSaid.has(what)) return
    this.#hasSaid.add(what)
    this.#options.add(`<noscript>${html}</noscript>`)
  }
}
