/** Compresses an answer while it is written, and never holds back what was written: each burst is flushed at its end. */
import { Writable } from 'node:stream'
import {
  brotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  type BrotliOptions,
  gzip,
  type ZlibOptions,
} from 'node:zlib'
import type { ContentEncoding } from './accept-encoding.ts'

/** Quick settings: for HTML, Brotli at 3 is smaller than gzip at 6 and takes less time. */
const BROTLI: BrotliOptions = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 18 },
}
const GZIP: ZlibOptions = { level: 6 }

/** Whole answers: compressed off the main thread. */
export function compressWhole(body: string | Uint8Array, encoding: ContentEncoding): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, result: Buffer) => (error === null ? resolve(result) : reject(error))
    if (encoding === 'br') brotliCompress(body, BROTLI, done)
    else gzip(body, GZIP, done)
  })
}

/** A destination for a stream: what goes in comes out compressed at `destination`, with its back-pressure. */
export function createCompressor(destination: Writable, encoding: ContentEncoding): Writable {
  const stream = encoding === 'br' ? createBrotliCompress(BROTLI) : createGzip(GZIP)
  const flushKind = encoding === 'br' ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH
  let flushing = false
  const flush = () => {
    flushing = false
    if (!stream.destroyed && !stream.writableEnded) stream.flush(flushKind)
  }
  const entrance = new Writable({
    // Having taken everything in is not yet having sent it.
    autoDestroy: false,
    write(chunk: Uint8Array, _encoding, callback) {
      if (!flushing) {
        flushing = true
        setImmediate(flush)
      }
      stream.write(chunk, callback)
    },
    final(callback) {
      stream.end(callback)
    },
    destroy(error, callback) {
      stream.destroy()
      callback(error)
    },
  })
  stream.on('error', (error) => entrance.destroy(error))
  destination.on('close', () => entrance.destroy())
  stream.pipe(destination)
  return entrance
}
