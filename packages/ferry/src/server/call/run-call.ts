/** A call: from `POST /_ferry/action/<id>` to what became of it. */
import type { Incoming } from '../../protocol/incoming.ts'
import { HEADER } from '../../protocol/headers.ts'
import { isOnceKey, submissionKey } from '../once/once-key.ts'
import { runOnce, submissionOf } from '../once/run-once.ts'
import { prepareCall } from '../shared/action-prepare.ts'
import { admitBound, admitFunction } from './admit-function.ts'
import { admitDeclaredSize, admitEncoding, admitMethod, admitNow, admitOrigin, admitProtocol } from './admit-request.ts'
import { admitRate } from './admit-rate.ts'
import { readBodyKind } from './content-type.ts'
import { decodeArguments } from './decode-arguments.ts'
import type { FunctionEnv } from './function-env.ts'
import { type FunctionGuard, guardHanded } from './function-guard.ts'
import { bodyTime } from './limits.ts'
import type { CallOutcome } from './outcome.ts'
import { readMultipart } from './read-multipart.ts'
import type { Part } from './read-multipart.ts'
import { readText } from './read-text.ts'
import type { BodyLimits } from './receive-body.ts'
import { Refusal } from './refusal.ts'
import type { RegisteredFunction } from './registry.ts'
import { runFunction } from './run-function.ts'
import { noteArguments } from './seen-arguments.ts'
import { settleRefusal } from './settle-refusal.ts'

/**
 * Never rejects.
 *
 * @param id what stands in the path after ACTION_PATH, as it came
 * @param guard has let this function pass; asked for those among the arguments
 */
export async function runCall(
  incoming: Incoming,
  id: string,
  env: FunctionEnv,
  guard: FunctionGuard | null = null,
): Promise<CallOutcome> {
  try {
    admitMethod(incoming)
    admitNow(env)
    admitOrigin(incoming, env)
    const called = admitFunction(id, env.registry, env.log)
    admitProtocol(incoming)
    const readParts = chooseReader(incoming)
    admitEncoding(incoming)
    const limits = bodyLimits(called, env)
    admitDeclaredSize(incoming, limits.size)
    const onceKey = readOnceKey(incoming, called)
    if (called.options.rateLimit !== undefined) await admitRate(called, called.options.rateLimit, incoming, env)
    const parts = await readParts(limits)
    const handed = new Set<string>()
    const { args, temporaryReferences } = await decodeArguments(parts, limits.size, env, handed)
    const turnedAway = guard && handed.size > 0 ? await guardHanded(handed, called.id, guard) : null
    if (turnedAway) return turnedAway
    admitBound(called, args)
    if (process.env.NODE_ENV !== 'production') noteArguments(incoming, called.fn, args)
    const invoke = prepareCall(called.fn, args)
    const run = () => runFunction(called, invoke, incoming, env)
    const outcome =
      onceKey === null
        ? await run().answered
        : await runOnce(submissionOf(called, submissionKey(onceKey, called.id, parts)), run, env)
    return outcome.kind === 'value' && !outcome.replayed ? { ...outcome, temporaryReferences } : outcome
  } catch (error) {
    return settleRefusal(error, incoming, env)
  }
}

function bodyLimits(called: RegisteredFunction, env: FunctionEnv): BodyLimits {
  const size = called.options.bodySizeLimit ?? env.settings.actions.bodySizeLimit
  return { size, time: called.options.bodyTimeout ?? bodyTime(size, env.bodyTimeout) }
}

function chooseReader(incoming: Incoming): (limits: BodyLimits) => Promise<readonly Part[]> {
  switch (readBodyKind(incoming.headers['content-type']).kind) {
    case 'text':
      return async (limits) => [{ name: '0', value: await readText(incoming.body, limits) }]
    case 'multipart':
      return (limits) => readMultipart(incoming.body, incoming.headers, limits)
    case 'bad-boundary':
      throw new Refusal('bad-request', 'The multipart boundary is missing or malformed.')
    default:
      throw new Refusal('unsupported-type', 'A call is text/plain or multipart/form-data.')
  }
}

function readOnceKey(incoming: Incoming, called: RegisteredFunction): string | null {
  const key = incoming.headers[HEADER.once]
  if (key === undefined) return null
  if (!isOnceKey(key)) throw new Refusal('bad-request', 'The once-key is malformed.')
  return called.options.once === false || called.options.query === true ? null : key
}
