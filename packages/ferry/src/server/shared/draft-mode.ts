/** Draft mode: a cookie that only this app's server can have issued. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { currentRequest, type RequestContext } from './request-context.ts'

const NAME = '__ferry_draft'

export interface DraftMode {
  readonly isEnabled: boolean
  enable(): void
  disable(): void
}

/** Whether a request is one of those that see what is not published yet. */
export function isDraft({ cookies, services }: RequestContext): boolean {
  return isProof(cookies.get(NAME)?.value, services.draftProof)
}

export async function draftMode(): Promise<DraftMode> {
  const context = currentRequest('draftMode()')
  const { cookies, incoming, services } = context
  return {
    get isEnabled() {
      return isDraft(context)
    },
    enable() {
      cookies.set(NAME, services.draftProof, {
        httpOnly: true,
        sameSite: incoming.scheme === 'https' ? 'none' : 'lax',
        secure: incoming.scheme === 'https',
      })
    },
    disable() {
      cookies.delete(NAME)
    },
  }
}

/** @param key known to every instance of this build, and to nobody else */
export function draftProof(key: string): string {
  return createHmac('sha256', key).update('ferry draft mode').digest('base64url')
}

function isProof(value: string | undefined, proof: string): boolean {
  if (value === undefined) return false
  const [given, expected] = [Buffer.from(value), Buffer.from(proof)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}
