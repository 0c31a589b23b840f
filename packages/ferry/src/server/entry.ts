/** Entry of the server bundle: what the host loads. */
import type { App, AppOptions, ServerBundle } from '../protocol/incoming.ts'
import type { FunctionEntry } from '../protocol/manifest.ts'
import { captureScript } from '../protocol/capture-script.ts'
import { compileRoutes } from '../router/match.ts'
import { type AppState, notFoundPage } from './app-state.ts'
import { type AppStore, openAppStore } from './app-store.ts'
import { createFunctionEnv } from './call/create-function-env.ts'
import { handleRequest } from './handle-request.ts'
import { createIntercepts } from './intercepts.ts'
import { createKeptPages } from './kept/create-kept-pages.ts'
import { markInvalid } from './kept/copies-elsewhere.ts'
import { loadInstrumentation } from './instrumentation.ts'
import { loadMiddleware } from './middleware/load-middleware.ts'
import { observeRun } from './observe/observe-run.ts'
import { openTracing } from './observe/tracing.ts'
import { renewState } from './renew-state.ts'
import { checkPostbackDigest } from './postback-digest.ts'
import { serverModule } from './rsc/app-modules.ts'
import { compileRules } from './rules/app-rules.ts'
import { dataCache } from './shared/data-cache.ts'
import { draftProof } from './shared/draft-mode.ts'
import { onInvalidation, shareInvalidations } from './shared/invalidation.ts'
import { currentRequest, findRequest } from './shared/request-context.ts'

export const createApp: ServerBundle['createApp'] = async (options) => {
  const work = new Set<Promise<unknown>>()
  const life = { draining: false }
  // First: it may set up what the other modules of the app need.
  const onRequestError = await loadInstrumentation(options.log)
  const tracing = await openTracing()
  const appStore = await openAppStore(options.store)
  const state = await createState(options, { onRequestError, tracing, appStore, work, draining: () => life.draining })
  const server = await serverModule?.()
  return {
    handle: (incoming) => handleRequest(state, incoming),
    configureExpress: typeof server?.default === 'function' ? (server.default as App['configureExpress']) : null,
    async idle() {
      while (work.size > 0) await Promise.allSettled(work)
    },
    drain() {
      life.draining = true
    },
    currentRequest: currentLogFields,
    renew: (manifest) => renewState(state, manifest, loadReference),
    close: async () => appStore.store.close?.(),
  }
}

/** Named as in every other line of the log. */
function currentLogFields(): Readonly<Record<string, unknown>> | null {
  const context = findRequest()
  if (context === undefined) return null
  const { method, target } = context.incoming
  return { requestId: context.id, method, url: target.slice(0, 500) }
}

interface Surroundings extends Pick<AppState, 'onRequestError' | 'tracing'> {
  readonly appStore: AppStore
  readonly work: Set<Promise<unknown>>
  readonly draining: () => boolean
}

async function createState(
  { manifest, mode, log, dev, observer, builtPages }: AppOptions,
  { onRequestError, tracing, appStore, work, draining }: Surroundings,
): Promise<AppState> {
  const { settings } = manifest
  if (process.env.NODE_ENV !== 'production') dev?.attach({ cache: () => dataCache.describe() })
  const functions = await createFunctionEnv({
    manifest,
    mode,
    log: (level, message, fields) => log(level, message, { requestId: findRequest()?.id, ...fields }),
    load: loadReference,
    encryptionKeys: process.env.FERRY_ENCRYPTION_KEY,
    runInFunctionContext,
    draining,
    appStore,
    observeRun: observeRun(tracing, observer),
  })
  if (functions.registry.functions.size > 0) checkPostbackDigest(log)
  const { store } = appStore
  const isKeeping = mode === 'production'
  const mark = isKeeping ? (tag: string) => markInvalid(store, manifest.build, tag) : null
  if (appStore.shared) await shareInvalidations(store, log, mark)
  const kept = isKeeping
    ? createKeptPages({ build: manifest.build, log, appStore, builtPages: builtPages ?? null, keepAlive })
    : null
  if (kept) onInvalidation((kind, tag) => kept.invalidate(kind, tag))
  return {
    build: manifest.build,
    settings,
    services: { log, mode, draftProof: draftProof(manifest.generatedKey), keepAlive },
    matcher: compileRoutes(manifest.routes),
    intercepts: createIntercepts(manifest.routes.intercepts),
    notFound: notFoundPage(manifest.routes),
    functions,
    rules: compileRules(manifest.rules),
    middleware: await loadMiddleware(),
    onRequestError,
    tracing,
    prefixes: new Map(),
    manifest,
    captureScript: captureScript(settings.actions.replayTimeout),
    kept,
    dev: dev ?? null,
  }

  function keepAlive(promise: Promise<unknown>): void {
    work.add(promise)
    void promise.finally(() => work.delete(promise))
  }
}

/** webpack replaces the name by its own function. */
declare const __webpack_require__: (id: string | number) => Readonly<Record<string, unknown>>

async function loadReference(entry: FunctionEntry): Promise<unknown> {
  const module = await __webpack_require__(entry.id)
  return module[entry.name]
}

function runInFunctionContext<T>(run: () => T, signal: AbortSignal | null): T {
  const context = currentRequest('A server function')
  context.phase = 'function'
  context.narrowSignal(signal)
  return run()
}
