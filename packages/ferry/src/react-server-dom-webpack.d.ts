/** The calls Ferry makes of React's untyped package (19.3.1, node and browser builds), and nothing else. */

declare module 'react-server-dom-webpack/server' {
  import type { Busboy } from 'busboy'
  import type { Writable } from 'node:stream'

  export interface PipeableStream {
    pipe<D extends Writable>(destination: D): D
    abort(reason?: unknown): void
  }
  export type ClientManifest = Record<
    string,
    { id: string | number; chunks: readonly (string | number)[]; name: string; async?: boolean }
  >
  export type ServerManifest = Record<
    string,
    { id: string | number; chunks: readonly (string | number)[]; name: string; async?: boolean }
  >
  export type TemporaryReferenceSet = WeakMap<object, string>

  export function renderToPipeableStream(
    model: unknown,
    clientManifest: ClientManifest,
    options?: {
      onError?: (error: unknown) => string | undefined
      identifierPrefix?: string
      temporaryReferences?: TemporaryReferenceSet
      environmentName?: string
      filterStackFrame?: (url: string, functionName: string) => boolean
      /** Ferry's own (build/webpack/react-shortcuts): collects the rows as objects, by number. In production only. */
      models?: Map<number, unknown>
    },
  ): PipeableStream
  export function createTemporaryReferenceSet(): TemporaryReferenceSet
  export function decodeReply<T = unknown>(
    body: string | FormData,
    serverManifest: ServerManifest,
    options?: { temporaryReferences?: TemporaryReferenceSet; arraySizeLimit?: number },
  ): Promise<T>
  export function decodeReplyFromBusboy<T = unknown>(
    busboy: Busboy,
    serverManifest: ServerManifest,
    options?: { temporaryReferences?: TemporaryReferenceSet; arraySizeLimit?: number },
  ): Promise<T>
  export function decodeAction(body: FormData, serverManifest: ServerManifest): Promise<(() => Promise<unknown>) | null>
  export function decodeFormState(result: unknown, body: FormData, serverManifest: ServerManifest): Promise<unknown>
  export function registerServerReference<T extends (...args: never[]) => unknown>(
    fn: T,
    id: string,
    name: string | null,
  ): T
  export function registerClientReference(proxy: unknown, id: string, name: string): unknown
  export function createClientModuleProxy(id: string): unknown
}

declare module 'react-server-dom-webpack/client' {
  export type TemporaryReferenceSet = Map<string, unknown>
  export interface FormAction {
    name?: string | null
    action?: string
    encType?: string
    method?: string
    target?: string
    data?: FormData | null
  }
  export type EncodeFormAction = (id: string, bound: Promise<unknown[]>) => FormAction

  /** node build */
  export function createFromNodeStream<T>(
    stream: { on(event: string, listener: (...args: unknown[]) => void): unknown },
    manifest: {
      moduleMap: Record<
        string,
        Record<string, { id: string | number; chunks: readonly (string | number)[]; name: string; async?: boolean }>
      >
      serverModuleMap: Record<
        string,
        { id: string | number; chunks: readonly (string | number)[]; name: string; async?: boolean }
      > | null
      moduleLoading: { prefix: string; crossOrigin?: string } | null
    },
    /** `models`, Ferry's own: rows that need not be parsed; taken out as they are read. */
    options?: { nonce?: string; encodeFormAction?: EncodeFormAction; models?: Map<number, unknown> },
  ): Promise<T>
  export function createFromReadableStream<T>(
    stream: ReadableStream<Uint8Array>,
    options?: { callServer?: CallServer; temporaryReferences?: TemporaryReferenceSet },
  ): Promise<T>
  export function createFromFetch<T>(
    response: Promise<Response>,
    options?: { callServer?: CallServer; temporaryReferences?: TemporaryReferenceSet },
  ): Promise<T>
  export type CallServer = (id: string, args: unknown[]) => Promise<unknown>
  export function createServerReference(
    id: string,
    callServerOrEncodeFormAction?: CallServer | EncodeFormAction,
  ): (...args: unknown[]) => Promise<unknown>
  export function createTemporaryReferenceSet(): TemporaryReferenceSet
  export function encodeReply(
    value: unknown,
    options?: { temporaryReferences?: TemporaryReferenceSet; signal?: AbortSignal },
  ): Promise<string | FormData>
}
