/** Which body a POST announces, as far as server functions accept any. Pure. */

export type BodyKind =
  | { readonly kind: 'text' }
  | { readonly kind: 'multipart' }
  | { readonly kind: 'urlencoded' }
  /** multipart/form-data whose boundary is missing or outside RFC 2046 */
  | { readonly kind: 'bad-boundary' }
  | { readonly kind: 'other' }

export function readBodyKind(contentType: string | undefined): BodyKind {
  if (contentType === undefined || contentType.length > 300) return OTHER
  const semicolon = contentType.indexOf(';')
  const type = (semicolon < 0 ? contentType : contentType.slice(0, semicolon)).trim().toLowerCase()
  const parameters = semicolon < 0 ? '' : contentType.slice(semicolon + 1)
  switch (type) {
    case 'text/plain':
      return isUtf8(parameters) ? TEXT : OTHER
    case 'application/x-www-form-urlencoded':
      return { kind: 'urlencoded' }
    case 'multipart/form-data':
      return hasBoundary(parameters) ? MULTIPART : { kind: 'bad-boundary' }
    default:
      return OTHER
  }
}

const OTHER: BodyKind = { kind: 'other' }
const TEXT: BodyKind = { kind: 'text' }
const MULTIPART: BodyKind = { kind: 'multipart' }

function isUtf8(parameters: string): boolean {
  return parameters.trim() === '' || /^\s*charset\s*=\s*"?utf-8"?\s*$/i.test(parameters)
}

/** RFC 2046: at most 70 characters of a small alphabet, not ending in a space; quoted or not. */
function hasBoundary(parameters: string): boolean {
  return /^(?:[^"]*;)?\s*boundary=(?:"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]"|[0-9A-Za-z'()+_,./:=?-]{1,70})\s*(?:;|$)/i.test(
    parameters,
  )
}
