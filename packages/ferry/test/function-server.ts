/**
 * A real HTTP server around runCall and runSubmit, with React's real decoder: what the tests of server functions talk to.
 * Functions are registered as the build does it; `outcomes` has what became of each request, `ran` how often one ran.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createHash } from 'node:crypto'
import type { Incoming } from '../src/protocol/incoming.ts'
import { interruptStatus } from '../src/protocol/interrupt.ts'
import type { FunctionEntry, RuntimeSettings } from '../src/protocol/manifest.ts'
import { ACTION_PATH } from '../src/protocol/names.ts'
import { createFunctionEnv } from '../src/server/call/create-function-env.ts'
import type { FunctionEnv } from '../src/server/call/function-env.ts'
import type { SubmitOutcome } from '../src/server/call/outcome.ts'
import { runCall } from '../src/server/call/run-call.ts'
import { runSubmit } from '../src/server/call/run-submit.ts'
import type { Store } from '../src/protocol/store.ts'
import { registerServerReference } from '../src/server/rsc/references.ts'
import { createMemoryStore } from '../src/store/memory-store.ts'

type AnyFunction = (...args: never[]) => unknown

export interface LogLine {
  readonly level: string
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

export interface FunctionServer {
  readonly port: number
  readonly origin: string
  readonly outcomes: SubmitOutcome[]
  readonly logs: LogLine[]
  readonly signals: AbortSignal[]
  readonly env: FunctionEnv
  id(name: string): string
  post(path: string, body: BodyInit | undefined, headers?: Record<string, string>): Promise<Answer>
  call(name: string, body: BodyInit, headers?: Record<string, string>): Promise<Answer>
  raw(chunks: readonly (string | Buffer)[], options?: { keepOpen?: boolean }): Promise<string>
  close(): Promise<void>
}

/** The request that a function runs in. */
const current = new AsyncLocalStorage<Incoming>()

type Around = (incoming: Incoming, answer: () => Promise<SubmitOutcome>) => Promise<SubmitOutcome>

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly outcome: SubmitOutcome
}

export const defaultActions: RuntimeSettings['actions'] = {
  bodySizeLimit: 1024 * 1024,
  allowedOrigins: [],
  allowRequestsWithoutOrigin: false,
  timeout: 0,
  replayTimeout: 2000,
  once: { window: 600_000 },
}

export function functionId(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 40)
}

export async function startFunctionServer(
  functions: Readonly<Record<string, AnyFunction>>,
  options: {
    readonly actions?: Partial<RuntimeSettings['actions']>
    readonly publicUrl?: string
    readonly captures?: readonly string[]
    readonly mode?: 'development' | 'production'
    readonly env?: Partial<FunctionEnv>
    /** One that is shared with other servers. */
    readonly store?: Store
    /** What surrounds a request: its context, say. */
    readonly around?: Around
  } = {},
): Promise<FunctionServer> {
  const logs: LogLine[] = []
  const outcomes: SubmitOutcome[] = []
  const signals: AbortSignal[] = []
  const modules = (globalThis as unknown as { __modules: Map<string, unknown> }).__modules
  const moduleId = `module-${functionId(String(Math.random())).slice(0, 8)}`
  const entries: Record<string, FunctionEntry> = {}
  for (const [name, fn] of Object.entries(functions)) {
    const captures = options.captures?.includes(name) ?? false
    if (!captures) registerServerReference(fn, functionId(name))
    entries[functionId(name)] = { id: moduleId, name, source: `app/functions.ts#${name}`, captures }
  }
  modules.set(moduleId, functions)
  const created = await createFunctionEnv({
    manifest: {
      functions: entries,
      generatedKey: 'generated key of the test',
      settings: { publicUrl: options.publicUrl ?? null, actions: { ...defaultActions, ...options.actions } },
    },
    mode: options.mode ?? 'production',
    log: (level, message, fields = {}) => logs.push({ level, message, fields }),
    load: (entry) => (modules.get(String(entry.id)) as Record<string, unknown>)[entry.name],
    encryptionKeys: undefined,
    runInFunctionContext: (run, signal) => {
      const own = current.getStore()
      if (!own) throw new Error('A function ran outside of a request.')
      signals.push(signal ?? own.signal)
      return run()
    },
    draining: () => false,
    appStore: { store: options.store ?? createMemoryStore(), shared: options.store !== undefined },
  })
  const env: FunctionEnv = { ...created, ...options.env }

  const server = createServer((req, res) => {
    void answer(req, res, env, outcomes, options.around ?? ((_incoming, run) => run()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`

  async function post(path: string, body: BodyInit | undefined, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(origin + path, { method: 'POST', headers: { origin, ...headers }, body })
    const text = await response.text()
    const outcome = outcomes[Number(response.headers.get('x-outcome') ?? -1)]
    if (outcome === undefined) throw new Error('The request had no outcome.')
    return { status: response.status, headers: response.headers, text, outcome }
  }

  return {
    port,
    origin,
    outcomes,
    logs,
    signals,
    env,
    id: functionId,
    post,
    call: (name, body, headers) => post(ACTION_PATH + functionId(name), body, headers),
    raw: (chunks, { keepOpen = false } = {}) => sendRaw(port, chunks, keepOpen),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  env: FunctionEnv,
  outcomes: SubmitOutcome[],
  around: Around,
): Promise<void> {
  const controller = new AbortController()
  res.on('close', () => {
    if (!res.writableFinished) controller.abort()
  })
  const incoming: Incoming = {
    method: req.method ?? '',
    target: req.url ?? '',
    mount: '',
    headers: req.headers,
    rawHeaders: req.rawHeaders,
    scheme: 'http',
    host: req.headers.host ?? '',
    ip: '127.0.0.1',
    body: req,
    signal: controller.signal,
  }
  const path = incoming.target.split('?')[0] ?? ''
  const outcome = await around(incoming, () =>
    current.run(incoming, () =>
      path.startsWith(ACTION_PATH) ? runCall(incoming, path.slice(ACTION_PATH.length), env) : runSubmit(incoming, env),
    ),
  )
  res.setHeader('X-Outcome', outcomes.push(outcome) - 1)
  switch (outcome.kind) {
    case 'value':
      res.writeHead(outcome.status, { 'Content-Type': 'text/plain' })
      return void res.end('value')
    case 'interrupt':
      res.writeHead(interruptStatus(outcome.interrupt))
      return void res.end('interrupt')
    case 'failure':
      res.writeHead(outcome.failure.status, Object.fromEntries(outcome.headers))
      return void res.end(JSON.stringify(outcome.failure))
    case 'no-function': {
      const chunks: Buffer[] = []
      for await (const chunk of outcome.body) chunks.push(chunk as Buffer)
      res.writeHead(405)
      return void res.end(Buffer.concat(chunks))
    }
  }
}

/** Writes the chunks one by one and resolves with what came back until the server or the time ended the connection. */
function sendRaw(port: number, chunks: readonly (string | Buffer)[], keepOpen: boolean): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let received = ''
    const timer = setTimeout(() => socket.destroy(), 3_000)
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      received += text
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(received)
    })
    socket.on('connect', async () => {
      for (const chunk of chunks) {
        if (socket.destroyed) break
        socket.write(chunk)
        await new Promise((done) => setImmediate(done))
      }
      if (!keepOpen) socket.end()
    })
  })
}
