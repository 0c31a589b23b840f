/** A rule of the configuration, or of the middleware's matcher, made ready; and whether it is meant for a request. */
import type { RequestRule, RuleCondition } from '../../protocol/routing-rules.ts'
import { compileSource, matchSource, type SourceParams, type SourcePattern } from '../../router/source-pattern.ts'
import type { CanonicalUrl } from '../canonical-url.ts'
import type { RequestContext } from '../shared/request-context.ts'

export interface CompiledRule<R extends RequestRule = RequestRule> {
  readonly rule: R
  readonly source: SourcePattern
  readonly has: readonly CompiledCondition[]
  readonly missing: readonly CompiledCondition[]
}

interface CompiledCondition {
  readonly type: RuleCondition['type']
  readonly key: string
  /** null: any value but an empty one. */
  readonly value: RegExp | null
}

/** @throws FERRY_SOURCE_PATTERN */
export function compileRule<R extends RequestRule>(rule: R): CompiledRule<R> {
  return {
    rule,
    source: compileSource(rule.source),
    has: (rule.has ?? []).map(compileCondition),
    missing: (rule.missing ?? []).map(compileCondition),
  }
}

/** @returns null when the rule is not for this request; else the parameters, each escaped for a path */
export function matchRule(
  { rule, source, has, missing }: CompiledRule,
  url: CanonicalUrl,
  context: RequestContext,
): SourceParams | null {
  // No route answers such a path, so nothing else should.
  if (url.segments === null) return null
  const path = rule.basePath === false ? basePathOf(url, context) + url.path : url.path
  const params = matchSource(source, path)
  if (!params || (has.length === 0 && missing.length === 0)) return params
  let all: SourceParams = params
  for (const condition of has) {
    const found = meet(condition, url, context)
    if (!found) return null
    all = { ...found, ...all }
  }
  return missing.some((condition) => meet(condition, url, context)) ? null : all
}

function compileCondition({ type, key = '', value }: RuleCondition): CompiledCondition {
  return { type, key, value: value === undefined ? null : new RegExp(`^(?:${value})$`) }
}

/** @returns the parameters that the condition adds; null when it is not met */
function meet(
  { type, key, value }: CompiledCondition,
  url: CanonicalUrl,
  context: RequestContext,
): SourceParams | null {
  const actual = readValue(type, key, url, context)
  if (actual === null || actual === '') return null
  if (value === null) return /^[A-Za-z]+$/.test(key) ? { [key]: encodeURIComponent(actual) } : {}
  const match = value.exec(actual)
  if (!match) return null
  const groups = Object.entries(match.groups ?? {}).filter(([, text]) => text !== undefined)
  const params = groups.map(([name, text]) => [name, encodeURIComponent(text)])
  if (type === 'host' && params.length === 0) params.push(['host', match[0]])
  return Object.fromEntries(params)
}

function readValue(
  type: RuleCondition['type'],
  key: string,
  url: CanonicalUrl,
  { headers, cookies, incoming }: RequestContext,
): string | null {
  switch (type) {
    case 'header':
      return headers.get(key)
    case 'cookie':
      return cookies.get(key)?.value ?? null
    case 'query':
      return new URLSearchParams(url.search).getAll(key).at(-1) ?? null
    case 'host':
      return incoming.host.replace(/:\d+$/, '').toLowerCase()
  }
}

function basePathOf({ prefix }: CanonicalUrl, { incoming }: RequestContext): string {
  return prefix.slice(incoming.mount.length)
}
