/** A value in a few characters, for terminal and panel: arguments of calls may hold anything, secrets too. */

export interface ShortOptions {
  /** Of the whole text. @default 120 */
  readonly length?: number
  /** What the value is called: a secret's name hides it. */
  readonly name?: string | undefined
}

/** Names of fields whose values nobody should see: on a screen that is shared, in a terminal that is recorded. */
const SECRET =
  /passw|passphrase|secret|token|api[-_]?key|credential|authori[sz]ation|cookie|session|\bpin\b|cvv|cvc|card/i
const HIDDEN = '•••'
const MOST_ENTRIES = 8
const MOST_DEPTH = 3

export function shortValue(value: unknown, { length = 120, name = '' }: ShortOptions = {}): string {
  if (SECRET.test(name)) return HIDDEN
  const text = printable(describe(value, 0))
  return text.length > length ? `${text.slice(0, length - 1)}…` : text
}

/** In JSON or something like it: the values of what is called like a secret. */
export function hideSecrets(text: string): string {
  return text.replace(
    /("?)([\w$-]+)\1\s*:\s*("(?:[^"\\]|\\.)*"|[^",{}[\]\s]+)/g,
    (whole, quoted: string, name: string) => (SECRET.test(name) ? `${quoted}${name}${quoted}: ${HIDDEN}` : whole),
  )
}

function describe(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'bigint':
      return `${value}n`
    case 'symbol':
      return String(value)
    case 'function':
      return typeof (value as { $$id?: unknown }).$$id === 'string' ? 'server function' : 'function'
    case 'object':
      return value === null ? 'null' : describeObject(value, depth)
    default:
      return String(value)
  }
}

function describeObject(value: object, depth: number): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Date(invalid)' : `Date(${value.toISOString()})`
  if (value instanceof Error) return `${value.name}(${quote(value.message)})`
  if (value instanceof Blob) return `${value instanceof File ? `File ${quote(value.name)}` : 'Blob'} (${value.size} B)`
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `${nameOf(value)}(${value.byteLength} B)`
  if (value instanceof Promise) return 'Promise'
  if (depth >= MOST_DEPTH) return Array.isArray(value) ? '[…]' : '{…}'
  if (value instanceof FormData) return `FormData ${entries([...value.entries()], depth)}`
  if (value instanceof Map) return `Map ${entries([...value.entries()], depth)}`
  if (value instanceof Set) return `Set ${list([...value], depth)}`
  if (Array.isArray(value)) return list(value, depth)
  if (Symbol.asyncIterator in value || value instanceof ReadableStream) return 'Stream'
  return entries(Object.entries(Object.getOwnPropertyDescriptors(value)).flatMap(plainEntry), depth)
}

/** Getters are not run. */
function plainEntry([name, { value, enumerable }]: [string, PropertyDescriptor]): [string, unknown][] {
  return enumerable ? [[name, value]] : []
}

function entries(pairs: readonly (readonly [unknown, unknown])[], depth: number): string {
  const shown = pairs
    .filter(([name]) => !String(name).startsWith('$ACTION_'))
    .map(([name, value]) => {
      const label = typeof name === 'string' ? name : describe(name, depth + 1)
      return `${label}: ${SECRET.test(label) ? HIDDEN : describe(value, depth + 1)}`
    })
  return shown.length === 0 ? '{}' : `{ ${limit(shown).join(', ')} }`
}

function list(values: readonly unknown[], depth: number): string {
  return `[${limit(values.slice(0, MOST_ENTRIES + 1).map((value) => describe(value, depth + 1))).join(', ')}]`
}

function limit(parts: readonly string[]): readonly string[] {
  return parts.length > MOST_ENTRIES ? [...parts.slice(0, MOST_ENTRIES), '…'] : parts
}

function quote(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 59)}…` : text
  return JSON.stringify(short)
}

function nameOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1)
}

/** Nothing of it may move the cursor of the terminal. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '�')
}
