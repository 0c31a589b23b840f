/** Runs a submission unless it ran already: first come, all served with the same outcome. */
import type { FunctionEnv } from '../call/function-env.ts'
import type { FunctionOutcome, Ran } from '../call/outcome.ts'
import { Refusal, refusedOutcome } from '../call/refusal.ts'
import type { RegisteredFunction } from '../call/registry.ts'
import type { FunctionRun } from '../call/run-function.ts'
import { restoreCookies, writtenCookies } from './kept-cookies.ts'
import { readKept, writeKept } from './kept-outcome.ts'
import type { Reservation } from './once-store.ts'

export interface Submission {
  /** Made by submissionKey. */
  readonly key: string
  readonly ran: Ran
}

export function submissionOf({ id, entry }: Pick<RegisteredFunction, 'id' | 'entry'>, key: string): Submission {
  return { key, ran: { id, entry, duration: 0 } }
}

/**
 * Whatever the function came to, an error included, is kept for the window of `actions.once`: what failed half-way must not
 * be half-done twice. Only what was refused before it ran may come again.
 * A store that fails refuses the submission: unsure is not once.
 */
export async function runOnce(submission: Submission, run: () => FunctionRun, env: OnceEnv): Promise<FunctionOutcome> {
  const { key, ran } = submission
  const window = env.settings.actions.once.window
  for (;;) {
    const reserved = reserve(key, window, env)
    const reservation = reserved instanceof Promise ? await reserved : reserved
    switch (reservation.state) {
      case 'run':
        return await runAndKeep(key, window, run, env)
      case 'replay':
        return replay(reservation.record, submission, env)
      case 'running': {
        if (reservation.settled === undefined) return elsewhere(ran)
        const record = await reservation.settled
        if (record !== null) return replay(record, submission, env)
      }
    }
  }
}

type OnceEnv = Pick<FunctionEnv, 'once' | 'settings' | 'log' | 'runInFunctionContext'>

function replay(record: string, { ran }: Submission, env: OnceEnv): FunctionOutcome {
  const { outcome, cookies } = readKept(record, ran)
  if (cookies.length > 0) env.runInFunctionContext(() => restoreCookies(cookies), null)
  return outcome
}

function reserve(key: string, window: number, env: OnceEnv): Reservation | Promise<Reservation> {
  const failed = (error: unknown): never => {
    env.log('error', 'the once-store failed', { error })
    throw new Refusal('unavailable', 'The submission could not be recorded.', { retryAfter: 5 })
  }
  try {
    const reserved = env.once.reserve(key, window)
    return reserved instanceof Promise ? reserved.catch(failed) : reserved
  } catch (error) {
    return failed(error)
  }
}

function runAndKeep(key: string, window: number, run: () => FunctionRun, env: OnceEnv): Promise<FunctionOutcome> {
  const before = writtenCookies()
  const { answered, settled } = run()
  const kept = keep(key, window, settled, before, env)
  if (answered === settled) return kept
  // After a time-out the caller is answered while the function is still running; otherwise not before the record is safe.
  return Promise.race([kept, answered.then((outcome) => (isTimeout(outcome) ? outcome : kept))])
}

async function keep(
  key: string,
  window: number,
  settled: Promise<FunctionOutcome>,
  before: readonly string[],
  env: OnceEnv,
): Promise<FunctionOutcome> {
  const outcome = await settled
  try {
    const done = wasRefused(outcome)
      ? env.once.release(key)
      : env.once.commit(key, writeKept(outcome, cookiesSince(before)), window)
    if (done !== undefined) await done
  } catch (error) {
    // It ran; the claim itself still keeps it from running again for as long as the window lasts.
    env.log('error', 'the once-store failed', { error })
  }
  return outcome
}

function cookiesSince(before: readonly string[]): readonly string[] {
  const now = writtenCookies()
  return before.length === 0 ? now : now.filter((value) => !before.includes(value))
}

/** A schema turned the input down, or too many ran at once: the function itself did not run. */
function wasRefused(outcome: FunctionOutcome): boolean {
  return (
    outcome.ran === null ||
    (outcome.kind === 'failure' && outcome.failure.kind === 'invalid') ||
    (outcome.kind === 'value' && outcome.status === 422)
  )
}

function isTimeout(outcome: FunctionOutcome): boolean {
  return outcome.kind === 'failure' && outcome.failure.kind === 'timeout'
}

function elsewhere(ran: Ran): FunctionOutcome {
  return {
    ...refusedOutcome(new Refusal('conflict', 'This submission is still running.', { retryAfter: 1 })),
    ran,
  }
}
