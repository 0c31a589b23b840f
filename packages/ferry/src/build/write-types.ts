/** Writes the generated declarations: `ferry-env.d.ts` beside app/, and the types of the routes below `.ferry/`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import type { RouteTable } from '../protocol/route-table.ts'
import type { RoutingRules } from '../protocol/routing-rules.ts'
import { listFiles } from './app-files.ts'
import { routeTypes } from './route-types.ts'
import { prepareStateFolder } from './state-folder.ts'

/** In the app's own folder, where its tsconfig.json looks for sources. */
const ENTRY = 'ferry-env.d.ts'
const ROUTES = 'types/routes.d.ts'

const ENTRY_TEXT = `/// <reference types="ferry/env" />
/// <reference path="./.ferry/${ROUTES}" />

// Written by “ferry typegen”, “ferry dev” and “ferry build”. Do not edit.
`

/** The names of the files that changed. */
export function writeTypes(
  { root, stateDir, publicDir }: Pick<ResolvedConfig, 'root' | 'stateDir' | 'publicDir'>,
  routes: RouteTable,
  rules: RoutingRules | undefined,
): string[] {
  prepareStateFolder(stateDir)
  const files = [
    { name: `.ferry/${ROUTES}`, file: join(stateDir, ROUTES), text: routeTypes(routes, rules, publicFiles(publicDir)) },
    { name: ENTRY, file: join(root, ENTRY), text: ENTRY_TEXT },
  ]
  return files.filter(({ file, text }) => writeChanged(file, text)).map(({ name }) => name)
}

/** Whoever has more than these does not link to each by hand. */
const MOST_FILES = 1_000

function publicFiles(publicDir: string): string[] {
  if (!existsSync(publicDir)) return []
  // Brackets would be a parameter; what begins with a dot is not served.
  const served = listFiles(publicDir).filter((file) => !/[[\]]|(?:^|\/)\./.test(file))
  return served.slice(0, MOST_FILES).map((file) => `/${encodeURI(file)}`)
}

/** Only what would change: editors and watchers notice every write. */
function writeChanged(file: string, text: string): boolean {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return true
}
