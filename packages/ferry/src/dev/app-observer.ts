/** In the process of the app: sees what the server bundle tells, and makes of it what the dev server and its pages show. */
import type { DevCallFacts, DevHooks } from '../protocol/dev-hooks.ts'
import type { DevEvent } from '../protocol/dev-event.ts'
import type { Log } from '../protocol/incoming.ts'
import { watchCache } from './cache-watch.ts'
import { errorPage } from './error-page.ts'
import { KnownProblems } from './known-problems.ts'
import { parameterNames } from './parameter-names.ts'
import { problemOf } from './problems.ts'
import { requestNumber } from './relay.ts'
import { shortValue } from './short-value.ts'
import type { AppPaths } from './source-places.ts'

export interface AppObserver {
  readonly hooks: DevHooks
  /** Every error that is logged with a digest is a problem that a page may ask for. */
  readonly log: Log
  /** A request has come: what it changes in the cache is told a little later. */
  requested(): void
}

export function observeApp(log: Log, paths: AppPaths, send: (event: DevEvent) => void): AppObserver {
  const problems = new KnownProblems()
  const cache = watchCache((entries) => send({ kind: 'cache', entries }))

  return {
    requested: cache.look,
    log(level, message, fields) {
      log(level, message, fields)
      if (level !== 'error' || typeof fields?.digest !== 'string') return
      const { error, digest, method, url } = fields
      const problem = {
        ...problemOf(error, 'server', paths),
        digest,
        ...(typeof method === 'string' && { request: `${method} ${url}` }),
      }
      problems.add(problem)
      send({ kind: 'problem', problem })
    },
    hooks: {
      attach: cache.attach,
      called({ headers }, { fn, result, ...call }) {
        send({
          kind: 'call',
          request: requestNumber(headers),
          call: { ...call, arguments: shortArguments(fn, call.arguments), result: shortValue(result) },
        })
      },
      errorPage(error, { digest, ...page }) {
        const known = digest === undefined ? undefined : problems.get(digest)
        return errorPage([known ?? problemOf(error, 'server', paths)], page)
      },
    },
  }
}

/** What a parameter is called says whether its value is a secret. */
function shortArguments(fn: unknown, values: DevCallFacts['arguments']): string[] {
  const names = parameterNames(fn)
  return values.map((value, index) => shortValue(value, { name: names[index] }))
}
