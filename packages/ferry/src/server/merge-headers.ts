/** Two lists of headers as one. */
import type { Headers } from './answer-headers.ts'

/** A header that is added replaces one of its name; cookies add up. */
export function mergeHeaders(own: Headers, added: Headers): Headers {
  if (added.length === 0) return own
  const replaced = new Set(added.map(([name]) => name.toLowerCase()))
  replaced.delete('set-cookie')
  return [...own.filter(([name]) => !replaced.has(name.toLowerCase())), ...added]
}
