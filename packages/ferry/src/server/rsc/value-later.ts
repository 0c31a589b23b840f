/** What a value turns out to be once it has arrived: settled promises, bytes of files, chunks of streams. */
import { isServerReference } from './known-references.ts'

export type Collected =
  | readonly ['promise', value: unknown]
  | readonly ['blob', bytes: ArrayBuffer, type: string]
  | readonly ['file', bytes: ArrayBuffer, type: string, name: string, lastModified: number]
  | readonly ['stream', chunks: readonly unknown[]]
  | readonly ['generator', values: readonly unknown[]]
  | readonly ['function', id: string, bound: readonly unknown[] | null]

/** The same thing gives the same answer each time: a stream can be read only once. */
export function collectLater(thing: object): Promise<Collected> {
  let collecting = collected.get(thing)
  if (collecting === undefined || isServerReference(thing)) {
    collecting = collect(thing)
    collected.set(thing, collecting)
  }
  return collecting
}

/** An endless stream must not be collected for ever. */
export const MAX_CHUNKS = 10_000

const collected = new WeakMap<object, Promise<Collected>>()

async function collect(thing: object): Promise<Collected> {
  if (isServerReference(thing)) return ['function', thing.$$id, await thing.$$bound]
  if (thing instanceof File) return ['file', await thing.arrayBuffer(), thing.type, thing.name, thing.lastModified]
  if (thing instanceof Blob) return ['blob', await thing.arrayBuffer(), thing.type]
  if (thing instanceof ReadableStream) return ['stream', await drain(thing)]
  if ('then' in thing) return ['promise', await thing]
  return ['generator', await drain(thing as AsyncIterable<unknown>)]
}

async function drain(source: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const values: unknown[] = []
  for await (const value of source) {
    if (values.push(value) > MAX_CHUNKS) throw new Error(`It has more than ${MAX_CHUNKS} chunks.`)
  }
  return values
}
