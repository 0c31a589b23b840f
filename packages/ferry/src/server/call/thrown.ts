/** What becomes of an error that a server function threw: an interrupt, a failure of the developer's making, or a digest. */
import { randomBytes } from 'node:crypto'
import { sealInvalid } from '../../errors/catalogue.ts'
import { isFerryError } from '../../errors/ferry-error.ts'
import { readFailure } from '../../protocol/failure.ts'
import type { Failure } from '../../protocol/failure.ts'
import { readInterrupt } from '../../protocol/interrupt.ts'
import type { FunctionEnv } from './function-env.ts'
import type { FailureOutcome, InterruptOutcome, Ran } from './outcome.ts'

/** Never throws, whatever `error` is. Unexpected errors are logged here, once, under the digest that the browser gets. */
export function thrownOutcome(error: unknown, ran: Ran, env: FunctionEnv): InterruptOutcome | FailureOutcome {
  const interrupt = readInterrupt(error)
  if (interrupt !== null) return { kind: 'interrupt', interrupt, replayed: false, ran }
  const failure = readFailure(digestOf(error)) ?? sealFailure(error)
  if (failure !== null) {
    const headers = failure.retryAfter === undefined ? [] : [['Retry-After', String(failure.retryAfter)] as const]
    return { kind: 'failure', failure, headers, error, replayed: false, ran }
  }
  const digest = createDigest()
  env.log('error', `${ran.entry.source} threw`, { digest, function: ran.entry.source, id: ran.id, error })
  const message = env.mode === 'development' ? messageOf(error) : GENERIC
  return {
    kind: 'failure',
    failure: { kind: 'threw', status: 500, message, digest },
    headers: [],
    error,
    replayed: false,
    ran,
  }
}

/** Random: a digest made from the message would tell who guesses the message. */
export function createDigest(): string {
  return randomBytes(8).toString('hex')
}

export const GENERIC = 'The server function failed. The server log has the details under this digest.'

function sealFailure(error: unknown): Failure | null {
  if (!isFerryError(error) || error.code !== sealInvalid.code) return null
  return { kind: 'bad-request', status: 400, message: 'The captured variables are malformed.' }
}

function digestOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'digest' in error ? error.digest : null
}

function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error)
  } catch {
    return GENERIC
  }
}
