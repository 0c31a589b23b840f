/** What `ferry build` prints and `ferry routes` prints again: routes with what a browser loads, and public functions. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import { buildBroken, notBuilt } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import type { Manifest } from '../protocol/manifest.ts'
import type { RouteNode } from '../protocol/route-table.ts'

export interface BuildReport {
  readonly build: string
  readonly routes: readonly ReportedRoute[]
  /** The server functions that have an endpoint: those that something uses. */
  readonly functions: readonly ReportedFunction[]
}

export interface ReportedRoute {
  /** Example: `/shop/[id]` */
  readonly path: string
  readonly kind: 'page' | 'handler'
  /** Example: `app/shop/[id]/page.tsx` */
  readonly file: string
  /** Bytes that a first visit loads; absent for handlers. */
  readonly scripts?: { readonly bytes: number; readonly gzip: number }
  readonly styles?: { readonly bytes: number; readonly gzip: number }
}

export interface ReportedFunction {
  readonly id: string
  /** Example: `app/actions.ts#createNote` */
  readonly source: string
  /** It captures variables, which travel encrypted. */
  readonly captures: boolean
}

type Sizes = Readonly<
  Record<string, { scripts: number; scriptsGzip: number; styles: number; stylesGzip: number } | undefined>
>

export function createReport(manifest: Manifest, sizes: Sizes): BuildReport {
  const routes = manifest.routes.routes.map(({ id, kind, tree }): ReportedRoute => {
    const size = sizes[id]
    return {
      path: id,
      kind,
      file: `app/${fileOf(tree, kind === 'page' ? 'page' : 'route')}`,
      ...(size !== undefined && {
        scripts: { bytes: size.scripts, gzip: size.scriptsGzip },
        styles: { bytes: size.styles, gzip: size.stylesGzip },
      }),
    }
  })
  const functions = Object.entries(manifest.functions).map(([id, { source, captures }]) => ({ id, source, captures }))
  return {
    build: manifest.build,
    routes: routes.sort((a, b) => (a.path < b.path ? -1 : 1)),
    functions: functions.sort((a, b) => (a.source < b.source ? -1 : 1)),
  }
}

export function saveReport(config: ResolvedConfig, report: BuildReport): void {
  mkdirSync(config.stateDir, { recursive: true })
  writeFileSync(reportFile(config), `${JSON.stringify(report, null, 2)}\n`)
}

/** The report of the build that is in dist/ now. */
export function readReport(config: ResolvedConfig): BuildReport {
  const manifest = readJson(join(config.outDir, 'manifest.json')) as Manifest | null
  if (manifest === null) throw new FerryError(notBuilt, `${config.outDir} holds no build.`)
  const report = readJson(reportFile(config)) as BuildReport | null
  // Built elsewhere and copied here: the routes are known, the sizes are not.
  return report?.build === manifest.build ? report : createReport(manifest, {})
}

function reportFile({ stateDir }: ResolvedConfig): string {
  return join(stateDir, 'report.json')
}

function readJson(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return null
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new FerryError(buildBroken, `${file} is not complete.`, { cause })
  }
}

function fileOf(node: RouteNode, file: 'page' | 'route'): string {
  const own = node.files[file]
  if (own !== undefined) return own
  return (
    Object.values(node.children)
      .map((child) => fileOf(child, file))
      .find((found) => found !== '') ?? ''
  )
}
