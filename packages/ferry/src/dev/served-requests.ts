/** Measures the requests to the dev server: how long each took, and how much of that it waited for the compiler. */
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface ServedRequest {
  /** Counts from 1. */
  readonly number: number
  readonly method: string
  readonly target: string
  /** 0: nobody waited for the answer any more. */
  readonly status: number
  /** Of the answer, its head included. */
  readonly bytes: number
  /** ms since 1970 */
  readonly began: number
  readonly duration: number
  /** ms of the duration in which something was compiled. */
  readonly compiling: number
}

export class ServedRequests {
  readonly #onEnd: (request: ServedRequest) => void
  #number = 0
  #compiled = 0
  #since: number | null = null

  constructor(onEnd: (request: ServedRequest) => void) {
    this.#onEnd = onEnd
  }

  /** The compiler begins, or has ended. */
  compile(isCompiling: boolean): void {
    this.#compiled = this.#compiledUntilNow()
    this.#since = isCompiling ? performance.now() : null
  }

  /** @returns the number of the request */
  begin({ method = 'GET', url: target = '/' }: IncomingMessage, response: ServerResponse): number {
    const number = ++this.#number
    const began = Date.now()
    const start = performance.now()
    const compiled = this.#compiledUntilNow()
    const { socket } = response
    const written = socket?.bytesWritten ?? 0
    let compiling: number | null = null
    // The head of the answer: what is compiled later is not what this one waits for.
    const note = () => (compiling ??= this.#compiledUntilNow() - compiled)
    const writeHead = response.writeHead
    response.writeHead = ((...parameters: Parameters<typeof writeHead>) => {
      note()
      return writeHead.apply(response, parameters)
    }) as typeof writeHead
    response.on('close', () => {
      this.#onEnd({
        number,
        method,
        target,
        status: response.headersSent ? response.statusCode : 0,
        bytes: (socket?.bytesWritten ?? 0) - written,
        began,
        duration: performance.now() - start,
        compiling: Math.min(note(), performance.now() - start),
      })
    })
    return number
  }

  #compiledUntilNow(): number {
    return this.#compiled + (this.#since === null ? 0 : performance.now() - this.#since)
  }
}
