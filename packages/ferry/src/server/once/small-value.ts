/** Whether a value is worth encoding at all: found out without walking more of it than may be kept. Pure. */

const MOST_NODES = 20_000
const MOST_CHARACTERS = 256 * 1024

export function isSmall(value: unknown): boolean {
  let nodes = 0
  let characters = 0
  const rest: unknown[] = [value]
  while (rest.length > 0) {
    const next = rest.pop()
    if (++nodes > MOST_NODES || characters > MOST_CHARACTERS) return false
    if (typeof next === 'string') characters += next.length
    if (typeof next !== 'object' || next === null) continue
    if (ArrayBuffer.isView(next) || next instanceof ArrayBuffer) characters += next.byteLength
    else if (Array.isArray(next) || next instanceof Set) rest.push(...limited(next))
    else if (next instanceof Map) rest.push(...limited(next.keys()), ...limited(next.values()))
    else if (isPlain(next)) rest.push(...limited(Object.values(next)))
  }
  return characters <= MOST_CHARACTERS
}

/** One more than allowed is enough to know. A cycle ends there too. */
function* limited(values: Iterable<unknown>): Generator<unknown> {
  let count = 0
  for (const value of values) {
    if (count++ > MOST_NODES) return
    yield value
  }
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
