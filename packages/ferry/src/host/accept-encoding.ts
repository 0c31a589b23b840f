/** Which content encoding a client takes (RFC 9110 §12.5.3), and which answers are worth it. */
import compressible from 'compressible'
import Negotiator from 'negotiator'

export type ContentEncoding = 'br' | 'gzip'

/** Of `offered` the one that the header allows with the highest weight, the first of equals; null: send it as it is. */
export function chooseEncoding<E extends ContentEncoding>(
  header: string | string[] | undefined,
  offered: readonly E[],
): E | null {
  if (header === undefined || header.length === 0) return null
  const negotiator: Preferring = new Negotiator({ headers: { 'accept-encoding': String(header) } })
  const [first] = negotiator.encodings([...offered, 'identity'], { preferred: [...offered] })
  return offered.find((encoding) => encoding === first) ?? null
}

/** Its types do not know the second parameter yet. */
interface Preferring {
  encodings(available: readonly string[], options: { readonly preferred: readonly string[] }): string[]
}

/** Text in any of its forms. Pictures, fonts and archives are compressed already. */
export function isCompressible(contentType: string): boolean {
  const known = found.get(contentType)
  if (known !== undefined) return known
  // Events are small, and each is waited for.
  const is = !contentType.startsWith('text/event-stream') && compressible(contentType) === true
  if (found.size < MOST_TYPES) found.set(contentType, is)
  return is
}

/** An app has few types; what handlers make up must not fill the memory. */
const MOST_TYPES = 200
const found = new Map<string, boolean>()
