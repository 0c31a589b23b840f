/** Counts the arrivals of a function that has a rate limit, and refuses what is too much: across all processes that share a store. */
import { createHash } from 'node:crypto'
import type { Incoming } from '../../protocol/incoming.ts'
import type { Count } from '../../protocol/store.ts'
import type { RateLimit } from '../shared/action-options.ts'
import type { FunctionEnv } from './function-env.ts'
import { Refusal } from './refusal.ts'
import type { RegisteredFunction } from './registry.ts'

type RateEnv = Pick<FunctionEnv, 'store' | 'log' | 'runInFunctionContext'>

/** Throws 429. A store that fails refuses with 503: a limit that guards a password must not open when it cannot count. */
export async function admitRate(
  called: RegisteredFunction,
  rateLimit: RateLimit,
  incoming: Incoming,
  env: RateEnv,
): Promise<void> {
  const { count, endsIn } = await countArrival(called, await nameCaller(rateLimit, incoming, env), rateLimit, env)
  if (count <= rateLimit.requests) return
  throw new Refusal('rate-limited', 'Too many requests.', { retryAfter: Math.max(1, Math.ceil(endsIn / 1000)) })
}

async function nameCaller({ by }: RateLimit, incoming: Incoming, env: RateEnv): Promise<string> {
  return by === undefined ? incoming.ip : String(await env.runInFunctionContext(by, incoming.signal))
}

async function countArrival(
  called: RegisteredFunction,
  caller: string,
  { per }: RateLimit,
  env: RateEnv,
): Promise<Count> {
  // Whoever is counted is nobody's business but the app's.
  const key = createHash('sha256').update(caller).digest('base64url')
  try {
    return await env.store.increment(`ferry:rate:${called.id}:${key}`, per)
  } catch (error) {
    env.log('error', 'the store failed to count a request', { function: called.entry.source, error })
    throw new Refusal('unavailable', 'The request could not be counted.', { retryAfter: 5 })
  }
}
