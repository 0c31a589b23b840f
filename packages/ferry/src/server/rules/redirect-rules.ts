/** redirects() of the configuration for one request. */
import { fillDestination } from '../../router/destination.ts'
import type { RedirectRule } from '../../protocol/routing-rules.ts'
import type { CanonicalUrl } from '../canonical-url.ts'
import type { RequestContext } from '../shared/request-context.ts'
import type { AppRules } from './app-rules.ts'
import { matchRule } from './match-rule.ts'

export interface RuleRedirect {
  readonly status: number
  readonly location: string
}

/** The first that matches; null: the request goes on. */
export function redirectByRules(
  { redirects }: Pick<AppRules, 'redirects'>,
  url: CanonicalUrl,
  context: RequestContext,
): RuleRedirect | null {
  for (const one of redirects) {
    const params = matchRule(one, url, context)
    const target = params && fillDestination(one.destination, params, url.search, false)
    if (!target) continue
    const { origin, path, search, hash } = target
    const below = one.rule.basePath === false ? context.incoming.mount : url.prefix
    const location = origin === '' ? below + path : origin + path
    return { status: statusOf(one.rule), location: location + search + hash }
  }
  return null
}

function statusOf(rule: RedirectRule): number {
  if ('statusCode' in rule && rule.statusCode !== undefined) return rule.statusCode
  return 'permanent' in rule && rule.permanent ? 308 : 307
}
