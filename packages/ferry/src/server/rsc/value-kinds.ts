/** The kinds of value that devalue does not know, each as a tagged object and back. Writer and reader belong together. */
import { createElement } from 'react'
import type { ElementType, ReactElement } from 'react'
import { isClientReference, isServerReference, knownClient, knownFunction } from './known-references.ts'
import type { AnyFunction } from './known-references.ts'
import { reviveClient } from './client-references.ts'
import type { Collected } from './value-later.ts'

/** An object each, so that the path to what cannot be encoded reads well: `note.icon.type`. */
type Kind =
  | { readonly is: 'function'; readonly id: string; readonly bound: readonly unknown[] | null }
  | { readonly is: 'client'; readonly id: string }
  | { readonly is: 'element'; readonly type: unknown; readonly key: string | null; readonly props: object }
  | { readonly is: 'symbol'; readonly key: string }
  | { readonly is: 'form'; readonly entries: readonly (readonly [string, unknown])[] }
  | { readonly is: 'iterator'; readonly values: readonly unknown[] }
  | { readonly is: 'bytes'; readonly type: string; readonly bytes: ArrayBuffer }
  | { readonly is: 'later' }
  | Collected

/** One encoding in progress: what has to be waited for, and what of it has arrived. */
export class Described {
  readonly waiting = new Set<object>()
  readonly arrived = new Map<object, Collected>()
  /** Iterators may be read to their end. */
  readonly #drain: boolean

  constructor(options: { readonly drain: boolean }) {
    this.#drain = options.drain
  }

  /** undefined: devalue knows the value itself. */
  describe(value: unknown): Kind | undefined {
    if (typeof value === 'symbol') {
      const key = Symbol.keyFor(value)
      return key === undefined ? undefined : { is: 'symbol', key }
    }
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined
    if (isClientReference(value)) return { is: 'client', id: value.$$id }
    if (isServerReference(value)) {
      const bound = this.#boundOf(value)
      return bound === LATER ? this.#later(value) : { is: 'function', id: value.$$id, bound }
    }
    if (typeof value === 'function' || Array.isArray(value)) return undefined
    if (isElement(value)) return { is: 'element', type: value.type, key: value.key, props: value.props as object }
    if (ArrayBuffer.isView(value)) return describeView(value)
    if (value instanceof FormData) return { is: 'form', entries: [...value.entries()] }
    if (isIterator(value)) return this.#drain ? { is: 'iterator', values: drainIterator(value) } : undefined
    return isLater(value) ? this.#later(value) : undefined
  }

  /** The getter of a capturing reference seals anew each time it is read: read it once. */
  #boundOf(reference: { readonly $$bound: unknown } & object): readonly unknown[] | null | typeof LATER {
    if (this.arrived.has(reference)) return LATER
    const bound = reference.$$bound
    if (!isThenable(bound)) return bound as readonly unknown[] | null
    // It is read again when it is waited for; this one must not fail unheard.
    bound.then(undefined, () => {})
    return LATER
  }

  #later(value: object): Kind {
    const arrived = this.arrived.get(value)
    if (arrived !== undefined) return arrived
    this.waiting.add(value)
    return { is: 'later' }
  }
}

export function reviveKind(kind: Kind): unknown {
  switch (kind.is) {
    case 'function':
      return reviveFunction(kind.id, kind.bound)
    case 'client':
      return knownClient(kind.id) ?? reviveClient(kind.id)
    case 'element':
      return createElement(kind.type as ElementType, kind.key === null ? kind.props : { ...kind.props, key: kind.key })
    case 'symbol':
      return Symbol.for(kind.key)
    case 'form': {
      const form = new FormData()
      for (const [name, value] of kind.entries) form.append(name, value as string)
      return form
    }
    case 'iterator':
      return kind.values[Symbol.iterator]()
    case 'bytes':
      return reviveView(kind.type, kind.bytes)
    case 'promise':
      return Promise.resolve(kind.value)
    case 'blob':
      return new Blob([kind.bytes], { type: kind.type })
    case 'file':
      return new File([kind.bytes], kind.name, { type: kind.type, lastModified: kind.lastModified })
    case 'stream':
      return reviveStream(kind.chunks)
    case 'generator':
      return (async function* () {
        yield* kind.values
      })()
    case 'later':
      throw new Error('A value was written before all of it had arrived.')
  }
}

const LATER = Symbol('later')
const ELEMENT = Symbol.for('react.transitional.element')

function isElement(value: object): value is ReactElement {
  return '$$typeof' in value && value.$$typeof === ELEMENT
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

function isIterator(value: object): value is IterableIterator<unknown> {
  return 'next' in value && Symbol.iterator in value && typeof value[Symbol.iterator] === 'function'
}

function isLater(value: object): boolean {
  return isThenable(value) || value instanceof Blob || value instanceof ReadableStream || Symbol.asyncIterator in value
}

const drained = new WeakMap<object, readonly unknown[]>()

/** An iterator can be read once, a reference may be serialised more often. */
function drainIterator(iterator: IterableIterator<unknown>): readonly unknown[] {
  const values = drained.get(iterator) ?? [...iterator]
  drained.set(iterator, values)
  return values
}

/** Views into a larger buffer travel without the rest of it: that may be somebody else's data (Node pools small Buffers). */
function describeView(view: ArrayBufferView): Kind | undefined {
  const isBuffer = Buffer.isBuffer(view)
  if (!isBuffer && view.byteLength === view.buffer.byteLength) return undefined
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice().buffer
  return { is: 'bytes', type: isBuffer ? 'Buffer' : Object.prototype.toString.call(view).slice(8, -1), bytes }
}

function reviveView(type: string, bytes: ArrayBuffer): unknown {
  if (type === 'Buffer') return Buffer.from(bytes)
  const View = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[type]
  if (View === undefined) throw new Error(`Unknown view ${type}`)
  return new View(bytes)
}

function reviveFunction(id: string, bound: readonly unknown[] | null): AnyFunction {
  const fn = knownFunction(id)
  if (fn === undefined) throw new Error('A captured server function does not exist any more.')
  return bound === null ? fn : (fn.bind as (...args: unknown[]) => AnyFunction)(null, ...bound)
}

function reviveStream(chunks: readonly unknown[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}
