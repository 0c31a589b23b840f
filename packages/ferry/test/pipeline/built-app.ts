/** Builds an app from a list of files and opens it as the host does, without the host. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Answer, App, Incoming, Log, ServerBundle } from '../../src/protocol/incoming.ts'
import type { Manifest } from '../../src/protocol/manifest.ts'

const run = promisify(execFile)
const packageDir = fileURLToPath(new URL('../..', import.meta.url))

export interface LogLine {
  readonly level: string
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

export interface BuiltApp {
  /** Of the app; `dist/` is in it. */
  readonly dir: string
  readonly manifest: Manifest
  readonly bundle: ServerBundle
  remove(): void
}

/**
 * @param files path → content
 * @param packages those of the repository that the app has installed, too
 * @param environment of the build
 */
export async function buildApp(
  files: Readonly<Record<string, string | Buffer>>,
  packages: readonly string[] = [],
  environment: NodeJS.ProcessEnv = { NODE_ENV: 'production' },
): Promise<BuiltApp> {
  const dir = mkdtempSync(join(tmpdir(), 'ferry-pipeline-'))
  for (const name of packages) {
    mkdirSync(dirname(join(dir, 'node_modules', name)), { recursive: true })
    symlinkSync(join(packageDir, '../../node_modules', name), join(dir, 'node_modules', name))
  }
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, file)), { recursive: true })
    writeFileSync(join(dir, file), source)
  }
  const env = { ...process.env, ...environment }
  await run(process.execPath, [join(packageDir, 'bin/ferry.js'), 'build'], { cwd: dir, env })
  const bundle: ServerBundle = await createRequire(import.meta.url)(join(dir, 'dist/server/index.js'))
  const manifest: Manifest = JSON.parse(readFileSync(join(dir, 'dist/manifest.json'), 'utf8'))
  return { dir, manifest, bundle, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

export interface OpenApp {
  readonly app: App
  readonly log: LogLine[]
  /** id of the server function with this export name */
  functionId(name: string): string
  send(method: string, target: string, request?: SentRequest): Promise<Received>
  /** The answer as it is, its body unread. */
  handle(method: string, target: string, request?: SentRequest): Promise<Answer>
}

export interface SentRequest {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | FormData
  readonly signal?: AbortSignal
  readonly mount?: string
}

export interface Received {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** As they arrived. */
  readonly chunks: readonly string[]
}

export async function openApp(
  { bundle, manifest }: BuiltApp,
  settings: Partial<Manifest['settings']> = {},
): Promise<OpenApp> {
  const log: LogLine[] = []
  const write: Log = (level, message, fields = {}) => log.push({ level, message, fields })
  const app = await bundle.createApp({
    manifest: { ...manifest, settings: { ...manifest.settings, ...settings } },
    mode: 'production',
    log: write,
  })
  const handle = async (method: string, target: string, request: SentRequest = {}) =>
    app.handle(await createIncoming(method, target, request))
  return {
    app,
    log,
    functionId(name) {
      const found = Object.entries(manifest.functions).find(([, { source }]) => source.endsWith(`#${name}`))
      if (!found) throw new Error(`no server function ${name}`)
      return found[0]
    },
    send: async (method, target, request) => receive(await handle(method, target, request)),
    handle,
  }
}

async function createIncoming(method: string, target: string, request: SentRequest): Promise<Incoming> {
  const web = new Request('http://shop.test/', { method: 'POST', body: request.body ?? '' })
  const type = web.headers.get('content-type')
  const headers: Record<string, string> = {
    host: 'shop.test',
    ...(method !== 'GET' && method !== 'HEAD' && { origin: 'http://shop.test' }),
    ...(request.body !== undefined && type !== null && { 'content-type': type }),
    ...request.headers,
  }
  return {
    method,
    target,
    mount: request.mount ?? '',
    headers,
    rawHeaders: Object.entries(headers).flat(),
    scheme: 'http',
    host: 'shop.test',
    ip: '127.0.0.1',
    body: Readable.from(request.body === undefined ? [] : [Buffer.from(await web.arrayBuffer())]),
    signal: request.signal ?? new AbortController().signal,
  }
}

async function receive({ status, headers, body }: Answer): Promise<Received> {
  const chunks: string[] = []
  if (typeof body === 'string') chunks.push(body)
  else if (body instanceof Uint8Array) chunks.push(Buffer.from(body).toString())
  else if (body !== null) {
    const reader = body.pipe(new PassThrough())
    for await (const chunk of reader) chunks.push(String(chunk))
  }
  return { status, headers: new Headers(headers), text: chunks.join(''), chunks }
}
