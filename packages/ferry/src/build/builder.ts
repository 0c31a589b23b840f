/** A builder builds an app as often as asked: the second build compiles what changed. */
import { join } from 'node:path'
import { disableValidation, enableValidation } from 'schema-utils'
import type { ResolvedConfig } from '../config/resolved-config.ts'
import { routeFiles } from './app-files.ts'
import { boundMemory } from './bound-memory.ts'
import { type BrowserBuild, createBrowserBuild } from './browser-build.ts'
import { createBuildContext } from './build-context.ts'
import { buildId } from './build-id.ts'
import type { BuildOptions, BuildResult, BuildStep } from './build-result.ts'
import { compressAssets, measureAssets } from './compress-assets.ts'
import { componentFunctions } from './component-functions.ts'
import { copyPackages } from './copy-packages.ts'
import type { FrameworkFiles } from './framework-files.ts'
import { generatedKey } from './generated-key.ts'
import { buildGraphs } from './graphs.ts'
import { makeManifest } from './manifest.ts'
import { keepingOfPages } from './built-pages/keeping-of-pages.ts'
import { renderBuiltPages } from './built-pages/render-built-pages.ts'
import { clearOutput, copyPublic, writeManifest } from './output-folder.ts'
import { copyProduction, loadProduction, type ProductionRuntime, reactAsset } from './prebuilt/production.ts'
import { readRoutes } from './read-routes.ts'
import { routeSizes } from './route-sizes.ts'
import { createServerBuild, type ServerBuild } from './server-build.ts'
import { prepareStateFolder } from './state-folder.ts'
import { createStopwatch } from './stopwatch.ts'
import { writeTypes } from './write-types.ts'

export interface Builder {
  /** Compiles, writes the output folder and tells what is in it. One at a time. */
  build(): Promise<BuildResult>
  /** Keeps what was compiled for the next process. */
  close(): Promise<void>
}

interface Compilers {
  /** null in development. */
  readonly runtime: ProductionRuntime | null
  readonly server: ServerBuild
  readonly browser: BrowserBuild
}

/** `build` throws a FerryError, or an AggregateError of them: what is wrong with the app. */
export function createBuilder(
  config: ResolvedConfig,
  options: BuildOptions & { framework?: FrameworkFiles } = {},
): Builder {
  const context = createBuildContext(config, options.framework)
  const { outDir, publicDir, stateDir } = config
  let compilers: Promise<Compilers> | null = null
  // Plugins and loaders compile JSON schemas to check their options, which are the same in every app unless it changes them.
  if (config.webpack === null) disableValidation()
  else enableValidation()

  const create = async (): Promise<Compilers> => {
    prepareStateFolder(stateDir)
    clearOutput(outDir)
    const runtime = context.dev ? null : await loadProduction(context.framework, config.cacheDir)
    const server = await createServerBuild(context, runtime)
    return { runtime, server, browser: await createBrowserBuild(context, runtime) }
  }

  return {
    async build() {
      const watch = createStopwatch<BuildStep>(options.onProgress)
      watch.begin('routes')
      const { routes, rules } = await readRoutes(config)
      boundMemory(routeFiles(routes).length)
      if (context.typescript.file !== null) writeTypes(config, routes, rules)
      compilers ??= create()
      const { runtime, ...builds } = await compilers
      const { server, browser, warnings } = await buildGraphs(routes, builds.server, builds.browser, watch.begin)
      if (runtime) {
        copyProduction(runtime, outDir, config.files.server !== null)
        copyPackages(builds.server.externals, outDir)
        copyPublic(publicDir, outDir)
      }
      watch.begin('manifest')
      const keeping = context.dev ? null : keepingOfPages(routes, server)
      const parts = makeManifest({
        routes,
        rules,
        server,
        browser,
        settings: config.settings,
        generatedKey: generatedKey(stateDir),
        ...(keeping && { keepsPages: keeping.ids }),
        hasMiddleware: config.files.middleware !== null,
      })
      const manifest = { build: buildId(outDir, parts), ...parts }
      writeManifest(manifest, outDir)
      if (keeping?.isSure) watch.begin('pages')
      const pages = keeping?.isSure ? await renderBuiltPages(pagesMain(context.framework), outDir) : null
      watch.begin('compress')
      const assetDir = join(outDir, 'assets')
      const assets = await (runtime ? compressAssets(assetDir, reactAsset(runtime)) : measureAssets(assetDir))
      return {
        manifest,
        outDir,
        pages,
        warnings: [...warnings, ...componentFunctions(server, routes, context.appDir)],
        hot: browser.hash,
        timings: watch.end(),
        sizes: routeSizes(manifest, server, assets),
      }
    },
    async close() {
      const builds = await compilers
      await builds?.server.close()
      await builds?.browser.close()
    },
  }
}

/** A program of its own. */
function pagesMain({ dist }: FrameworkFiles): string {
  return join(dist, 'build', 'built-pages', 'main.js')
}
