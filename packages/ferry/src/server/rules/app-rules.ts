/** headers(), redirects() and rewrites() of the configuration, ready for requests. */
import type { HeaderRule, RedirectRule, RewriteRule, RoutingRules } from '../../protocol/routing-rules.ts'
import { type Destination, parseDestination } from '../../router/destination.ts'
import { type CompiledRule, compileRule } from './match-rule.ts'

export interface AppRules {
  readonly headers: readonly CompiledRule<HeaderRule>[]
  readonly redirects: readonly CompiledTarget<RedirectRule>[]
  readonly beforeFiles: readonly CompiledTarget<RewriteRule>[]
  readonly afterFiles: readonly CompiledTarget<RewriteRule>[]
  readonly fallback: readonly CompiledTarget<RewriteRule>[]
}

export interface CompiledTarget<R extends RedirectRule | RewriteRule> extends CompiledRule<R> {
  readonly destination: Destination
}

/** null: the app has none, and no request pays for them. */
export function compileRules(rules: RoutingRules | undefined): AppRules | null {
  if (!rules) return null
  const { headers, redirects, rewrites } = rules
  return {
    headers: headers.map(compileRule),
    redirects: redirects.map(compileTarget),
    beforeFiles: rewrites.beforeFiles.map(compileTarget),
    afterFiles: rewrites.afterFiles.map(compileTarget),
    fallback: rewrites.fallback.map(compileTarget),
  }
}

function compileTarget<R extends RedirectRule | RewriteRule>(rule: R): CompiledTarget<R> {
  return { ...compileRule(rule), destination: parseDestination(rule.destination) }
}
