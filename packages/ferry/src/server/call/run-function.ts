/** Runs a server function in its request and turns whatever happens into an outcome. */
import { isMarkedInvalid } from '../shared/action-invalid.ts'
import { withActionRun } from '../shared/action-run.ts'
import type { ActionRun } from '../shared/action-run.ts'
import type { FunctionEnv } from './function-env.ts'
import type { FailureOutcome, InterruptOutcome, Ran, ValueOutcome } from './outcome.ts'
import type { RegisteredFunction } from './registry.ts'
import { thrownOutcome } from './thrown.ts'

export type FunctionOutcome = ValueOutcome | InterruptOutcome | FailureOutcome

export interface FunctionRun {
  /** What the caller is told. */
  readonly answered: Promise<FunctionOutcome>
  /** How the function ended. The same, unless the caller was told 504 while it was still running. */
  readonly settled: Promise<FunctionOutcome>
}

/** `signal` is the client's; `invoke` calls the function with its arguments. Neither promise ever rejects. */
export function runFunction(
  called: RegisteredFunction,
  invoke: () => unknown,
  signal: AbortSignal,
  env: FunctionEnv,
): FunctionRun {
  const started = performance.now()
  const ran = (): Ran => ({ id: called.id, entry: called.entry, duration: performance.now() - started })
  const time = called.options.timeout ?? env.settings.actions.timeout
  if (time === 0) {
    const settled = settle(called, invoke, signal, ran, env)
    return { answered: settled, settled }
  }
  const timeout = new AbortController()
  const settled = settle(called, invoke, AbortSignal.any([signal, timeout.signal]), ran, env)
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

async function settle(
  called: RegisteredFunction,
  invoke: () => unknown,
  signal: AbortSignal,
  ran: () => Ran,
  env: FunctionEnv,
): Promise<FunctionOutcome> {
  const run: ActionRun = { refresh: called.options.query !== true }
  try {
    const value = await env.runInFunctionContext(() => withActionRun(run, invoke), signal)
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
