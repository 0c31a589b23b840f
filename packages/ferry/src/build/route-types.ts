/** The types of an app's routes as text: a declaration that fills `AppRoutes`. Literals only; what follows from them is in protocol/. */
import type { RouteTable } from '../protocol/route-table.ts'
import type { RoutingRules } from '../protocol/routing-rules.ts'
import { layoutSlots, pageRoutes } from '../router/layout-slots.ts'
import { sourceRoute } from '../router/source-route.ts'

/**
 * @param rules what redirects and rewrites answer is an address of the app too
 * @param files and so are those of public/. Example: `/logo.svg`
 */
export function routeTypes(table: RouteTable, rules: RoutingRules | undefined, files: readonly string[] = []): string {
  const handlers = table.routes.filter(({ kind, metadata }) => kind === 'handler' && !metadata).map(({ id }) => id)
  const hrefs = [...table.routes.map(({ id }) => id), ...(rules ? ruleRoutes(rules) : []), ...files]
  const layouts = [...layoutSlots(table)].sort(([a], [b]) => (a < b ? -1 : 1))
  return `// Written by “ferry typegen”, “ferry dev” and “ferry build”. Do not edit.

declare module 'ferry' {
  interface AppRoutes {
    pages:${union(pageRoutes(table))}
    layouts: {${layouts.map(([route, slots]) => `\n      ${quote(route)}:${union(slots, '        ')}`).join('')}
    }
    handlers:${union(handlers)}
    hrefs:${union(hrefs)}
  }
}

export {}
`
}

function ruleRoutes({ redirects, rewrites }: RoutingRules): string[] {
  const rules = [...redirects, ...rewrites.beforeFiles, ...rewrites.afterFiles, ...rewrites.fallback]
  // Written with the base path, a source is no href.
  return rules.filter(({ basePath }) => basePath !== false).map(({ source }) => sourceRoute(source))
}

function union(values: Iterable<string>, indent = '      '): string {
  const literals = [...new Set(values)].sort().map(quote)
  if (literals.length < 2) return ` ${literals[0] ?? 'never'}`
  return literals.map((literal) => `\n${indent}| ${literal}`).join('')
}

function quote(value: string): string {
  return JSON.stringify(value)
}
