/** The checks that cost nothing and come before the body: of every POST that may run a server function. */
import type { Incoming } from '../../protocol/incoming.ts'
import { HEADER } from '../../protocol/headers.ts'
import { PROTOCOL_VERSION } from '../../protocol/names.ts'
import { checkOrigin } from '../origin.ts'
import type { FunctionEnv } from './function-env.ts'
import { tooLarge } from './receive-body.ts'
import { Refusal } from './refusal.ts'

export function admitMethod(incoming: Incoming): void {
  if (incoming.method !== 'POST') throw new Refusal('method-not-allowed', 'Server functions are called with POST.')
}

export function admitNow(env: FunctionEnv): void {
  if (env.draining()) throw new Refusal('unavailable', 'The server is shutting down.', { retryAfter: 5 })
}

export function admitOrigin(incoming: Incoming, env: FunctionEnv): void {
  const { publicUrl, actions } = env.settings
  const problem = checkOrigin({
    origins: headerValues(incoming.rawHeaders, 'origin'),
    secFetchSite: single(incoming.headers['sec-fetch-site']),
    self: publicUrl ?? `${incoming.scheme}://${incoming.host}`,
    allowed: actions.allowedOrigins,
    allowMissing: actions.allowRequestsWithoutOrigin,
  })
  if (problem === null) return
  env.log('warn', 'request from another site refused', { problem, ip: incoming.ip })
  if (problem === 'several') throw new Refusal('bad-request', 'The request has several origins.')
  throw new Refusal('forbidden-origin', 'Server functions can only be called from their own site.')
}

/** A client that does not say is taken to speak ours. */
export function admitProtocol(incoming: Incoming): void {
  const version = single(incoming.headers[HEADER.protocol])
  if (version !== undefined && version !== PROTOCOL_VERSION) {
    throw new Refusal('bad-request', 'The page speaks a protocol that this server does not know.')
  }
}

/** Nothing is ever inflated: a few bytes can stand for gigabytes. */
export function admitEncoding(incoming: Incoming): void {
  const encoding = single(incoming.headers['content-encoding'])
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') {
    throw new Refusal('unsupported-type', 'The body of a call cannot be compressed.')
  }
}

export function admitDeclaredSize(incoming: Incoming, limit: number): void {
  const declared = incoming.headers['content-length']
  if (declared !== undefined && Number(declared) > limit) throw tooLarge()
}

function headerValues(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() === name) values.push(rawHeaders[i + 1] ?? '')
  }
  return values
}

function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.join(', ')
}
