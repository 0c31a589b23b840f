/** The state of one request, reachable from any code that runs for it. One copy, whichever layer imports it. */
import { randomUUID } from 'node:crypto'
import { outsideRequest } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { Incoming, Log } from '../../protocol/incoming.ts'
import { AsyncSlot } from './async-slot.ts'
import { CookieJar } from './cookie-jar.ts'
import type { Keeping } from './keeping.ts'
import { ReadonlyHeaders } from './readonly-headers.ts'

/** What runs now. Cookies may be written in every phase but `render` and `after`. */
export type Phase = 'middleware' | 'function' | 'handler' | 'render' | 'after'

/** What a page said with `dynamic`: that it reads nothing of the request. */
export interface RenderRules {
  /** `error`: reading throws. `force-static`: what is read is empty. */
  readonly dynamic: 'error' | 'force-static'
  /** Relative to app/: who said so. */
  readonly file: string
}

/** What a request needs of its app. */
export interface AppServices {
  readonly log: Log
  readonly mode: 'development' | 'production'
  /** Proof in the draft cookie; unguessable. */
  readonly draftProof: string
  /** The app waits for this work before the process ends. */
  keepAlive(work: Promise<unknown>): void
}

/** Everything in it is made when first asked for: most requests ask for nothing. */
export class RequestContext {
  phase: Phase = 'render'
  /** Of the page or handler that the request is for. */
  rules: RenderRules | null = null
  /** Where a page is rendered for nobody in particular, to be kept. */
  keeping: Keeping | null = null
  /** Set by refresh() and the revalidations: the page is to be sent again even after skipRefresh(). */
  refreshWanted = false
  readonly afterTasks: (() => unknown)[] = []
  /** News for the other processes that is on its way; the answer waits for it. */
  readonly announcements: Promise<void>[] = []
  readonly incoming: Incoming
  readonly services: AppServices
  #signal: AbortSignal | null = null
  #id: string | undefined
  #cookies: CookieJar | undefined
  #headers: ReadonlyHeaders | undefined
  #requestHeaders: Readonly<Record<string, string | string[] | undefined>>

  constructor(incoming: Incoming, services: AppServices) {
    this.incoming = incoming
    this.services = services
    this.#requestHeaders = incoming.headers
  }

  /** Aborts when nobody waits for the answer any more. */
  get signal(): AbortSignal {
    return this.#signal ?? this.incoming.signal
  }

  /** While a function with a time limit runs; null ends it. */
  narrowSignal(signal: AbortSignal | null): void {
    this.#signal = signal
  }

  get id(): string {
    this.#id ??= randomUUID()
    return this.#id
  }

  get cookies(): CookieJar {
    const header = this.#requestHeaders.cookie
    this.#cookies ??= new CookieJar(typeof header === 'string' ? header : '', this)
    return this.#cookies
  }

  get headers(): ReadonlyHeaders {
    this.#headers ??= ReadonlyHeaders.from(this.#requestHeaders)
    return this.#headers
  }

  /** Middleware may replace the headers that the rest of the request sees. */
  replaceHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): void {
    this.#requestHeaders = headers
    this.#headers = undefined
    this.#cookies?.receive(typeof headers.cookie === 'string' ? headers.cookie : '')
  }

  get hasReplacedHeaders(): boolean {
    return this.#requestHeaders !== this.incoming.headers
  }

  /** Values for Set-Cookie, one per name; empty when nothing was written. */
  get setCookies(): readonly string[] {
    return this.#cookies?.written() ?? []
  }
}

const storage = new AsyncSlot<RequestContext>()

export function runInRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work)
}

/** For work whose result is for everybody. */
export function runOutsideRequest<T>(work: () => T): T {
  return storage.exit(work)
}

/**
 * The request this code runs for.
 *
 * @param api name of the function that asks, for the message. Example: `cookies()`
 * @throws FERRY_OUTSIDE_REQUEST
 */
export function currentRequest(api: string): RequestContext {
  const context = storage.getStore()
  if (!context) throw new FerryError(outsideRequest, `${api} was called outside a request.`)
  return context
}

/** The same, for code that may also run without a request. */
export function findRequest(): RequestContext | undefined {
  return storage.getStore()
}
