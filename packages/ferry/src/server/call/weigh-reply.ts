/**
 * What a reply would become if it were decoded: counted on every path, before React or anything else walks it.
 * A few rows that refer to each other can describe 2^40 values; React decodes them in a millisecond, and whatever then
 * looks at the result (a schema, a log, JSON.stringify) never comes back.
 */
import { MAX_ARGUMENTS, MAX_DEPTH } from './limits.ts'
import { malformedReply } from './reply.ts'
import type { Reply } from './reply.ts'

export interface WeighOptions {
  readonly nodes: number
  readonly characters: number
  /** Called for each function that the reply refers to; throws when it must not. */
  readonly admitFunction: (id: string, bound: readonly unknown[]) => void
}

/** A list of arguments. Throws a Refusal for any other shape, for cycles, for too much, and for references that lead nowhere. */
export function weighArguments(reply: Reply, options: WeighOptions): void {
  const scale = new Scale(reply, options)
  const values = scale.row(0)
  if (!Array.isArray(values) || values.length > MAX_ARGUMENTS) throw malformedReply()
  scale.weigh(values, 0)
}

/** A function with its bound values, as a form carries it: `options.admitFunction` hears of it like of any other. */
export function weighBoundFunction(reply: Reply, options: WeighOptions): void {
  const scale = new Scale(reply, options)
  scale.weighFunction(scale.row(0), 0)
}

interface Weight {
  readonly nodes: number
  readonly characters: number
  readonly height: number
}

const LEAF: Weight = { nodes: 1, characters: 0, height: 0 }

class Scale {
  readonly #reply: Reply
  readonly #options: WeighOptions
  readonly #parsed = new Map<number, unknown>()
  /** Finished objects and rows; null while one is being weighed: meeting it again is a cycle. */
  readonly #weights = new Map<unknown, Weight | null>()

  constructor(reply: Reply, options: WeighOptions) {
    this.#reply = reply
    this.#options = options
  }

  row(id: number): unknown {
    if (this.#parsed.has(id)) return this.#parsed.get(id)
    const text = this.#reply.rows.get(id)
    if (text === undefined) throw malformedReply()
    const value = parseJson(text)
    this.#parsed.set(id, value)
    return value
  }

  weigh(value: unknown, depth: number): Weight {
    if (depth > MAX_DEPTH) throw malformedReply()
    if (typeof value === 'string') return this.#weighString(value, depth)
    if (typeof value !== 'object' || value === null) return LEAF
    return this.#once(value, depth, () => this.#sum(Object.values(value), depth + 1))
  }

  #once(key: unknown, depth: number, weigh: () => Weight): Weight {
    const known = this.#weights.get(key)
    if (known === null) throw malformedReply()
    if (known !== undefined) {
      if (depth + known.height > MAX_DEPTH) throw malformedReply()
      return known
    }
    this.#weights.set(key, null)
    const weight = weigh()
    this.#weights.set(key, weight)
    return weight
  }

  #sum(values: Iterable<unknown>, depth: number): Weight {
    let nodes = 1
    let characters = 0
    let height = 0
    for (const value of values) {
      const weight = this.weigh(value, depth)
      nodes += weight.nodes
      characters += weight.characters
      if (weight.height >= height) height = weight.height + 1
      if (nodes > this.#options.nodes || characters > this.#options.characters) throw malformedReply()
    }
    return { nodes, characters, height }
  }

  #weighString(value: string, depth: number): Weight {
    if (value[0] !== '$') return { nodes: 1, characters: value.length, height: 0 }
    const rest = value.slice(2)
    switch (value[1]) {
      case '$':
        return { nodes: 1, characters: value.length, height: 0 }
      case '@':
        return this.#weighPromise(hex(rest), depth)
      case 'h':
        return this.weighFunction(this.#resolve(rest), depth)
      case 'Q':
      case 'W':
      case 'i':
        return this.#weighTarget(rest, depth)
      case 'K':
        return { nodes: 1 + (this.#reply.forms.get(hex(rest)) ?? 0), characters: 0, height: 1 }
      case 'R':
      case 'r':
      case 'X':
      case 'x':
        return this.#weighStream(hex(rest), depth)
      case 'D':
        if (Number.isNaN(Date.parse(rest))) throw malformedReply()
        return LEAF
      case 'n':
        if (!/^-?\d{1,300}$/.test(rest)) throw malformedReply()
        return LEAF
      case 'I':
      case '-':
      case 'N':
      case 'u':
      case 'T':
        return LEAF
    }
    if (BINARY.has(value[1] ?? '')) {
      if (!this.#reply.files.has(hex(rest))) throw malformedReply()
      return LEAF
    }
    return this.#weighTarget(value.slice(1), depth)
  }

  #weighTarget(path: string, depth: number): Weight {
    return this.#once(`$${path}`, depth, () => this.#sum([this.#resolve(path)], depth + 1))
  }

  /** A row that never came rejects the promise: the client gave up while it was sending. */
  #weighPromise(id: number, depth: number): Weight {
    return this.#reply.rows.has(id) ? this.#weighTarget(id.toString(16), depth) : LEAF
  }

  #weighStream(id: number, depth: number): Weight {
    const chunks = this.#reply.streams.get(id)
    if (chunks === undefined) throw malformedReply()
    return this.#once(`S${id}`, depth, () =>
      this.#sum(
        chunks.filter((chunk) => chunk !== 'C').map((chunk) => parseJson(chunk[0] === 'C' ? chunk.slice(1) : chunk)),
        depth + 1,
      ),
    )
  }

  /** `{ id, bound }`, bound being null or a promise of an array. */
  weighFunction(target: unknown, depth: number): Weight {
    if (typeof target !== 'object' || target === null || Array.isArray(target)) throw malformedReply()
    return this.#once(target, depth, () => {
      const { id, bound } = target as Record<string, unknown>
      if (typeof id !== 'string') throw malformedReply()
      const values = this.#boundValues(bound)
      this.#options.admitFunction(id, values)
      return this.#sum([values], depth + 1)
    })
  }

  #boundValues(bound: unknown): readonly unknown[] {
    if (bound === null || bound === undefined) return []
    if (typeof bound !== 'string' || !bound.startsWith('$@')) throw malformedReply()
    const values = this.row(hex(bound.slice(2)))
    if (!Array.isArray(values) || values.length > MAX_ARGUMENTS) throw malformedReply()
    return values
  }

  /** `<row>:<key>:<key>`, through plain JSON only: the client never points through another reference. */
  #resolve(path: string): unknown {
    const [row = '', ...keys] = path.split(':')
    let value = this.row(hex(row))
    for (const key of keys) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) throw malformedReply()
      value = (value as Record<string, unknown>)[key]
    }
    return value
  }
}

/** Blob, ArrayBuffer, DataView and the typed arrays. */
const BINARY: ReadonlySet<string> = new Set('BAVOoUSsLlGgMm')

function hex(text: string): number {
  if (!/^[0-9a-f]{1,6}$/.test(text)) throw malformedReply()
  return Number.parseInt(text, 16)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw malformedReply(cause)
  }
}
