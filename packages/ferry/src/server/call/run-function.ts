/** Runs a server function in its request and turns whatever happens into an outcome. */
import { isMarkedInvalid } from '../shared/action-invalid.ts'
import { withActionRun } from '../shared/action-run.ts'
import type { ActionRun } from '../shared/action-run.ts'
import { enter } from './concurrency.ts'
import type { FunctionEnv } from './function-env.ts'
import type { FailureOutcome, FunctionOutcome, Ran } from './outcome.ts'
import { Refusal, refusedOutcome } from './refusal.ts'
import type { RegisteredFunction } from './registry.ts'
import { thrownOutcome } from './thrown.ts'

export interface FunctionRun {
  /** What the caller is told. */
  readonly answered: Promise<FunctionOutcome>
  /** How the function ended. The same, unless the caller was told 504 while it was still running. */
  readonly settled: Promise<FunctionOutcome>
}

/** `invoke` calls the function with its arguments. Neither promise ever rejects. */
export function runFunction(
  called: RegisteredFunction,
  invoke: () => unknown,
  incoming: { readonly signal: AbortSignal },
  env: FunctionEnv,
): FunctionRun {
  const leave = enter(called)
  if (leave === null) {
    const refused = refusedOutcome(new Refusal('unavailable', 'This is busy right now.', { retryAfter: 1 }))
    return { answered: Promise.resolve(refused), settled: Promise.resolve(refused) }
  }
  const run = runTimed(called, invoke, incoming, env)
  // A caller that was told 504 still leaves it running.
  if (leave !== undefined) void run.settled.then(leave)
  return run
}

function runTimed(
  called: RegisteredFunction,
  invoke: () => unknown,
  incoming: { readonly signal: AbortSignal },
  env: FunctionEnv,
): FunctionRun {
  const started = performance.now()
  const ran = (): Ran => ({ id: called.id, entry: called.entry, duration: performance.now() - started })
  const time = called.options.timeout ?? env.settings.actions.timeout
  if (time === 0) {
    const settled = observed(called, env, () => settle(called, invoke, null, ran, env))
    return { answered: settled, settled }
  }
  const timeout = new AbortController()
  const either = AbortSignal.any([incoming.signal, timeout.signal])
  const settled = observed(called, env, () => settle(called, invoke, either, ran, env))
  const answered = new Promise<FunctionOutcome>((resolve) => {
    const timer = setTimeout(() => {
      timeout.abort(new DOMException('The server function ran out of time.', 'TimeoutError'))
      env.log('warn', `${called.entry.source} timed out`, { function: called.entry.source, id: called.id, time })
      resolve(timedOut(ran()))
    }, time)
    void settled.then((outcome) => {
      clearTimeout(timer)
      resolve(outcome)
    })
  })
  return { answered, settled }
}

function observed(
  called: RegisteredFunction,
  { observeRun }: FunctionEnv,
  run: () => Promise<FunctionOutcome>,
): Promise<FunctionOutcome> {
  return observeRun === null ? run() : observeRun(called, run)
}

async function settle(
  called: RegisteredFunction,
  invoke: () => unknown,
  limited: AbortSignal | null,
  ran: () => Ran,
  env: FunctionEnv,
): Promise<FunctionOutcome> {
  const run: ActionRun = { refresh: called.options.query !== true }
  try {
    const value = await env.runInFunctionContext(() => withActionRun(run, invoke), limited)
    return {
      kind: 'value',
      value,
      status: isMarkedInvalid(value) ? 422 : 200,
      formState: null,
      temporaryReferences: undefined,
      refresh: run.refresh,
      replayed: false,
      ran: ran(),
    }
  } catch (error) {
    return thrownOutcome(error, ran(), env)
  }
}

function timedOut(ran: Ran): FailureOutcome {
  return {
    kind: 'failure',
    failure: { kind: 'timeout', status: 504, message: 'The server function ran out of time.' },
    headers: [],
    error: null,
    replayed: false,
    ran,
  }
}
