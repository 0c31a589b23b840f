/** `ferry dev` only: takes over what a new manifest says, while requests go on with what they have begun with. */
import type { Manifest } from '../protocol/manifest.ts'
import { compileRoutes } from '../router/match.ts'
import { type AppState, notFoundPage } from './app-state.ts'
import { createFunctionRegistry, type LoadReference } from './call/registry.ts'
import { createIntercepts } from './intercepts.ts'
import { loadMiddleware } from './middleware/load-middleware.ts'
import { compileRules } from './rules/app-rules.ts'

/** Rejects with what is wrong with a module of the app; the state is then as it was. */
export async function renewState(state: AppState, manifest: Manifest, load: LoadReference): Promise<void> {
  const registry = await createFunctionRegistry(manifest, load)
  const middleware = await loadMiddleware()
  const routes = manifest.routes === state.manifest.routes ? {} : stateOfRoutes(manifest)
  Object.assign<AppState, Partial<AppState>>(state, {
    ...routes,
    build: manifest.build,
    rules: compileRules(manifest.rules),
    functions: { ...state.functions, registry },
    middleware,
    prefixes: new Map(),
    manifest,
  })
}

function stateOfRoutes({ routes }: Manifest): Partial<AppState> {
  return {
    matcher: compileRoutes(routes),
    intercepts: createIntercepts(routes.intercepts),
    notFound: notFoundPage(routes),
  }
}
