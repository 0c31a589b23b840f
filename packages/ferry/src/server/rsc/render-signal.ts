/**
 * What React's encoder does at the end of every render, without its price when nobody looks: it aborts a signal, with an
 * error that carries a stack. The build puts these in their places (build/webpack/react-patch-loader).
 */

/** An AbortController that is made when its signal is asked for: by `cacheSignal()`, and for streams, iterables and blobs. */
export class RenderController {
  #controller: AbortController | null = null
  #aborted: { readonly reason: unknown } | null = null

  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController()
      if (this.#aborted) this.#controller.abort(this.#aborted.reason)
    }
    return this.#controller.signal
  }

  abort(reason: unknown): void {
    this.#aborted ??= { reason }
    this.#controller?.abort(reason)
  }
}

/** An error that nobody debugs by where it was made. */
export function errorWithoutStack(message: string): Error {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  const error = new Error(message)
  Error.stackTraceLimit = stackTraceLimit
  return error
}

/** The reason at the end of every render; React's own text. One for all: it says nothing of any of them. */
export const RENDER_COMPLETED = errorWithoutStack(
  'This render completed successfully. All cacheSignals are now aborted to allow clean up of any unused resources.',
)
