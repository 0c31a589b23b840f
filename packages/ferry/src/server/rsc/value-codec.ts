/**
 * Values as text and back, within one deployment: for captured variables, and for outcomes that are kept.
 * Plain data of every kind goes through devalue; what React adds to it (references, elements, promises, streams, files)
 * goes as tagged objects, described in value-kinds.
 */
import { parse, stringify } from 'devalue'
import { collectLater } from './value-later.ts'
import { Described, reviveKind } from './value-kinds.ts'

/** A promise only when something in the value has to be waited for. Throws (or rejects with) a ValueError. */
export function encodeValue(value: unknown): string | Promise<string> {
  const described = new Described({ drain: true })
  const text = write(value, described)
  return described.waiting.size === 0 ? text : encodeLater(value, described)
}

/** null: it cannot be encoded without waiting, or without reading something that is meant to be read once by somebody else. */
export function encodeAtRest(value: unknown): string | null {
  const described = new Described({ drain: false })
  try {
    const text = write(value, described)
    return described.waiting.size === 0 ? text : null
  } catch {
    return null
  }
}

export function decodeValue(text: string): unknown {
  return parse(text, { $: reviveKind })
}

/** Names what cannot be encoded; `path` leads to it. Example: `[0].owner` */
export class ValueError extends Error {
  readonly path: string
  readonly value: unknown
  constructor(message: string, path: string, value: unknown, cause?: unknown) {
    super(message, { cause })
    this.name = 'ValueError'
    this.path = path
    this.value = value
  }
}

async function encodeLater(value: unknown, described: Described): Promise<string> {
  // What arrives may contain more to wait for.
  while (described.waiting.size > 0) {
    const waiting = [...described.waiting]
    described.waiting.clear()
    await Promise.all(
      waiting.map(async (thing) => {
        try {
          described.arrived.set(thing, await collectLater(thing))
        } catch (cause) {
          throw new ValueError(`${describe(thing)} that failed`, '', thing, cause)
        }
      }),
    )
    const text = write(value, described)
    if (described.waiting.size === 0) return text
  }
  return write(value, described)
}

function write(value: unknown, described: Described): string {
  try {
    return stringify(value, { $: (thing: unknown) => described.describe(thing) })
  } catch (error) {
    if (!(error instanceof Error) || !('path' in error) || !('value' in error)) throw error
    throw new ValueError(describe(error.value), String(error.path), error.value)
  }
}

function describe(value: unknown): string {
  if (typeof value === 'function') {
    const isClass = Function.prototype.toString.call(value).startsWith('class')
    return `${isClass ? 'a class' : 'an ordinary function'}${value.name === '' ? '' : ` (${value.name})`}`
  }
  if (typeof value === 'symbol') return `the symbol ${String(value)}`
  const name = (Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null)?.constructor?.name
  if (name === 'Object') return 'an object with symbol keys or a key __proto__'
  return typeof name === 'string' && name !== '' ? `an instance of ${name}` : 'an object without a known class'
}
