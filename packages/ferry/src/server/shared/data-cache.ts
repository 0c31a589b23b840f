/** The data cache: results of functions, kept in the memory of this process by arguments, tags and age. */
import { CacheStore } from './cache-store.ts'
import { cacheKey } from './cache-key.ts'
import { findRequest } from './request-context.ts'

export interface CacheOptions {
  /** Names under which revalidateTag() and updateTag() reach the results. */
  readonly tags?: readonly string[]
  /** Seconds after which a result is old: it is still served, while a new one is fetched. `false`: never. @default false */
  readonly revalidate?: number | false
  /** Further parts of the key, for functions whose result depends on more than their arguments. */
  readonly keyParts?: readonly string[]
}

/** Results of every cached function of the process. */
export const dataCache = new CacheStore(10_000)

let functions = 0

/**
 * Remembers what an async function gives for the same arguments. Calls while the first one runs share its result;
 * a rejection is not remembered. The result is shared by all requests: it must not depend on who asks.
 *
 * @example
 * const getNotes = cache(async (owner: string) => db.notes.byOwner(owner), { tags: ['notes'], revalidate: 60 })
 * @throws FERRY_CACHE_ARGUMENTS when an argument is not plain data
 */
export function cache<Args extends unknown[], Result>(
  fn: (...args: Args) => Promise<Result>,
  options: CacheOptions = {},
): (...args: Args) => Promise<Result> {
  const prefix = `${functions++}:${JSON.stringify(options.keyParts ?? [])}`
  const { tags = [], revalidate = false } = options
  const lifetime = revalidate === false ? Number.POSITIVE_INFINITY : revalidate * 1000
  return (...args) => {
    const keeping = findRequest()?.keeping
    keeping?.uses(tags, lifetime)
    return dataCache.read(prefix + cacheKey(args, fn.name), () => fn(...args), { tags, lifetime }, keeping != null)
  }
}
