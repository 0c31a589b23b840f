/**
 * What the host hands to the server bundle, and what it gets back. Plain structures instead of the web's Request and
 * Response: on the hot path those cost more than rendering a small page does.
 */
import type { IncomingHttpHeaders, Server } from 'node:http'
import type { Readable, Writable } from 'node:stream'
import type { PagesReport } from './pages-report.ts'
import type { Store } from './store.ts'

export interface Incoming {
  readonly method: string
  /** Origin-form path and query exactly as received, below the mount path. Example: `/notes/1?tab=a` */
  readonly target: string
  /** Path under which the app is mounted in a host Express app, without trailing slash. Example: `''` */
  readonly mount: string
  readonly headers: IncomingHttpHeaders
  /** Header names and values in pairs, as node gives them: duplicates (two Origin headers) are visible here only. */
  readonly rawHeaders: readonly string[]
  /** `https` when the socket or a trusted proxy says so. */
  readonly scheme: 'http' | 'https'
  /** Host with port, validated, from the Host header or a trusted proxy. Example: `example.com:8080` */
  readonly host: string
  /** Address of the client (after `trustProxy`). */
  readonly ip: string
  /** The raw body; unread. */
  readonly body: Readable
  /** Aborts when the client goes away before the answer is complete, or the server shuts down hard. */
  readonly signal: AbortSignal
}

export interface Answer {
  status: number
  /** Repeated names are allowed (Set-Cookie). Names in canonical or lower case. */
  headers: [name: string, value: string][]
  body: AnswerBody
}

export type AnswerBody = null | string | Uint8Array | AnswerStream

/** Compatible with what React's `renderToPipeableStream` returns. */
export interface AnswerStream {
  pipe<D extends Writable>(destination: D): D
  abort(reason?: unknown): void
}

/** What `dist/server/index.js` exports. Made once per process by the host. */
export interface ServerBundle {
  /** Rejects with a FerryError when the manifest and the bundle do not agree (a function without a registered async export …). */
  createApp(options: AppOptions): Promise<App>
  /** `ferry build` only: renders what is known before anybody asks for it, with nothing listening. */
  renderPages?(options: PagesOptions): Promise<PagesReport>
}

export interface PagesOptions {
  readonly manifest: import('./manifest.ts').Manifest
  readonly log: Log
  /** Takes text for the {@link BuiltPages} of the host. */
  write(name: string, text: string): void
}

export interface AppOptions {
  readonly manifest: import('./manifest.ts').Manifest
  /** dev: messages and stacks reach the browser. */
  readonly mode: 'development' | 'production'
  /** One structured line per event; the host owns format and destination. */
  readonly log: Log
  /** What the processes of this machine share. Absent: this one is alone. A store of the app's own goes before it. */
  readonly store?: Store
  /** Absent: the build rendered no pages. */
  readonly builtPages?: BuiltPages
  /** Wants to know what happens inside. Absent: nothing is measured. */
  readonly observer?: Observer
  /** `ferry dev` only. */
  readonly dev?: import('./dev-hooks.ts').DevHooks
}

/** Copies of pages that the build made; see server/kept. */
export interface BuiltPages {
  /** Text; null: there is none. */
  read(name: string): Promise<string | null>
  /** Nobody gets those with this tag any more, also not when the server starts again. Not waited for. */
  remove(tag: string): void
}

export interface Observer {
  /** A server function ran. `source` is as in the manifest, `ms` how long it took. */
  functionEnded(source: string, outcome: 'value' | 'interrupt' | 'failure', ms: number): void
}

export interface App {
  handle(incoming: Incoming): Promise<Answer>
  /** The user's server.ts, when there is one. The node:http server is null where Ferry does not own it. */
  readonly configureExpress: ((app: unknown, owner: { readonly server: Server | null }) => void | Promise<void>) | null
  /** Settles when all `after()` work is done. Called by the host while draining. */
  idle(): Promise<void>
  /** Refuse calls and submits with 503 from now on. */
  drain(): void
  /** Log fields of the request whose code is running now (requestId, method, url), for an unhandled rejection; null outside a request. */
  currentRequest?(): Readonly<Record<string, unknown>> | null
  /** `ferry dev` only: serves what this manifest says from now on. Rejects with what is wrong with a module of the app. */
  renew?(manifest: import('./manifest.ts').Manifest): Promise<void>
  /** The last that is called: closes what would keep the process from ending. */
  close?(): Promise<void>
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void
