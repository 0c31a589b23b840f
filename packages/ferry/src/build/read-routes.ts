/** What an app answers, read from its files and its configuration without compiling anything. */
import { existsSync, realpathSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import type { RouteTable } from '../protocol/route-table.ts'
import type { RoutingRules } from '../protocol/routing-rules.ts'
import { checkPublicFiles } from '../router/public-conflicts.ts'
import { scanRoutes } from '../router/scan.ts'
import { listFiles } from './app-files.ts'
import { routingRules } from './routing-rules.ts'

export interface AppAnswers {
  readonly routes: RouteTable
  readonly rules: RoutingRules | undefined
}

/** @throws FERRY_ROUTE_…, FERRY_CONFIG_RULE, FERRY_SOURCE_PATTERN */
export async function readRoutes(config: ResolvedConfig): Promise<AppAnswers> {
  const appDir = existsSync(config.appDir) ? realpathSync(config.appDir) : config.appDir
  const shownAppDir = relative(realpathSync(config.root), appDir).split(sep).join('/')
  const routes = scanRoutes(listFiles(appDir), { pageExtensions: config.pageExtensions, appDir: shownAppDir })
  if (existsSync(config.publicDir)) checkPublicFiles(routes, listFiles(config.publicDir), shownAppDir)
  return { routes, rules: await routingRules(config) }
}
