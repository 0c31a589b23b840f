/**
 * The builder of `ferry dev`: compiles what has been asked for, on top of the prebuilt runtime, and tells what has changed
 * for the running server.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { ResolvedConfig } from '../../config/resolved-config.ts'
import type { Manifest } from '../../protocol/manifest.ts'
import type { RouteTable } from '../../protocol/route-table.ts'
import type { ServerUpdate } from '../../protocol/server-update.ts'
import { routeFiles } from '../app-files.ts'
import { createBuildContext } from '../build-context.ts'
import { type FrameworkFiles, frameworkFiles } from '../framework-files.ts'
import { generatedKey } from '../generated-key.ts'
import { clearOutput } from '../output-folder.ts'
import { loadPrebuilt } from '../prebuilt/prebuilt.ts'
import { type AppAnswers, readRoutes } from '../read-routes.ts'
import { prepareStateFolder } from '../state-folder.ts'
import { writeTypes } from '../write-types.ts'
import { BrowserVersion } from './browser-version.ts'
import { hasFunction } from './function-files.ts'
import { createDevGraphs, type DevGraphs, type DevGraphsRun } from './dev-graphs.ts'
import type { HotPatch } from './hot-patches.ts'
import { changedParts, copyRuntime, devManifest } from './dev-manifest.ts'
import { ServerTable } from './server-table.ts'

export interface DevResult {
  readonly manifest: Manifest
  readonly warnings: readonly Error[]
  /** What hot updates of the browser's code lead to. */
  readonly hot: string
  /** Changes with every edit of what a browser loads, not with additions to it. */
  readonly browser: string
  /** For the server that has everything up to the last result. */
  readonly update: ServerUpdate
  /** A module has changed of which there is no taking back in a running server. */
  readonly restart: boolean
}

/** No page waits for the types: they are written when it is there. ms */
const AFTER_PAGE = 200

/** What browsers load, while the server is still the one before. */
export type EarlyResult = Pick<DevResult, 'manifest' | 'hot' | 'browser'>

/** What the dev server knows it by: see dev/dev-builder. */
export interface DevBuilder {
  readonly runtime: string
  readRoutes(): Promise<RouteTable>
  want(files: readonly string[]): boolean
  wantFunction(id: string): Promise<boolean>
  patch(changed: ReadonlySet<string>): Promise<HotPatch | null>
  patchServer(changed: ReadonlySet<string>): Promise<DevResult | null>
  build(changed: ReadonlySet<string> | null, onBrowser?: (early: EarlyResult) => void): Promise<DevResult>
  whole(): ServerUpdate
  close(): Promise<void>
}

/** @param clears false where documents are out that name files of the builder before */
export async function createDevBuilder(
  config: ResolvedConfig,
  framework: FrameworkFiles = frameworkFiles(),
  { clears = true }: { readonly clears?: boolean } = {},
): Promise<DevBuilder> {
  const prebuilt = await loadPrebuilt(framework)
  const context = createBuildContext(config, framework)
  const assetDir = join(config.outDir, 'assets')
  prepareStateFolder(config.stateDir)
  if (clears) clearOutput(config.outDir)
  copyRuntime(prebuilt, assetDir)
  const key = generatedKey(config.stateDir)
  const table = new ServerTable(framework.appModules, prebuilt.facts.server.runtime)
  const version = new BrowserVersion([framework.clientReferences, framework.styleSheets])
  const run = randomBytes(4).toString('hex')
  const wanted = new Set<string>()
  /** Ids of functions that the sources do not have. */
  const strangers = new Set<string>()
  let graphs: Promise<DevGraphs> | null = null
  let answers: AppAnswers | null = null
  let last: DevGraphsRun | null = null
  let manifest: Manifest | null = null
  let edits = 0
  /** Of which the types are not written yet. */
  let types: AppAnswers | null = null
  let timer: NodeJS.Timeout | undefined

  const readRoutesAgain = async (): Promise<AppAnswers> => {
    const read = await readRoutes(config)
    // Parts that are equal are the same object, so that others need not compare them.
    if (answers && JSON.stringify(answers.routes) === JSON.stringify(read.routes)) return answers
    answers = read
    types = read
    return read
  }

  const want = (files: readonly string[]): boolean => {
    const before = wanted.size
    for (const file of files) wanted.add(file)
    return wanted.size > before
  }

  const inputsOf = ({ routes, rules }: AppAnswers, { server, browser }: DevGraphsRun) => ({
    routes,
    rules,
    server: server.graph,
    browser: browser.graph,
    settings: config.settings,
    hasMiddleware: config.files.middleware !== null,
    generatedKey: key,
  })
  const browserOf = ({ browser }: DevGraphsRun) => ({ hot: browser.graph.hash, browser: `${run}-${version.count}` })

  const nameOfState = () => `${run}-${edits}-${version.count}`

  const writeTypesNow = () => {
    clearTimeout(timer)
    if (types) writeTypes(config, types.routes, types.rules)
    types = null
  }
  const writeTypesLater = () => {
    clearTimeout(timer)
    if (types) timer = setTimeout(writeTypesNow, AFTER_PAGE)
  }

  return {
    runtime: prebuilt.serverFile,
    readRoutes: async () => (await readRoutesAgain()).routes,
    want,
    async wantFunction(id) {
      if (strangers.has(id)) return false
      // Only the whole app can tell whether the function is used, and so may be called.
      if (answers && (await hasFunction(context, id))) return want(routeFiles(answers.routes))
      strangers.add(id)
      return false
    },
    patch: async (changed) => (last === null ? null : ((await graphs)?.patch(changed) ?? null)),
    async patchServer(changed) {
      const sources = await (await graphs)?.patchServer(changed)
      if (!sources || last === null || manifest === null) return null
      const update = table.patch(last.server.compilation, sources, (files) => !isForGood(config, files))
      if (update === null) return null
      edits++
      const build = nameOfState()
      manifest = { ...manifest, build }
      return { manifest, warnings: [], ...browserOf(last), update: { ...update, manifest: { build } }, restart: false }
    },
    async build(changed, onBrowser) {
      strangers.clear()
      const { routes, rules } = answers ?? (await readRoutesAgain())
      const known = new Set(routeFiles(routes))
      const files = [...wanted].filter((file) => known.has(file)).sort()
      graphs ??= createDevGraphs(context, prebuilt)
      const before = last
      // What failed has been seen in part: the next time everything is looked at.
      last = null
      const shown = manifest
      const now = await (await graphs).run(files, before === null ? null : changed, (run) => {
        version.take(run.browser.compilation)
        if (shown === null || onBrowser === undefined) return
        const early = devManifest(inputsOf({ routes, rules }, run), prebuilt, shown.build)
        onBrowser({ manifest: early, ...browserOf(run) })
      })
      last = now
      const change = before?.server === now.server ? null : table.take(now.server.compilation)
      if (before?.browser !== now.browser) version.take(now.browser.compilation)
      if (change?.isEdit || (manifest && manifest.routes !== routes)) edits++
      const next = devManifest(inputsOf({ routes, rules }, now), prebuilt, nameOfState())
      const parts = changedParts(manifest, next)
      manifest = { ...next, ...(manifest && unchangedParts(manifest, parts)) }
      writeTypesLater()
      return {
        manifest,
        warnings: now.warnings,
        ...browserOf(now),
        update: { ...(change?.update ?? { ...table.whole(), modules: {} }), manifest: parts },
        restart: change !== null && isForGood(config, change.staleFiles),
      }
    },
    whole: () => ({ ...table.whole(), manifest: manifest ?? {} }),
    async close() {
      writeTypesNow()
      await (await graphs)?.close()
    },
  }
}

function unchangedParts(before: Manifest, changed: Partial<Manifest>): Partial<Manifest> {
  return Object.fromEntries(Object.entries(before).filter(([name]) => !Object.hasOwn(changed, name)))
}

/** What these have set up stays: a route handler in Express, whatever instrumentation has started. */
function isForGood({ files, store, telemetry }: ResolvedConfig, stale: ReadonlySet<string>): boolean {
  return [files.server, files.instrumentation, store, telemetry].some((file) => file !== null && stale.has(file))
}
