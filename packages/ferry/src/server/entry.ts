/** Entry of the server bundle: what the host loads. */
import type { App, ServerBundle } from '../protocol/incoming.ts'
import { openAppStore, ownMemory } from './app-store.ts'
import { createState, loadReference } from './create-state.ts'
import { handleRequest } from './handle-request.ts'
import { loadInstrumentation } from './instrumentation.ts'
import { renderPages as renderAll } from './kept/render-pages.ts'
import { openTracing } from './observe/tracing.ts'
import { renewState } from './renew-state.ts'
import { serverModule } from './rsc/app-modules.ts'
import { findRequest } from './shared/request-context.ts'

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

export const renderPages: Required<ServerBundle>['renderPages'] = async ({ manifest, log, write }) => {
  const work = new Set<Promise<unknown>>()
  const onRequestError = await loadInstrumentation(log)
  const state = await createState(
    { manifest, mode: 'production', log },
    // The store of the app belongs to the running one.
    { onRequestError, tracing: null, appStore: ownMemory(), work, draining: () => false },
  )
  const report = await renderAll(state, write)
  while (work.size > 0) await Promise.allSettled(work)
  return report
}
