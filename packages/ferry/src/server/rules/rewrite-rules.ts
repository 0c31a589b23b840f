/** rewrites() of the configuration: the URL that a request is routed by, whatever the address bar shows. */
import { fillDestination } from '../../router/destination.ts'
import { type Matcher, matchRoute } from '../../router/match.ts'
import type { RewriteRule } from '../../protocol/routing-rules.ts'
import { type CanonicalUrl, readUrl } from '../canonical-url.ts'
import type { RequestContext } from '../shared/request-context.ts'
import type { AppRules, CompiledTarget } from './app-rules.ts'
import { matchRule } from './match-rule.ts'

/**
 * `beforeFiles` one after the other; then a route without parameters; then `afterFiles` until one leads to a route; then
 * any other route; then `fallback`.
 */
export function rewriteByRules(
  rules: AppRules,
  matcher: Matcher,
  url: CanonicalUrl,
  context: RequestContext,
): CanonicalUrl {
  let current = url
  for (const rule of rules.beforeFiles) current = follow(rule, current, context) ?? current
  if (routeKind(matcher, current) === 'static') return current
  const after = firstRouted(rules.afterFiles, matcher, current, context)
  if (routeKind(matcher, after) !== 'none') return after
  return firstRouted(rules.fallback, matcher, after, context)
}

function firstRouted(
  rules: readonly CompiledTarget<RewriteRule>[],
  matcher: Matcher,
  url: CanonicalUrl,
  context: RequestContext,
): CanonicalUrl {
  let current = url
  for (const rule of rules) {
    const next = follow(rule, current, context)
    if (!next) continue
    current = next
    if (routeKind(matcher, current) !== 'none') break
  }
  return current
}

function follow(rule: CompiledTarget<RewriteRule>, url: CanonicalUrl, context: RequestContext): CanonicalUrl | null {
  const params = matchRule(rule, url, context)
  const target = params && fillDestination(rule.destination, params, url.search, true)
  if (!target) return null
  const reading = readUrl(target.path + target.search, url.prefix, '')
  return reading.kind === 'url' ? reading.url : null
}

function routeKind(matcher: Matcher, { segments }: CanonicalUrl): 'static' | 'dynamic' | 'none' {
  const match = segments && matchRoute(matcher, segments)
  if (!match) return 'none'
  return match.route.pattern.every(({ kind }) => kind === 'static') ? 'static' : 'dynamic'
}
