/** The rules of the configuration, ready for the manifest: every pattern in them is one that the server can use. */
import { readRules } from '../config/read-rules.ts'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import { configRule } from '../errors/catalogue.ts'
import { FerryError, isFerryError } from '../errors/ferry-error.ts'
import type { RequestRule, RoutingRules } from '../protocol/routing-rules.ts'
import { neededParams, parseDestination } from '../router/destination.ts'
import { compileSource } from '../router/source-pattern.ts'

/** @throws FERRY_CONFIG_RULE, FERRY_SOURCE_PATTERN */
export async function routingRules(config: ResolvedConfig): Promise<RoutingRules | undefined> {
  const rules = await readRules(config)
  if (!rules) return undefined
  const { headers, redirects, rewrites } = rules
  const all = [...headers, ...redirects, ...rewrites.beforeFiles, ...rewrites.afterFiles, ...rewrites.fallback]
  for (const rule of all) checkPatterns(rule, config.files.config)
  return rules
}

function checkPatterns(rule: RequestRule & { readonly destination?: string }, file: string | null): void {
  const place = file === null ? {} : { place: { file } }
  try {
    const known = new Set([...compileSource(rule.source).names, ...namedGroups(rule)])
    const needed = rule.destination === undefined ? [] : neededParams(parseDestination(rule.destination))
    const unknown = needed.find((name) => !known.has(name))
    if (unknown === undefined) return
    const message = `The destination “${rule.destination}” needs “:${unknown}”, which the source “${rule.source}” does not have.`
    throw new FerryError(configRule, message, place)
  } catch (error) {
    if (!isFerryError(error) || error.place) throw error
    throw new FerryError(error, error.message, { ...place, cause: error })
  }
}

/** What a condition adds: its named groups, its own key where it has no value, and `host`. */
function namedGroups({ has = [] }: RequestRule): string[] {
  return has.flatMap(({ type, key, value }) => {
    const names = Array.from((value ?? '').matchAll(/\(\?<([A-Za-z_]\w*)>/g), ([, name]) => name as string)
    return [...names, ...(type === 'host' ? ['host'] : value === undefined && key !== undefined ? [key] : [])]
  })
}
