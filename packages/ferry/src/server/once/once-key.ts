/** Under which key a submission is remembered: the once-key, the function, and all that was submitted. Pure. */
import { createHash, type Hash, hash as hashOnce } from 'node:crypto'
import { ONCE_KEY } from '../../protocol/names.ts'

type HashedPart = { readonly name: string } & (
  | { readonly value: string }
  | { readonly value: File; readonly chunks: readonly Buffer[] }
)

/**
 * The same key with another body is another submission. What is hashed are the parts, not the bytes on the wire: the
 * boundary of a multipart body is a new one each time it is sent.
 */
export function submissionKey(onceKey: string, functionId: string, parts: Iterable<HashedPart>): string {
  // One call into the hash for all that is text.
  let text = ''
  let hash: Hash | null = null
  const add = (value: string) => {
    text += `${Buffer.byteLength(value)}:${value}`
  }
  add(onceKey)
  add(functionId)
  for (const part of parts) {
    add(part.name)
    if (!('chunks' in part)) {
      add(part.value)
      continue
    }
    add(part.value.name)
    add(part.value.type)
    hash ??= createHash('sha256')
    hash.update(`${text}${part.value.size};`)
    text = ''
    for (const chunk of part.chunks) hash.update(chunk)
  }
  return hash === null ? hashOnce('sha256', text, 'base64url') : hash.update(text).digest('base64url')
}

export function isOnceKey(value: unknown): value is string {
  return typeof value === 'string' && ONCE_KEY.test(value)
}
