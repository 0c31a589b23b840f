/** Renders every page whose path is known before anybody asks for it, for the build. */
import type { PagesOptions } from '../../protocol/incoming.ts'
import {
  type KeptRoute,
  type PageFailure,
  type PagesReport,
  type RenderedPage,
  TAGS,
} from '../../protocol/pages-report.ts'
import type { RouteEntry } from '../../protocol/route-table.ts'
import { buildPath } from '../../router/path.ts'
import type { AppState } from '../app-state.ts'
import { readUrl } from '../canonical-url.ts'
import { findRoute, type Page, planPage } from '../find-route.ts'
import { type KnownParams, knownParams } from '../rsc/known-params.ts'
import { sealingKeys } from '../rsc/sealing-keys.ts'
import { tagsOfPage } from '../shared/path-tags.ts'
import { keyOfPage } from './answer-kept.ts'
import { PARAMS, writeBuiltParams } from './built-params.ts'
import { nameOfCopy } from './copies-elsewhere.ts'
import { type Copy, writeCopy } from './copy.ts'
import { renderCopy } from './render-copy.ts'

/** How many are rendered at once: they wait for data, not for each other. */
const AT_ONCE = 8

export async function renderPages(app: AppState, write: PagesOptions['write']): Promise<PagesReport> {
  const report = { routes: [] as KeptRoute[], pages: [] as RenderedPage[], failures: [] as PageFailure[] }
  const tagged = new Map<string, string[]>()
  const closed = new Map<string, KnownParams>()
  const todo: KnownPage[] = []
  // Modules of other pages are not loaded: they may need what is not there.
  const mayKeep = new Set(app.manifest.keepsPages)
  for (const route of app.manifest.routes.routes) {
    if (route.kind === 'page' && mayKeep.has(route.id))
      todo.push(
        ...((await orFailure(route, route.id, report, () => knownPages(app, route, report.routes, closed))) ?? []),
      )
  }
  const renderNext = async (): Promise<void> => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      const { route, path, page, lifetime } = next
      const tags = new Set(tagsOfPage(path, route.id))
      const copy = await orFailure(route, path, report, () => renderCopy(app, page, lifetime, tags))
      if (!copy) continue
      const name = nameOfCopy(app.build, keyOfPage(page))
      write(name, writeCopy(asBuilt(copy), sealingKeys()[0].hint.toString('hex')))
      for (const tag of copy.tags) {
        const names = tagged.get(tag)
        if (names) names.push(name)
        else tagged.set(tag, [name])
      }
      report.pages.push({ route: route.id, path, isKept: copy.page !== null })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, renderNext))
  write(TAGS, writeTags(tagged))
  write(PARAMS, writeBuiltParams(closed))
  return { ...report, pages: report.pages.sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

function writeTags(tagged: ReadonlyMap<string, readonly string[]>): string {
  const entries = [...tagged].sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(Object.fromEntries(entries.map(([tag, names]) => [tag, [...names].sort()])))
}

/** The same pages give the same bytes, whenever they are rendered. */
function asBuilt(copy: Copy): Copy {
  return { ...copy, begun: 0, tags: [...copy.tags].sort() }
}

interface KnownPage {
  readonly route: RouteEntry
  readonly path: string
  readonly page: Page
  readonly lifetime: number
}

/**
 * @param kept gets the route when it says so
 * @param closed gets it when it has no other pages than these
 */
async function knownPages(
  app: AppState,
  route: RouteEntry,
  kept: KeptRoute[],
  closed: Map<string, KnownParams>,
): Promise<KnownPage[]> {
  const { basePath } = app.settings
  const { config } = await planPage(app, basePath, route.tree, 'page')
  if (config.keep === null) return []
  const { lifetime } = config.keep
  kept.push({ route: route.id, revalidate: Number.isFinite(lifetime) ? lifetime / 1000 : false })
  const known = await knownParams(config)
  if (config.generators.length > 0) closed.set(route.id, known)
  const pages = new Map<string, KnownPage>()
  for (const params of known.all) {
    const isComplete = route.pattern.every(
      (segment) => segment.kind === 'static' || segment.name in params || (segment.kind === 'rest' && segment.optional),
    )
    if (!isComplete) continue
    const path = buildPath(route, params)
    const reading = readUrl(basePath + path, '', basePath)
    const found = reading.kind === 'url' ? await findRoute(app, reading.url, reading.url) : null
    // Another route comes first where both match.
    if (found?.kind !== 'page' || found.page.route !== route.id) continue
    pages.set(found.page.url.path, {
      route,
      path: found.page.url.path,
      page: found.page,
      lifetime,
    })
  }
  return [...pages.values()]
}

async function orFailure<T>(
  { tree }: RouteEntry,
  path: string,
  { failures }: { readonly failures: PageFailure[] },
  run: () => Promise<T>,
): Promise<T | null> {
  try {
    return await run()
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(`Thrown: ${String(error)}`)
    failures.push({ path, file: pageFile(tree), message, stack })
    return null
  }
}

function pageFile(node: RouteEntry['tree']): string {
  const { children } = node.children
  return children ? pageFile(children) : (node.files.page ?? node.name)
}
