/** What `ferry build` prints and `ferry routes` prints again: routes with what a browser loads, and public functions. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import { buildBroken, notBuilt } from '../errors/catalogue.ts'
import { FerryError } from '../errors/ferry-error.ts'
import type { Manifest } from '../protocol/manifest.ts'
import type { PagesReport } from '../protocol/pages-report.ts'
import type { MetadataConvention, RouteNode } from '../protocol/route-table.ts'
import { patternId } from '../router/pattern.ts'

export interface BuildReport {
  readonly build: string
  readonly routes: readonly ReportedRoute[]
  /** Pages that soft navigations may show in the place of others. */
  readonly intercepts: readonly ReportedIntercept[]
  /** Example: `middleware.ts` */
  readonly middleware: string | null
  /** The server functions that have an endpoint: those that something uses. */
  readonly functions: readonly ReportedFunction[]
}

export interface ReportedRoute {
  /** Example: `/shop/[id]` */
  readonly path: string
  readonly kind: 'page' | 'handler' | 'metadata'
  /** It has parameters. */
  readonly dynamic: boolean
  /** Of pages that are rendered once for everybody. */
  readonly kept?: {
    /** How many the build rendered. */
    readonly pages: number
    /** Seconds; false: until they are called old. */
    readonly revalidate: number | false
  }
  /** Of a file that describes the app. */
  readonly metadata?: MetadataConvention
  /** Example: `app/shop/[id]/page.tsx` */
  readonly file: string
  /** Bytes that a first visit loads; absent where there is no page. */
  readonly scripts?: { readonly bytes: number; readonly gzip: number }
  readonly styles?: { readonly bytes: number; readonly gzip: number }
}

export interface ReportedIntercept {
  /** Of the URL. Example: `/photo/[id]` */
  readonly path: string
  /** While the page on screen lies here or below. Example: `/feed` */
  readonly from: string
  /** Example: `app/feed/@modal/(..)photo/[id]/page.tsx` */
  readonly file: string
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

/** @param pages null: the build rendered none */
export function createReport(
  config: ResolvedConfig,
  manifest: Manifest,
  sizes: Sizes,
  pages: PagesReport | null = null,
): BuildReport {
  const name = (file: string) => relative(config.root, file).split(sep).join('/')
  const app = name(config.appDir)
  const routes = manifest.routes.routes.map(({ id, kind, pattern, tree, metadata }): ReportedRoute => {
    const size = sizes[id]
    const kept = pages && keptPages(pages, id)
    return {
      path: id,
      kind: metadata ? 'metadata' : kind,
      dynamic: pattern.some((segment) => segment.kind !== 'static'),
      file: `${app}/${kind === 'page' ? pageOf(tree) : tree.files.route}`,
      ...(kept && { kept }),
      ...(metadata && { metadata }),
      ...(size !== undefined && {
        scripts: { bytes: size.scripts, gzip: size.scriptsGzip },
        styles: { bytes: size.styles, gzip: size.stylesGzip },
      }),
    }
  })
  const intercepts = (manifest.routes.intercepts ?? []).map(
    ({ id, from, tree }): ReportedIntercept => ({ path: id, from: patternId(from), file: `${app}/${pageOf(tree)}` }),
  )
  const functions = Object.entries(manifest.functions).map(([id, { source, captures }]) => ({ id, source, captures }))
  return {
    build: manifest.build,
    routes: routes.sort((a, b) => (a.path < b.path ? -1 : 1)),
    intercepts: intercepts.sort((a, b) => (a.path < b.path ? -1 : 1)),
    middleware: config.files.middleware && name(config.files.middleware),
    functions: functions.sort((a, b) => (a.source < b.source ? -1 : 1)),
  }
}

/** null: they are rendered for each request, as they say or as it turned out. */
function keptPages({ routes, pages }: PagesReport, id: string): ReportedRoute['kept'] | null {
  const found = routes.find(({ route }) => route === id)
  const rendered = pages.filter(({ route }) => route === id)
  const kept = rendered.filter(({ isKept }) => isKept)
  if (!found || (rendered.length > 0 && kept.length === 0)) return null
  return { pages: kept.length, revalidate: found.revalidate }
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
  // Built elsewhere and copied here, or by another version: the routes are known, the sizes are not.
  return report?.build === manifest.build && Array.isArray(report.intercepts)
    ? report
    : createReport(config, manifest, {})
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

/** The page itself; where only a slot has one for the URL, that. */
function pageOf(node: RouteNode): string {
  const inside = node.children.children
  return (inside && pageOf(inside)) || (node.files.page ?? firstPage(node) ?? node.files.default ?? '')
}

function firstPage({ children }: RouteNode): string | undefined {
  return Object.values(children)
    .map(pageOf)
    .find((file) => file !== '')
}
