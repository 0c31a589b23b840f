/** The text of the two generated modules: imports and literals, no logic. */
import { join } from 'node:path'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import { isStaticFile } from '../router/metadata-file.ts'
import type { ChunkPlan, PlannedModule } from './chunk-plan.ts'

/** What makes webpack put a file into the bundle as it is. */
export const STATIC_FILE_QUERY = '?ferry-static'

/** server/rsc/app-modules: the app's own modules, loaded when first asked for. */
export function appModulesText(
  { files, store, telemetry }: Pick<ResolvedConfig, 'files' | 'store' | 'telemetry'>,
  appDir: string,
  routeFiles: readonly string[],
): string {
  const load = (file: string) => `() => import(${JSON.stringify(file)})`
  const resource = (file: string) => join(appDir, file) + (isStaticFile(file) ? STATIC_FILE_QUERY : '')
  const entries = routeFiles.map((file) => `  ${JSON.stringify(file)}: ${load(resource(file))},\n`)
  const { server, middleware, instrumentation } = files
  return [
    `export const routeModules = {\n  __proto__: null,\n${entries.join('')}}`,
    ...Object.entries({ server, middleware, instrumentation, store, telemetry }).map(
      ([name, file]) => `export const ${name}Module = ${file === null ? 'null' : load(file)}`,
    ),
    '',
  ].join('\n')
}

/** browser/client-references: what makes the chunks. Nothing runs these functions; React loads chunks by id. */
export function clientReferencesText({ chunks, entry, sheets }: ChunkPlan, styleSheets: string): string {
  const imports = [
    ...entry.map((module) => importText(module, { webpackMode: 'eager' })),
    ...chunks.flatMap(({ name, modules }) => modules.map((module) => importText(module, { webpackChunkName: name }))),
    ...[...sheets.keys()].map((name) =>
      importText({ resource: `${styleSheets}?${name}`, exports: null }, { webpackChunkName: name }),
    ),
  ]
  return `export const clientReferences = [\n${imports.join('')}]\n`
}

/** One module for the sheets of a route file: the order of its imports is the order in the file that comes out. */
export function styleSheetsText({ sheets }: ChunkPlan, chunkName: string): string {
  return (sheets.get(chunkName) ?? []).map((file) => `import ${JSON.stringify(file)}\n`).join('')
}

function importText({ resource, exports }: PlannedModule, where: Readonly<Record<string, string>>): string {
  const hints = Object.entries({ ...where, ...(exports && { webpackExports: exports }) })
  const comment = hints.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ')
  return `  () => import(/* ${comment} */ ${JSON.stringify(resource)}),\n`
}
