/** Everything a request finds ready: made once per process, passed by hand. */
import type { ClientManifest } from 'react-server-dom-webpack/server'
import type { DevHooks } from '../protocol/dev-hooks.ts'
import type { Incoming } from '../protocol/incoming.ts'
import type { Manifest, RuntimeSettings } from '../protocol/manifest.ts'
import type { RouteNode, RouteTable } from '../protocol/route-table.ts'
import type { Matcher } from '../router/match.ts'
import type { FunctionEnv } from './call/function-env.ts'
import type { Intercepts } from './intercepts.ts'
import type { BuiltParams } from './kept/built-params.ts'
import type { KeptPages } from './kept/kept-pages.ts'
import type { AppMiddleware } from './middleware/run-middleware.ts'
import type { AppRules } from './rules/app-rules.ts'
import type { Tracing } from './observe/tracing.ts'
import type { PlanContent, RoutePlan } from './rsc/route-plan.ts'
import type { AppServices } from './shared/request-context.ts'
import type { DocumentAssets } from './ssr/document-rendering.tsx'

export interface AppState {
  readonly build: string
  readonly settings: RuntimeSettings
  readonly services: AppServices
  readonly matcher: Matcher
  /** null when the app has no intercepting routes. */
  readonly intercepts: Intercepts | null
  /** What is rendered when no route matches. */
  readonly notFound: NotFoundPage
  readonly functions: FunctionEnv
  /** null when the configuration has none. */
  readonly rules: AppRules | null
  /** null when the app has none. */
  readonly middleware: AppMiddleware | null
  /** null: the app brings no OpenTelemetry. */
  readonly tracing: Tracing | null
  readonly onRequestError: ((error: unknown, incoming: Incoming, digest: string) => void) | null
  /** By what stands before the paths of the app; see {@link PrefixState}. */
  readonly prefixes: Map<string, PrefixState>
  readonly manifest: Manifest
  readonly captureScript: string
  /** null in development, where every page is rendered for each request. */
  readonly kept: KeptPages | null
  /** null: the build rendered no pages. */
  readonly builtParams: BuiltParams | null
  /** null in production. */
  readonly dev: DevHooks | null
}

/** What has the app's URL prefix in it. There is one, unless a host mounts the app in several places. */
export interface PrefixState {
  readonly assetPath: string
  readonly clientManifest: ClientManifest
  readonly document: DocumentAssets
  /** By tree of a route; filled as routes are first asked for. */
  readonly plans: Map<RouteNode, RoutePlan>
}

export interface NotFoundPage {
  readonly tree: RouteNode
  readonly content: Exclude<PlanContent, 'page'>
}

/** The not-found file inside the layout of app/, unless global-not-found makes a document of its own. */
export function notFoundPage({ root, globalNotFound }: RouteTable): NotFoundPage {
  if (globalNotFound === undefined) return { tree: root, content: 'not-found' }
  // Its root has nothing in common with that of the pages: no layout of theirs stays around it.
  return { tree: { name: '__NOT_FOUND__', files: { page: globalNotFound }, children: {} }, content: 'global-not-found' }
}
