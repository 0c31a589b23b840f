/** The copy of a page: its payload, and what tells for how long it is good. Written as text for others and read again. */
import type { OpenPayload } from './open-payload.ts'

export interface Copy {
  /** ms since the epoch: what became old after that is not in it. 0: made by the build. */
  readonly begun: number
  /** ms after `begun` until it is renewed; Infinity: never. */
  readonly lifetime: number
  readonly tags: readonly string[]
  /** null: it is known that the page reads the request, so there is nothing to keep. */
  readonly page: KeptPage | null
}

export interface KeptPage {
  readonly status: number
  /** Digest of the redirect that the page is instead. */
  readonly redirect: string | null
  /** Captured variables are in it. */
  readonly isSealed: boolean
  readonly payload: OpenPayload
}

export function sizeOf({ tags, page }: Copy): number {
  const text = tags.reduce((sum, tag) => sum + tag.length, 0)
  return text + (page ? page.payload.before.length + page.payload.after.length : 0)
}

/** @param seal names the key that captured variables are sealed with */
export function writeCopy({ begun, lifetime, tags, page }: Copy, seal: string): string {
  const bytes = page && Buffer.concat([page.payload.before, page.payload.after])
  const text = bytes?.toString() ?? null
  // Binary rows are no text.
  const isText =
    bytes === null || (Buffer.byteLength(text ?? '') === bytes.length && Buffer.from(text ?? '').equals(bytes))
  return JSON.stringify({
    seal: page?.isSealed ? seal : '',
    begun,
    lifetime: Number.isFinite(lifetime) ? lifetime : null,
    tags,
    page: page && {
      status: page.status,
      redirect: page.redirect,
      at: page.payload.before.length,
      ...(isText ? { text } : { base64: bytes?.toString('base64') }),
    },
  } satisfies Written)
}

/** @param canOpen whether this process has the key. null: it has not, or the text is none of ours. */
export function readCopy(text: string, canOpen: (seal: string) => boolean): Copy | null {
  let written: Partial<Written> | null
  try {
    written = JSON.parse(text) as Partial<Written> | null
  } catch {
    return null
  }
  if (written === null) return null
  const { seal, begun, lifetime, tags, page } = written
  if (typeof seal !== 'string' || (seal !== '' && !canOpen(seal)) || typeof begun !== 'number' || !Array.isArray(tags))
    return null
  return {
    begun,
    lifetime: lifetime ?? Number.POSITIVE_INFINITY,
    tags,
    page: page ? readPage(page, seal !== '') : null,
  }
}

interface Written {
  /** Empty: there is nothing to open. */
  readonly seal: string
  readonly begun: number
  readonly lifetime: number | null
  readonly tags: readonly string[]
  readonly page: WrittenPage | null
}

interface WrittenPage {
  readonly status: number
  readonly redirect: string | null
  /** Length of what comes before the fields of the visit. */
  readonly at: number
  readonly text?: string | null
  readonly base64?: string | undefined
}

function readPage({ status, redirect, at, text, base64 }: WrittenPage, isSealed: boolean): KeptPage {
  const bytes = base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64')
  return { status, redirect, isSealed, payload: { before: bytes.subarray(0, at), after: bytes.subarray(at) } }
}
