/** Sends one file of a FileIndex: ranges, conditions and types by `send`, compressed copies by what the client takes. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { basename, dirname, extname } from 'node:path'
import send from 'send'
import { chooseEncoding } from './accept-encoding.ts'
import { closeAfterAnswer, hasUnreadBody } from './close-connection.ts'
import type { IndexedFile } from './file-index.ts'
import { refuse } from './refuse.ts'

export type CachePolicy = 'immutable' | 'revalidate'

export function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  { file, encodings }: IndexedFile,
  cache: CachePolicy,
): void {
  if (hasUnreadBody(request)) closeAfterAnswer(request, response)
  response.setHeader('Cache-Control', CACHE_CONTROL[cache])
  response.setHeader('X-Content-Type-Options', 'nosniff')
  const type = TEXT_TYPES[extname(file).toLowerCase()]
  let encoding: 'br' | 'gzip' | null = null
  if (type !== undefined && encodings.length > 0) {
    response.setHeader('Vary', 'Accept-Encoding')
    // A range is one of the bytes that are sent, and a client that resumes expects the file's own.
    if (request.headers.range === undefined) encoding = chooseEncoding(request.headers['accept-encoding'], encodings)
  }
  if (type !== undefined && encoding !== null) {
    response.setHeader('Content-Type', type)
    response.setHeader('Content-Encoding', encoding)
  }
  const sent = encoding === null ? file : `${file}.${encoding === 'br' ? 'br' : 'gz'}`
  send(request, encodeURIComponent(basename(sent)), {
    root: dirname(sent),
    dotfiles: 'allow',
    index: false,
    cacheControl: false,
  })
    .on('error', (error: { status?: number; headers?: Record<string, string> }) => {
      for (const name of ['Content-Encoding', 'Content-Type', 'Cache-Control']) response.removeHeader(name)
      for (const [name, value] of Object.entries(error.headers ?? {})) response.setHeader(name, value)
      refuse(response, error.status ?? 500)
    })
    .pipe(response)
}

const CACHE_CONTROL = {
  /** The name changes when the content does. */
  immutable: 'public, max-age=31536000, immutable',
  revalidate: 'public, max-age=0, must-revalidate',
} satisfies Record<CachePolicy, string>

/** Types of the files that have compressed copies; `send` would read the type off the copy's own name. */
const TEXT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
}
