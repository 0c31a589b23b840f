/** Both graphs of `ferry dev`, compiled again only as far as a change reaches. */
import type { Compilation, Compiler } from 'webpack'
import type { FerryError } from '../../errors/ferry-error.ts'
import type { BrowserGraph } from '../browser-graph.ts'
import type { BuildContext } from '../build-context.ts'
import { type ChunkPlan, EMPTY_PLAN, planModules } from '../chunk-plan.ts'
import { createExternalPackages } from '../external-packages.ts'
import { appModulesText, clientReferencesText, styleSheetsText } from '../generated-modules.ts'
import { missingFunctions, throwAll } from '../graphs.ts'
import type { Prebuilt } from '../prebuilt/prebuilt.ts'
import type { ServerGraph } from '../server-graph.ts'
import { closeCompiler, createCompiler, runCompiler } from '../webpack/compile.ts'
import { problemsOf } from '../webpack/problems.ts'
import { readBrowserGraph } from '../webpack/read-browser-graph.ts'
import { readServerGraph } from '../webpack/read-server-graph.ts'
import { applyWebpackHook } from '../webpack/webpack-hook.ts'
import { devBrowserConfig } from './browser-config.ts'
import { createHotPatches, type HotPatch } from './hot-patches.ts'
import { keepKnownFiles } from './known-files.ts'
import { devServerConfig } from './server-config.ts'
import { serverPatch } from './server-patches.ts'
import { createStylePatches } from './style-patches.ts'
import { writeWholeFiles } from './whole-files.ts'

export interface DevGraphs {
  /**
   * @param routeFiles those that have been asked for
   * @param changed absolute paths; null: anything may have changed
   * @param onBrowser told of the browser's code when it is there before the server's
   */
  run(
    routeFiles: readonly string[],
    changed: ReadonlySet<string> | null,
    onBrowser: (run: DevGraphsRun) => void,
  ): Promise<DevGraphsRun>
  /** See HotPatches and StylePatches. null also where the last run has failed. */
  patch(changed: ReadonlySet<string>): Promise<HotPatch | null>
  /** See server-patches. */
  patchServer(changed: ReadonlySet<string>): ReturnType<typeof serverPatch>
  close(): Promise<void>
}

export interface DevGraphsRun {
  readonly server: Run<ServerGraph>
  readonly browser: Run<BrowserGraph>
  readonly warnings: readonly FerryError[]
}

export interface Run<Graph> {
  readonly compilation: Compilation
  readonly graph: Graph
  readonly warnings: readonly FerryError[]
}

export async function createDevGraphs(context: BuildContext, prebuilt: Prebuilt): Promise<DevGraphs> {
  let files: readonly string[] = []
  let plan: ChunkPlan = EMPTY_PLAN
  /** "use server" modules that only the browser compilation has met. */
  const onlyInBrowser = new Set<string>()
  const patches = createHotPatches(context)
  const stylePatches = createStylePatches(context)
  let server: Run<ServerGraph> | null = null
  let browser: Run<BrowserGraph> | null = null

  const [serverCompiler, browserCompiler] = await createCompilers(context, prebuilt, {
    appModules: () => appModulesText(context.config, context.appDir, files),
    alsoFunctions: () => [...onlyInBrowser].sort(),
    clientReferences: () => clientReferencesText(plan, context.framework.styleSheets),
    styleSheets: (chunkName) => styleSheetsText(plan, chunkName),
  })

  writeWholeFiles(browserCompiler)
  const knownFiles = [serverCompiler, browserCompiler].map((compiler) => keepKnownFiles(compiler, context))

  const runServer = async (): Promise<Run<ServerGraph>> => {
    const compilation = await runCompiler(serverCompiler)
    const graph = readServerGraph(compilation, context, files, null)
    const { errors, warnings } = problemsOf(compilation, context, graph)
    throwAll(errors)
    return { compilation, graph, warnings }
  }
  const runBrowser = async (graph: ServerGraph): Promise<Run<BrowserGraph>> => {
    const compilation = await runCompiler(browserCompiler)
    const { errors, warnings } = problemsOf(compilation, context, graph)
    throwAll(errors)
    return { compilation, graph: readBrowserGraph(compilation, graph, plan), warnings }
  }

  return {
    async run(routeFiles, changed, onBrowser) {
      const isOther = files.join() !== routeFiles.join()
      files = routeFiles
      let changedSince = changed
      for (const known of knownFiles) known.forget(changed)
      // An edit that browsers see seldom changes what they load: they need not wait for the server.
      if (!isOther && changed && server && browser && isTouched(browser, changed)) {
        browser = null
        browser = await runBrowser(server.graph)
        onBrowser({ server, browser, warnings: [] })
        changedSince = new Set()
      }
      for (;;) {
        const lastServer: Run<ServerGraph> | null = isOther || isTouched(server, changed) ? null : server
        // What failed is compiled again the next time.
        server = null
        server = lastServer ?? (await runServer())
        const nextPlan = planModules(server.graph)
        const isSamePlan = textOf(nextPlan) === textOf(plan)
        plan = nextPlan
        const lastBrowser: Run<BrowserGraph> | null = !isSamePlan || isTouched(browser, changedSince) ? null : browser
        browser = null
        browser = lastBrowser ?? (await runBrowser(server.graph))
        const missing = missingFunctions(server.graph, browser.graph)
        if (missing.length === 0) {
          return { server, browser, warnings: [...server.warnings, ...browser.warnings] }
        }
        for (const resource of missing) onlyInBrowser.add(resource)
        server = null
      }
    },
    async patch(changed) {
      if (!server || !browser) return null
      const compilations = [browser.compilation, server.compilation] as const
      return (await stylePatches.make(...compilations, changed)) ?? patches.make(...compilations, changed)
    },
    patchServer: async (changed) =>
      server && browser ? serverPatch(server.compilation, browser.compilation, changed) : null,
    async close() {
      await closeCompiler(serverCompiler)
      await closeCompiler(browserCompiler)
    },
  }
}

type Inputs = Parameters<typeof devBrowserConfig>[1] & Omit<Parameters<typeof devServerConfig>[1], 'externals'>

async function createCompilers(
  context: BuildContext,
  prebuilt: Prebuilt,
  inputs: Inputs,
): Promise<[Compiler, Compiler]> {
  const externals = createExternalPackages(context.config.serverExternalPackages)
  const server = devServerConfig(context, { ...inputs, externals }, prebuilt)
  const browser = devBrowserConfig(context, inputs, prebuilt)
  return [
    createCompiler(await applyWebpackHook(context, 'server', server)),
    createCompiler(await applyWebpackHook(context, 'browser', browser)),
  ]
}

/** A file that a compilation has read, or looked for in vain, is not what it was. */
function isTouched(run: Run<unknown> | null, changed: ReadonlySet<string> | null): boolean {
  if (run === null || changed === null) return true
  const { fileDependencies, missingDependencies, contextDependencies } = run.compilation
  for (const file of changed) {
    if (fileDependencies.has(file) || missingDependencies.has(file)) return true
    for (const folder of contextDependencies) if (file.startsWith(folder)) return true
  }
  return false
}

function textOf({ entry, chunks, sheets }: ChunkPlan): string {
  return JSON.stringify([entry, chunks, [...sheets]])
}
