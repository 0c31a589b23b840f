/** The end of every call and submit that did not get as far as its function. */
import { sealInvalid } from '../../errors/catalogue.ts'
import { isFerryError } from '../../errors/ferry-error.ts'
import type { Incoming } from '../../protocol/incoming.ts'
import type { FunctionEnv } from './function-env.ts'
import type { FailureOutcome } from './outcome.ts'
import { Refusal, refusedOutcome } from './refusal.ts'
import { createDigest, GENERIC } from './thrown.ts'

export function settleRefusal(error: unknown, incoming: Incoming, env: FunctionEnv): FailureOutcome {
  const outcome = refusalOutcome(error, env)
  if (!leavesBodyBehind(incoming) || outcome.headers.some(([name]) => name === 'Connection')) return outcome
  return { ...outcome, headers: [...outcome.headers, ['Connection', 'close']] }
}

const SMALL_BODY = 64 * 1024

/**
 * The next request on this connection stands behind the rest of the body. What was not touched and is small is thrown away
 * by node; what was left half-way is not, and what is large is not worth waiting for.
 */
function leavesBodyBehind({ body, headers }: Incoming): boolean {
  if (body.readableEnded) return false
  if (body.readableDidRead || headers['transfer-encoding'] !== undefined) return true
  return Number(headers['content-length'] ?? 0) > SMALL_BODY
}

function refusalOutcome(error: unknown, env: FunctionEnv): FailureOutcome {
  if (error instanceof Refusal) {
    const { kind, status } = error.failure
    env.log('info', 'call refused', { kind, status, reason: error.message })
    return refusedOutcome(error)
  }
  if (isFerryError(error) && error.code === sealInvalid.code) {
    // Worth a look when it happens to honest users: instances with different keys, or a key dropped too early.
    env.log('warn', error.message, { code: error.code, hint: error.hint })
    return refusedOutcome(new Refusal('bad-request', 'The captured variables are malformed.', { cause: error }))
  }
  const digest = createDigest()
  env.log('error', 'a call failed before its function ran', { digest, error })
  return {
    kind: 'failure',
    failure: { kind: 'threw', status: 500, message: GENERIC, digest },
    headers: [],
    error,
    replayed: false,
    ran: null,
  }
}
