/** Runs headers(), redirects() and rewrites() of the configuration and checks what they give. */
import { configLoad, configRule } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import type { RewriteLists, RewriteRule, RoutingRules } from '../protocol/routing-rules.ts'
import { type RuleKind, ruleProblem } from './rule-shape.ts'
import type { ResolvedConfig } from './resolved-config.ts'

type Source = Pick<ResolvedConfig, 'headers' | 'redirects' | 'rewrites'> & {
  readonly files: Pick<ResolvedConfig['files'], 'config'>
}

/**
 * undefined: there are none.
 *
 * @throws FERRY_CONFIG_RULE, naming the rule
 */
export async function readRules(config: Source): Promise<RoutingRules | undefined> {
  const { config: file } = config.files
  const headers = checkList(await run(config.headers, file), 'headers', 'headers()', file)
  const redirects = checkList(await run(config.redirects, file), 'redirects', 'redirects()', file)
  const rewrites = checkRewrites(await run(config.rewrites, file), file)
  const all = [headers, redirects, rewrites.beforeFiles, rewrites.afterFiles, rewrites.fallback]
  if (all.every((list) => list.length === 0)) return undefined
  return { headers, redirects, rewrites } as RoutingRules
}

async function run(make: (() => unknown) | null | undefined, file: string | null): Promise<unknown> {
  try {
    return (await make?.()) ?? []
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new FerryError(configLoad, reason, { ...(file !== null && { place: { file } }), cause })
  }
}

function checkRewrites(value: unknown, file: string | null): RewriteLists {
  const lists = Array.isArray(value) ? { afterFiles: value } : value
  if (typeof lists !== 'object' || lists === null) throw refusal('rewrites() must give a list, or lists', file)
  const unknown = Object.keys(lists).find((name) => !REWRITE_LISTS.has(name))
  if (unknown !== undefined) {
    throw refusal(`rewrites() gives “${unknown}”; it may give ${[...REWRITE_LISTS].join(', ')}`, file)
  }
  const list = (name: keyof RewriteLists) =>
    checkList((lists as Partial<Record<string, unknown>>)[name] ?? [], 'rewrites', `rewrites().${name}`, file)
  return {
    beforeFiles: list('beforeFiles') as RewriteRule[],
    afterFiles: list('afterFiles') as RewriteRule[],
    fallback: list('fallback') as RewriteRule[],
  }
}

const REWRITE_LISTS: ReadonlySet<string> = new Set<keyof RewriteLists>(['beforeFiles', 'afterFiles', 'fallback'])

function checkList(value: unknown, kind: RuleKind, name: string, file: string | null): unknown[] {
  if (!Array.isArray(value)) throw refusal(`${name} must give a list of rules`, file)
  for (const [index, rule] of value.entries()) {
    const problem = ruleProblem(rule, kind)
    if (problem !== null) throw refusal(`${name}[${index}]${problem}`, file)
  }
  return value
}

function refusal(message: string, file: string | null): FerryError {
  return new FerryError(configRule, `${message}.`, file === null ? {} : { place: { file } })
}
