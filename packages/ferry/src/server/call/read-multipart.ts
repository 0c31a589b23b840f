/** A multipart body as its parts, in order, all of them complete: every limit is an answer, nothing is cut off or dropped. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import busboy from 'busboy'
import { cleanFileName } from './file-name.ts'
import { MAX_FIELD_NAME, MAX_PARTS } from './limits.ts'
import { receiveBody } from './receive-body.ts'
import type { BodyLimits, BodySink } from './receive-body.ts'
import { Refusal } from './refusal.ts'

export type Part =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly value: File; readonly chunks: readonly Buffer[] }

export function readMultipart(
  body: Readable,
  headers: IncomingHttpHeaders,
  limits: BodyLimits,
  watch: MultipartWatch = {},
): Promise<readonly Part[]> {
  return new Promise((resolve, reject) => {
    const parser = createParser(headers, limits)
    const sink = watch.onChunk === undefined ? parser : listening(parser, watch.onChunk)
    collectParts(parser, (parts) => resolve(parts.map(finishPart)), reject, watch.checkName)
    receiveBody(body, limits, sink, (refusal) => refusal !== null && reject(refusal))
  })
}

export interface MultipartWatch {
  /** Sees the raw body as it passes. */
  readonly onChunk?: (chunk: Buffer) => void
  /** Sees the name of each part before its value is read; not null: the whole body is refused. */
  readonly checkName?: (name: string) => Refusal | null
}

function listening(sink: BodySink, onChunk: (chunk: Buffer) => void): BodySink {
  return {
    write: (chunk) => {
      onChunk(chunk)
      return sink.write(chunk)
    },
    end: () => sink.end(),
    destroy: () => sink.destroy(),
    once: (event, listener) => sink.once(event, listener),
  }
}

interface PendingFile {
  readonly name: string
  readonly fileName: string
  readonly type: string
  readonly chunks: Buffer[]
}

type PendingPart = { readonly name: string; readonly value: string } | PendingFile

function createParser(headers: IncomingHttpHeaders, limits: BodyLimits): busboy.Busboy {
  try {
    return busboy({
      headers,
      defParamCharset: 'utf8',
      limits: {
        // Above what the body as a whole may have: the parser's own limits cut off silently, ours answer.
        fieldSize: limits.size + 1,
        fileSize: limits.size + 1,
        parts: MAX_PARTS + 1,
        fields: MAX_PARTS + 1,
        files: MAX_PARTS + 1,
      },
    })
  } catch (cause) {
    throw new Refusal('bad-request', 'The multipart boundary is malformed.', { cause })
  }
}

function collectParts(
  parser: busboy.Busboy,
  resolve: (parts: PendingPart[]) => void,
  reject: (refusal: Refusal) => void,
  checkName: MultipartWatch['checkName'],
): void {
  const parts: PendingPart[] = []

  function refuse(refusal: Refusal): void {
    reject(refusal)
    parser.destroy()
  }
  /** false: refused. */
  function admit(name: string | undefined, encoding: string): boolean {
    const refusal = checkPart(name, encoding, parts.length) ?? checkName?.(name ?? '') ?? null
    if (refusal !== null) refuse(refusal)
    return refusal === null
  }

  parser.on('field', (name, value, info) => {
    if (!admit(name, info.encoding)) return
    if (info.nameTruncated || info.valueTruncated) return refuse(tooManyParts())
    parts.push({ name, value })
  })
  parser.on('file', (name, stream, info) => {
    // Before anything else: a stream that fails without a listener would end the process.
    stream.on('error', () => refuse(malformed()))
    if (!admit(name, info.encoding)) return void stream.resume()
    const file: PendingFile = { name, fileName: cleanFileName(info.filename ?? ''), type: info.mimeType, chunks: [] }
    parts.push(file)
    stream.on('data', (chunk: Buffer) => file.chunks.push(chunk))
    stream.on('limit', () => refuse(tooManyParts()))
  })
  for (const event of ['partsLimit', 'fieldsLimit', 'filesLimit'] as const) {
    parser.on(event, () => refuse(tooManyParts()))
  }
  parser.on('error', () => refuse(malformed()))
  let finished = false
  parser.on('finish', () => {
    finished = true
    resolve(parts)
  })
  // It closes after every body: the refusal is made only where one is due.
  parser.on('close', () => finished || reject(malformed()))
}

function checkPart(name: string | undefined, encoding: string, count: number): Refusal | null {
  if (name === undefined) return malformed()
  if (count >= MAX_PARTS) return tooManyParts()
  if (Buffer.byteLength(name) > MAX_FIELD_NAME) return new Refusal('too-large', 'The name of a form field is too long.')
  // Browsers send parts as they are. The parser would hand over encoded bytes as if they were the value.
  if (!IDENTITY.has(encoding)) return new Refusal('bad-request', 'A part has a transfer encoding.')
  return null
}

const IDENTITY: ReadonlySet<string> = new Set(['7bit', '8bit', 'binary'])

function finishPart(part: PendingPart): Part {
  if ('value' in part) return part
  const { name, chunks } = part
  return { name, chunks, value: new File(chunks as BlobPart[], part.fileName, { type: part.type }) }
}

function malformed(): Refusal {
  return new Refusal('bad-request', 'The multipart body is malformed.')
}

function tooManyParts(): Refusal {
  return new Refusal('too-large', 'The body has too many parts.')
}
