/** A builder keeps its compilers between builds: the second build of an app compiles what changed. */
import { join } from 'node:path'
import type { ResolvedConfig } from '../config/resolved-config.ts'
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
import { buildHost } from './host-build.ts'
import { makeManifest } from './manifest.ts'
import { clearOutput, copyPublic, writeManifest } from './output-folder.ts'
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

/** `build` throws a FerryError, or an AggregateError of them: what is wrong with the app. */
export function createBuilder(
  config: ResolvedConfig,
  options: BuildOptions & { framework?: FrameworkFiles } = {},
): Builder {
  const context = createBuildContext(config, options.framework)
  const { outDir, publicDir, stateDir } = config
  let compilers: Promise<[ServerBuild, BrowserBuild]> | null = null

  const create = () => {
    prepareStateFolder(stateDir)
    clearOutput(outDir)
    return Promise.all([createServerBuild(context), createBrowserBuild(context)])
  }

  return {
    async build() {
      const watch = createStopwatch<BuildStep>(options.onProgress)
      watch.begin('routes')
      const { routes, rules } = await readRoutes(config)
      if (context.typescript.file !== null) writeTypes(config, routes, rules)
      compilers ??= create()
      const [serverBuild, browserBuild] = await compilers
      const { server, browser, warnings } = await both(
        buildGraphs(routes, serverBuild, browserBuild, watch.begin),
        context.dev ? Promise.resolve() : buildHost(context),
      )
      if (!context.dev) {
        copyPackages(serverBuild.externals, outDir)
        copyPublic(publicDir, outDir)
      }
      watch.begin('manifest')
      const parts = makeManifest({
        routes,
        rules,
        server,
        browser,
        settings: config.settings,
        generatedKey: generatedKey(stateDir),
        hasMiddleware: config.files.middleware !== null,
      })
      const manifest = { build: buildId(outDir, parts), ...parts }
      writeManifest(manifest, outDir)
      watch.begin('compress')
      const assets = await (context.dev ? measureAssets : compressAssets)(join(outDir, 'assets'))
      return {
        manifest,
        outDir,
        warnings: [...warnings, ...componentFunctions(server, routes, context.appDir)],
        hot: browser.hash,
        timings: watch.end(),
        sizes: routeSizes(manifest, server, assets),
      }
    },
    async close() {
      for (const build of (await compilers) ?? []) await build.close()
    },
  }
}

/** What the first gives, once the second has ended too: a failed build leaves nothing running behind. */
async function both<T>(first: Promise<T>, second: Promise<unknown>): Promise<T> {
  await Promise.allSettled([first, second])
  const result = await first
  await second
  return result
}
