/** Headers of answers, and the content security policy. */
import { randomBytes } from 'node:crypto'
import { PAYLOAD_TYPE } from '../protocol/names.ts'
import type { RuntimeSettings } from '../protocol/manifest.ts'

export type Headers = [name: string, value: string][]

const CACHE: [string, string] = ['Cache-Control', 'private, no-cache, no-store, max-age=0, must-revalidate']
const NOSNIFF: [string, string] = ['X-Content-Type-Options', 'nosniff']
/** Data of one visitor: no other site may load it, not even to measure it (as the address of a script or an image, say). */
const OWN: [string, string] = ['Cross-Origin-Resource-Policy', 'same-origin']
const HTML: [string, string] = ['Content-Type', 'text/html; charset=utf-8']
const PAYLOAD: [string, string] = ['Content-Type', PAYLOAD_TYPE]
const TEXT: [string, string] = ['Content-Type', 'text/plain; charset=utf-8']
const JSON_TYPE: [string, string] = ['Content-Type', 'application/json; charset=utf-8']
const POLICY = 'Content-Security-Policy'
/** React puts the server's call stacks together with it while an app is developed. */
const EVAL = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
const FRAMES: [string, string] = [POLICY, "frame-ancestors 'self'"]
/** Beside a policy that says nothing of frames. */
const OLD_FRAMES: [string, string] = ['X-Frame-Options', 'SAMEORIGIN']

/** @param nonce of this answer, when there is a policy */
export function documentHeaders(csp: RuntimeSettings['csp'], nonce: string | undefined): Headers {
  if (nonce === undefined) return [HTML, CACHE, NOSNIFF, FRAMES]
  const headers: Headers = [HTML, CACHE, NOSNIFF, [POLICY, policy(csp, nonce)]]
  if (typeof csp === 'string' && !/frame-ancestors/i.test(csp)) headers.push(OLD_FRAMES)
  return headers
}

export function payloadHeaders(): Headers {
  return [PAYLOAD, CACHE, NOSNIFF, OWN]
}

export function textHeaders(): Headers {
  return [TEXT, CACHE, NOSNIFF]
}

export function jsonHeaders(): Headers {
  return [JSON_TYPE, CACHE, NOSNIFF, OWN]
}

export function emptyHeaders(): Headers {
  return [CACHE, NOSNIFF]
}

/** 128 random bits per answer; undefined when the app has no policy. */
export function createNonce(csp: RuntimeSettings['csp']): string | undefined {
  return csp === false ? undefined : randomBytes(16).toString('base64')
}

function policy(csp: RuntimeSettings['csp'], nonce: string): string {
  if (typeof csp === 'string') return csp.replaceAll('{nonce}', nonce)
  return `script-src 'nonce-${nonce}' 'strict-dynamic'${EVAL}; object-src 'none'; base-uri 'none'; frame-ancestors 'self'`
}
