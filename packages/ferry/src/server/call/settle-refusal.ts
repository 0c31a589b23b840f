/** The end of every call and submit that did not get as far as its function. */
import { sealInvalid } from '../../errors/catalogue.ts'
import { isFerryError } from '../../errors/ferry-error.ts'
import type { FunctionEnv } from './function-env.ts'
import type { FailureOutcome } from './outcome.ts'
import { Refusal, refusedOutcome } from './refusal.ts'
import { createDigest, GENERIC } from './thrown.ts'

export function settleRefusal(error: unknown, env: FunctionEnv): FailureOutcome {
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
