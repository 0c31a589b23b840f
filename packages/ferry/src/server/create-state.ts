/** Makes what every request finds ready. */
import type { AppOptions } from '../protocol/incoming.ts'
import type { FunctionEntry } from '../protocol/manifest.ts'
import { captureScript } from '../protocol/capture-script.ts'
import { compileRoutes } from '../router/match.ts'
import { type AppState, notFoundPage } from './app-state.ts'
import type { AppStore } from './app-store.ts'
import { createFunctionEnv } from './call/create-function-env.ts'
import { createIntercepts } from './intercepts.ts'
import { PARAMS, readBuiltParams } from './kept/built-params.ts'
import { createKeptPages } from './kept/create-kept-pages.ts'
import { markInvalid } from './kept/copies-elsewhere.ts'
import { loadMiddleware } from './middleware/load-middleware.ts'
import { observeRun } from './observe/observe-run.ts'
import { checkPostbackDigest } from './postback-digest.ts'
import { compileRules } from './rules/app-rules.ts'
import { dataCache } from './shared/data-cache.ts'
import { draftProof } from './shared/draft-mode.ts'
import { onInvalidation, shareInvalidations } from './shared/invalidation.ts'
import { currentRequest, findRequest } from './shared/request-context.ts'

export interface Surroundings extends Pick<AppState, 'onRequestError' | 'tracing'> {
  readonly appStore: AppStore
  readonly work: Set<Promise<unknown>>
  readonly draining: () => boolean
}

export async function createState(
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
  const isKeeping = mode === 'production' && manifest.keepsPages !== undefined
  const mark = isKeeping ? (tag: string) => markInvalid(store, manifest.build, tag) : null
  if (appStore.shared) await shareInvalidations(store, log, mark)
  const kept = isKeeping
    ? createKeptPages({ build: manifest.build, log, appStore, builtPages: builtPages ?? null, keepAlive })
    : null
  if (kept) onInvalidation((kind, tag) => kept.invalidate(kind, tag))
  const params = await builtPages?.read(PARAMS)
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
    builtParams: params ? readBuiltParams(params) : null,
    dev: dev ?? null,
  }

  function keepAlive(promise: Promise<unknown>): void {
    work.add(promise)
    void promise.finally(() => work.delete(promise))
  }
}

/** webpack replaces the name by its own function. */
declare const __webpack_require__: (id: string | number) => Readonly<Record<string, unknown>>

export async function loadReference(entry: FunctionEntry): Promise<unknown> {
  const module = await __webpack_require__(entry.id)
  return module[entry.name]
}

function runInFunctionContext<T>(run: () => T, signal: AbortSignal | null): T {
  const context = currentRequest('A server function')
  context.phase = 'function'
  context.narrowSignal(signal)
  return run()
}
