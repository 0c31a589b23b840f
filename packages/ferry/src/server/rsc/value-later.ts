/** What a value turns out to be once it has arrived: settled promises, bytes of files, chunks of streams. */
import { isServerReference } from './known-references.ts'

export type Collected =
  | { readonly is: 'promise'; readonly value: unknown }
  | { readonly is: 'blob'; readonly bytes: ArrayBuffer; readonly type: string }
  | {
      readonly is: 'file'
      readonly bytes: ArrayBuffer
      readonly type: string
      readonly name: string
      readonly lastModified: number
    }
  | { readonly is: 'stream'; readonly chunks: readonly unknown[] }
  | { readonly is: 'generator'; readonly values: readonly unknown[] }
  | { readonly is: 'function'; readonly id: string; readonly bound: readonly unknown[] | null }

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
  if (isServerReference(thing)) return { is: 'function', id: thing.$$id, bound: await thing.$$bound }
  if (thing instanceof Blob) return collectFile(thing)
  if (thing instanceof ReadableStream) return { is: 'stream', chunks: await drain(thing) }
  if ('then' in thing) return { is: 'promise', value: await thing }
  return { is: 'generator', values: await drain(thing as AsyncIterable<unknown>) }
}

async function collectFile(file: Blob): Promise<Collected> {
  const bytes = await file.arrayBuffer()
  const { type } = file
  if (!(file instanceof File)) return { is: 'blob', bytes, type }
  return { is: 'file', bytes, type, name: file.name, lastModified: file.lastModified }
}

async function drain(source: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const values: unknown[] = []
  for await (const value of source) {
    if (values.push(value) > MAX_CHUNKS) throw new Error(`It has more than ${MAX_CHUNKS} chunks.`)
  }
  return values
}
