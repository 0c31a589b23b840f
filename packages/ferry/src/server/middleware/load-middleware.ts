/** The app's middleware.ts, loaded and checked when the app starts. */
import { middlewareMatcher, middlewareResult } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { RequestRule } from '../../protocol/routing-rules.ts'
import { middlewareModule } from '../rsc/app-modules.ts'
import { type CompiledRule, compileRule } from '../rules/match-rule.ts'
import type { AppMiddleware, Middleware } from './run-middleware.ts'

const PLACE = { place: { file: 'middleware.ts' } }

/** null: the app has none. */
export async function loadMiddleware(): Promise<AppMiddleware | null> {
  if (!middlewareModule) return null
  const { default: run, config } = await middlewareModule()
  if (typeof run !== 'function') {
    throw new FerryError(middlewareResult, 'middleware.ts has no function as its default export.', PLACE)
  }
  return { run: run as Middleware, matcher: readMatcher(config) }
}

/** null: the middleware is for every request. */
function readMatcher(config: unknown): readonly CompiledRule[] | null {
  const matcher = typeof config === 'object' && config !== null && 'matcher' in config ? config.matcher : undefined
  if (matcher === undefined) return null
  return (Array.isArray(matcher) ? (matcher as unknown[]) : [matcher]).map(readEntry)
}

function readEntry(entry: unknown): CompiledRule {
  const rule = typeof entry === 'string' ? { source: entry } : entry
  if (!isRule(rule)) {
    throw new FerryError(middlewareMatcher, `config.matcher of middleware.ts has ${JSON.stringify(entry)}.`, PLACE)
  }
  try {
    return compileRule(rule)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new FerryError(middlewareMatcher, `config.matcher of middleware.ts: ${reason}`, { ...PLACE, cause })
  }
}

function isRule(value: unknown): value is RequestRule {
  if (typeof value !== 'object' || value === null || !('source' in value)) return false
  const { source, has = [], missing = [] } = value as Record<string, unknown>
  return typeof source === 'string' && source.startsWith('/') && Array.isArray(has) && Array.isArray(missing)
}
