/** A body that is a single text: the reply encoding without files, or a form to look into. */
import type { Readable } from 'node:stream'
import { receiveBody } from './receive-body.ts'
import type { BodyLimits, BodySink } from './receive-body.ts'

export function readBytes(body: Readable, limits: BodyLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const sink: BodySink = {
      write: (chunk) => chunks.push(chunk) > 0,
      end() {},
      destroy() {},
      once() {},
    }
    receiveBody(body, limits, sink, (refusal) => {
      if (refusal !== null) reject(refusal)
      else resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks))
    })
  })
}

export async function readText(body: Readable, limits: BodyLimits): Promise<string> {
  return (await readBytes(body, limits)).toString('utf8')
}
