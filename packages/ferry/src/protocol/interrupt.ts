/**
 * redirect(), notFound(), forbidden() and unauthorized() are errors whose `digest` survives every layer and the wire.
 * They are recognised by reading the digest, never by instanceof: the class exists once per webpack layer.
 */
export type RedirectType = 'push' | 'replace'

export type Interrupt =
  | { readonly kind: 'redirect'; readonly url: string; readonly status: 307 | 308; readonly type: RedirectType | null }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'unauthorized' }

const PREFIX = 'FERRY_INTERRUPT;'

export class InterruptError extends Error {
  readonly digest: string
  /** The redirect of a call: the browser's router already goes there. A boundary that catches it shows its children again and does not navigate. */
  navigated?: boolean
  constructor(interrupt: Interrupt) {
    super(interrupt.kind === 'redirect' ? 'redirect()' : `${interrupt.kind}()`)
    this.name = 'InterruptError'
    this.digest = writeInterrupt(interrupt)
  }
}

export function writeInterrupt(interrupt: Interrupt): string {
  return PREFIX + JSON.stringify(interrupt)
}

/** Reads the interrupt out of an error or a digest; null for every other value. */
export function readInterrupt(value: unknown): Interrupt | null {
  const digest = typeof value === 'string' ? value : (value as { readonly digest?: unknown } | null | undefined)?.digest
  if (typeof digest !== 'string' || !digest.startsWith(PREFIX)) return null
  try {
    return parseInterrupt(JSON.parse(digest.slice(PREFIX.length)) as Record<string, unknown>)
  } catch {
    return null
  }
}

/** Status of a document (or of a call's answer) that ends with this interrupt. */
export function interruptStatus(interrupt: Interrupt): 307 | 308 | 401 | 403 | 404 {
  switch (interrupt.kind) {
    case 'redirect':
      return interrupt.status
    case 'not-found':
      return 404
    case 'forbidden':
      return 403
    case 'unauthorized':
      return 401
  }
}

/** Throws for what has no fields at all. */
function parseInterrupt({ kind, url, status, type }: Record<string, unknown>): Interrupt | null {
  switch (kind) {
    case 'not-found':
    case 'forbidden':
    case 'unauthorized':
      return { kind }
    case 'redirect':
      if (typeof url !== 'string' || (status !== 307 && status !== 308)) return null
      return { kind: 'redirect', url, status, type: type === 'push' || type === 'replace' ? type : null }
    default:
      return null
  }
}
