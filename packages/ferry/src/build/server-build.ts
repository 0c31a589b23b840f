/** The server compilation, ready to run as often as something changes. */
import { appModulesText } from './generated-modules.ts'
import type { BuildContext } from './build-context.ts'
import { createExternalPackages, type ExternalPackages } from './external-packages.ts'
import type { ProductionRuntime } from './prebuilt/production.ts'
import { withRuntime } from './prebuilt/with-runtime.ts'
import type { ServerGraph } from './server-graph.ts'
import { applyWebpackHook } from './webpack/webpack-hook.ts'
import { problemsOf, type Problems } from './webpack/problems.ts'
import { readServerGraph } from './webpack/read-server-graph.ts'
import { serverConfig } from './webpack/server-config.ts'
import { singleRuns } from './webpack/single-runs.ts'

export interface ServerBuild {
  readonly externals: ExternalPackages
  run(routeFiles: readonly string[], alsoFunctions: ReadonlySet<string>): Promise<ServerRun>
  close(): Promise<void>
}

export interface ServerRun {
  readonly graph: ServerGraph
  readonly problems: Problems
}

/** @param runtime null: all of Ferry is compiled with the app */
export async function createServerBuild(
  context: BuildContext,
  runtime: ProductionRuntime | null,
): Promise<ServerBuild> {
  const externals = createExternalPackages(context.config.serverExternalPackages)
  let appModules = ''
  let also: ReadonlySet<string> = new Set()
  const whole = serverConfig(context, {
    appModules: () => appModules,
    alsoFunctions: () => [...also].sort(),
    externals,
  })
  const configuration = runtime ? withRuntime(context.framework, whole, runtime) : whole
  const runs = singleRuns(await applyWebpackHook(context, 'server', configuration))
  return {
    externals,
    run(routeFiles, alsoFunctions) {
      appModules = appModulesText(context.config, context.appDir, routeFiles)
      also = alsoFunctions
      return runs.run((compilation) => {
        const graph = readServerGraph(compilation, context, routeFiles, runtime?.facts ?? null)
        return { graph, problems: problemsOf(compilation, context, graph) }
      })
    },
    close: runs.close,
  }
}
