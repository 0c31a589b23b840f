/** A submit: from a form posted to a page's URL, without JavaScript, to what became of it. */
import { Readable } from 'node:stream'
import type { Incoming } from '../../protocol/incoming.ts'
import type { FormState } from '../../protocol/payload.ts'
import { isOnceKey, submissionKey } from '../once/once-key.ts'
import { runOnce, submissionOf } from '../once/run-once.ts'
import { prepareCall } from '../shared/action-prepare.ts'
import { admitBound, admitFunction } from './admit-function.ts'
import { admitDeclaredSize, admitEncoding, admitMethod, admitNow, admitOrigin } from './admit-request.ts'
import { admitRate } from './admit-rate.ts'
import { readBodyKind } from './content-type.ts'
import { decodeBoundArguments } from './decode-arguments.ts'
import { limitFunctionFields, readFormFields, urlencodedNamesFunction } from './form-fields.ts'
import type { FormFields } from './form-fields.ts'
import type { FunctionEnv } from './function-env.ts'
import { type FunctionGuard, guardHanded } from './function-guard.ts'
import { bodyTime } from './limits.ts'
import type { FailureOutcome, InterruptOutcome, NoFunctionOutcome, SubmitOutcome, ValueOutcome } from './outcome.ts'
import { readMultipart } from './read-multipart.ts'
import { readBytes } from './read-text.ts'
import { tooLarge } from './receive-body.ts'
import type { BodyLimits } from './receive-body.ts'
import { Refusal } from './refusal.ts'
import type { RegisteredFunction } from './registry.ts'
import { runFunction } from './run-function.ts'
import type { FunctionRun } from './run-function.ts'
import { noteArguments } from './seen-arguments.ts'
import { settleRefusal } from './settle-refusal.ts'

/**
 * For a POST to the URL of a page. Never rejects. A POST to a route handler is not a submit: webhooks have another origin.
 * A body that carries no function is handed back unread, so that something else can have it.
 *
 * @param guard asked once the function is known, before anything of the form is decoded; null lets every function run
 */
export async function runSubmit(
  incoming: Incoming,
  env: FunctionEnv,
  guard: FunctionGuard | null = null,
): Promise<SubmitOutcome> {
  try {
    admitMethod(incoming)
    admitNow(env)
    const { kind } = readBodyKind(incoming.headers['content-type'])
    // Where no function exists, no decoder is ever reached.
    if (kind === 'other' || kind === 'text' || env.registry.functions.size === 0) return noFunction(incoming.body)
    admitOrigin(incoming, env)
    if (kind === 'bad-boundary') throw new Refusal('bad-request', 'The multipart boundary is missing or malformed.')
    admitEncoding(incoming)
    // Which function it is stands inside the body; its own limit is checked once that is known.
    const size = env.registry.largestBody
    const limits: BodyLimits = { size, time: bodyTime(size, env.bodyTimeout) }
    admitDeclaredSize(incoming, size)
    return kind === 'urlencoded' ? await lookInto(incoming, limits) : await runForm(incoming, limits, env, guard)
  } catch (error) {
    return settleRefusal(error, incoming, env)
  }
}

async function lookInto(incoming: Incoming, limits: BodyLimits): Promise<NoFunctionOutcome> {
  const bytes = await readBytes(incoming.body, limits)
  if (urlencodedNamesFunction(bytes.toString('latin1'))) {
    throw new Refusal('unsupported-type', 'A form that carries a server function is multipart/form-data.')
  }
  return noFunction(Readable.from([bytes]))
}

async function runForm(
  incoming: Incoming,
  limits: BodyLimits,
  env: FunctionEnv,
  guard: FunctionGuard | null,
): Promise<SubmitOutcome> {
  const received: Buffer[] = []
  let total = 0
  const parts = await readMultipart(incoming.body, incoming.headers, limits, {
    checkName: limitFunctionFields(),
    onChunk: (chunk) => {
      received.push(chunk)
      total += chunk.length
    },
  })
  const fields = readFormFields(parts)
  if (fields === null) return noFunction(Readable.from(received))
  const called = admitFunction(fields.functionId, env.registry, env.log)
  const refused = guard && (await guard(called.id))
  if (refused) return { kind: 'turned-away', answer: refused.answer }
  if (called.options.rateLimit !== undefined) await admitRate(called, called.options.rateLimit, incoming, env)
  const size = called.options.bodySizeLimit ?? env.settings.actions.bodySizeLimit
  if (total > size) throw tooLarge()
  if (fields.onceKey !== null && !isOnceKey(fields.onceKey)) {
    throw new Refusal('bad-request', 'The once-key of the form is malformed.')
  }
  const handed = new Set<string>()
  const bound = fields.bound === null ? [] : await decodeBoundArguments(fields.bound, size, env, handed)
  const turnedAway = guard && handed.size > 0 ? await guardHanded(handed, called.id, guard) : null
  if (turnedAway) return turnedAway
  admitBound(called, bound)
  const args = [...bound, fields.formData]
  if (process.env.NODE_ENV !== 'production') noteArguments(incoming, called.fn, args)
  const invoke = prepareCall(called.fn, args)
  const run = () => withFormState(runFunction(called, invoke, incoming, env), fields, called, bound.length)
  if (fields.onceKey === null || called.options.once === false) return await run().answered
  return await runOnce(submissionOf(called, submissionKey(fields.onceKey, called.id, parts)), run, env)
}

/** The value is the state of the useActionState that the form belongs to; without one nobody sees it. */
function withFormState(
  run: FunctionRun,
  fields: FormFields,
  called: RegisteredFunction,
  boundCount: number,
): FunctionRun {
  const complete = (outcome: ValueOutcome | InterruptOutcome | FailureOutcome) => {
    if (outcome.kind !== 'value') return outcome
    if (fields.stateKey === null) return { ...outcome, value: undefined }
    // As React counts: the previous state is bound last and left out.
    const formState: FormState = [outcome.value, fields.stateKey, called.id, boundCount - 1]
    return { ...outcome, formState }
  }
  const settled = run.settled.then(complete)
  return { answered: run.answered === run.settled ? settled : run.answered.then(complete), settled }
}

function noFunction(body: Readable): NoFunctionOutcome {
  return { kind: 'no-function', body }
}
