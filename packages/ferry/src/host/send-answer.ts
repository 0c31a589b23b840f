/** An Answer of the server bundle onto a response of node:http. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer, AnswerStream } from '../protocol/incoming.ts'
import { type ContentEncoding, chooseEncoding, isCompressible } from './accept-encoding.ts'
import { closeAfterAnswer, hasUnreadBody } from './close-connection.ts'
import { compressWhole, createCompressor } from './compressor.ts'
import { clientGone } from './incoming.ts'

/** Shorter answers fit into one packet whatever is done to them. */
const WORTH_COMPRESSING = 1024

/** Throws, or rejects, when a header cannot be sent; nothing has been written then. Only compressing has to be waited for. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  compress: boolean,
): void | Promise<void> {
  const { body } = answer
  if (response.destroyed) return abort(body, clientGone())
  if (hasUnreadBody(request)) closeAfterAnswer(request, response)
  if (request.method === 'HEAD' || body === null) return sendHead(response, answer)
  const encoding = compress ? encodingFor(request, answer) : null
  if (isStream(body)) return sendStream(response, answer, body, encoding)
  if (encoding === null) return sendWhole(response, answer, body)
  return compressWhole(body, encoding).then((bytes) => sendWhole(response, answer, bytes))
}

function sendWhole(response: ServerResponse, answer: Answer, body: string | Uint8Array): void {
  if (response.destroyed) return
  const length = lengthOf(body)
  writeHead(response, answer, length)
  if (typeof body !== 'string') response.end(body)
  // Node writes head and text in one encoding, and the head is Latin-1.
  else if (length === body.length) response.end(body, 'latin1')
  else response.end(Buffer.from(body))
}

function sendHead(response: ServerResponse, answer: Answer): void {
  abort(answer.body, clientGone())
  // The answer to a HEAD without a body says nothing about the length that a GET would have.
  const isUnknown = answer.body === null && response.req.method === 'HEAD'
  writeHead(response, answer, isUnknown ? null : lengthOf(answer.body))
  response.end()
}

function sendStream(
  response: ServerResponse,
  answer: Answer,
  stream: AnswerStream,
  encoding: ContentEncoding | null,
): void {
  // Before the stream adds its own listener: it then ends as aborted, not as broken.
  response.on('close', () => {
    if (!response.writableFinished) stream.abort(clientGone())
  })
  try {
    writeHead(response, answer, null)
  } catch (error) {
    stream.abort(error)
    throw error
  }
  stream.pipe(encoding === null ? response : createCompressor(response, encoding))
}

/** @param length of the body; null: not known */
function writeHead(response: ServerResponse, answer: Answer, length: number | null): void {
  const head: string[] = []
  let measured = false
  for (const [name, value] of answer.headers) {
    head.push(name, value)
    measured ||= name.length === 14 && name.toLowerCase() === 'content-length'
  }
  const bodiless = answer.status === 204 || answer.status === 304
  if (!measured && !bodiless && length !== null) head.push('Content-Length', String(length))
  if (response.getHeaderNames().length === 0) response.writeHead(answer.status, head)
  else writeHeadOver(response, answer.status, head)
}

/** Middleware in front has set headers already: ours win, except where both may stand. */
function writeHeadOver(response: ServerResponse, status: number, head: readonly string[]): void {
  const seen = new Set<string>()
  for (let index = 0; index < head.length; index += 2) {
    const [name = '', value = ''] = head.slice(index, index + 2)
    const key = name.toLowerCase()
    if (key === 'set-cookie' || key === 'vary' || seen.has(key)) response.appendHeader(name, value)
    else response.setHeader(name, value)
    seen.add(key)
  }
  response.writeHead(status)
}

/** The encoding to use; notes on the answer what caches must know. */
function encodingFor(request: IncomingMessage, answer: Answer): ContentEncoding | null {
  const length = lengthOf(answer.body)
  if (length !== null && length < WORTH_COMPRESSING) return null
  let compressible = false
  for (const [name, value] of answer.headers) {
    const key = name.toLowerCase()
    if (key === 'content-type') compressible = isCompressible(value)
    else if (key === 'content-encoding' || key === 'content-range') return null
    else if (key === 'cache-control' && value.includes('no-transform')) return null
  }
  if (!compressible) return null
  answer.headers.push(['Vary', 'Accept-Encoding'])
  const encoding = chooseEncoding(request.headers['accept-encoding'], ['br', 'gzip'])
  if (encoding !== null) {
    answer.headers = answer.headers.flatMap((header) => adjusted(header))
    answer.headers.push(['Content-Encoding', encoding])
  }
  return encoding
}

/** Other bytes have another length, and are only weakly the same as what the tag names. */
function adjusted([name, value]: [string, string]): [string, string][] {
  const key = name.toLowerCase()
  if (key === 'content-length') return []
  return [[name, key === 'etag' && !value.startsWith('W/') ? `W/${value}` : value]]
}

function lengthOf(body: Answer['body']): number | null {
  if (body === null) return 0
  if (typeof body === 'string') return Buffer.byteLength(body)
  return body instanceof Uint8Array ? body.byteLength : null
}

function abort(body: Answer['body'], reason: Error): void {
  if (isStream(body)) body.abort(reason)
}

function isStream(body: Answer['body']): body is AnswerStream {
  return typeof body === 'object' && body !== null && 'pipe' in body
}
