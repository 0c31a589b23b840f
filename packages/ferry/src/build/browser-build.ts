/** The browser compilation, ready to run as often as something changes. */
import type { RouteTable } from '../protocol/route-table.ts'
import type { BrowserGraph } from './browser-graph.ts'
import type { BuildContext } from './build-context.ts'
import { EMPTY_PLAN, planChunks } from './chunk-plan.ts'
import { clientReferencesText, styleSheetsText } from './generated-modules.ts'
import type { ProductionRuntime } from './prebuilt/production.ts'
import { withReact } from './prebuilt/with-react.ts'
import type { ServerGraph } from './server-graph.ts'
import { browserConfig } from './webpack/browser-config.ts'
import { problemsOf, type Problems } from './webpack/problems.ts'
import { readBrowserGraph } from './webpack/read-browser-graph.ts'
import { singleRuns } from './webpack/single-runs.ts'
import { applyWebpackHook } from './webpack/webpack-hook.ts'

export interface BrowserBuild {
  run(server: ServerGraph, routes: RouteTable): Promise<BrowserRun>
  close(): Promise<void>
}

export interface BrowserRun {
  readonly graph: BrowserGraph
  readonly problems: Problems
}

/** @param runtime null: React is compiled with the app */
export async function createBrowserBuild(
  context: BuildContext,
  runtime: ProductionRuntime | null,
): Promise<BrowserBuild> {
  let plan = EMPTY_PLAN
  const whole = browserConfig(context, {
    clientReferences: () => clientReferencesText(plan, context.framework.styleSheets),
    styleSheets: (chunkName) => styleSheetsText(plan, chunkName),
  })
  // What the app's `webpack` changes may be about React.
  const isPrebuilt = runtime !== null && context.config.webpack === null
  const configuration = isPrebuilt ? withReact(context.framework, whole, runtime) : whole
  const runs = singleRuns(await applyWebpackHook(context, 'browser', configuration))
  return {
    run(server, routes) {
      plan = planChunks(server, routes)
      return runs.run((compilation) => ({
        graph: readBrowserGraph(compilation, server, plan),
        problems: problemsOf(compilation, context, server),
      }))
    },
    close: runs.close,
  }
}
