/** Starts the app in the browser: payload, router, calls, hydration. */
import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { createFromReadableStream } from 'react-server-dom-webpack/client'
import type { BrowserConfig } from '../protocol/browser-config.ts'
import { readInterrupt } from '../protocol/interrupt.ts'
import { ASSET_PATH, CONFIG_GLOBAL, DEV_ERROR_EVENT, DEV_REFRESH_EVENT } from '../protocol/names.ts'
import type { PagePayload } from '../protocol/payload.ts'
import { callServer, connectCalls } from './call-server.ts'
import { clientReferences } from './client-references.ts'
import { createFreshness } from './freshness.ts'
import { recoverFromLostChunk } from './lost-chunk.ts'
import { payloadStream } from './payload-stream.ts'
import { isNavigated } from './redirect-boundary.tsx'
import { Root } from './root.tsx'
import { createNavigatorLoader, createRouter } from './router.ts'
import { createStage } from './stage.ts'
import type { Tab } from './tab.ts'

// webpack's own variables: what it loads later must come from the right place and pass the content security policy.
declare global {
  var __webpack_nonce__: string | undefined
  var __webpack_public_path__: string
}

// Mentioned so that the chunks of the client modules are made; React loads them by id.
void clientReferences

const scope = self as unknown as Record<string, unknown>
const config = scope[CONFIG_GLOBAL] as BrowserConfig
__webpack_nonce__ = config.nonce
__webpack_public_path__ = config.basePath + ASSET_PATH

const page = createFromReadableStream<PagePayload>(payloadStream(scope, documentEnd()), { callServer })
page.then(start, reportError)

function start(page: PagePayload): void {
  const stage = createStage(page)
  const navigator = createNavigatorLoader(() => tab)
  const router = createRouter(stage, navigator)
  const tab: Tab = { config, stage, navigator, router, callServer, freshness: createFreshness() }
  connectCalls(tab)
  // A redirected call whose caller did not care, or a bare transition around one: nothing went wrong.
  const forgive = (event: Event & { readonly error?: unknown; readonly reason?: unknown }) => {
    if (isNavigated(event.error ?? event.reason)) event.preventDefault()
  }
  addEventListener('error', forgive)
  addEventListener('unhandledrejection', forgive)
  if (process.env.NODE_ENV !== 'production') {
    addEventListener(DEV_REFRESH_EVENT, (event) => {
      event.preventDefault()
      router.refresh()
    })
  }
  const isSettled = (error: unknown) => readInterrupt(error) !== null || recoverFromLostChunk(error, tab)
  startTransition(() => {
    hydrateRoot(document, <Root tab={tab} />, {
      // React wants the tuple it made, whose type it does not publish.
      formState: (page.formState ?? null) as never,
      onCaughtError: (error, info) => {
        noteError(error, info)
        if (!isSettled(error)) console.error(error)
      },
      onUncaughtError: (error, info) => {
        noteError(error, info)
        if (!isSettled(error)) reportError(error)
      },
      // What failed on the server is in its log under this digest; React has rendered it again here.
      onRecoverableError: (error, info) => {
        noteError(error, info)
        if (digestOf(error) === undefined) reportError(error)
      },
    })
  })
}

/** For the overlay of `ferry dev`. */
function noteError(error: unknown, info: { componentStack?: string | undefined; errorBoundary?: unknown }): void {
  if (process.env.NODE_ENV !== 'production') {
    const { props } = (info.errorBoundary ?? {}) as { props?: object }
    // A boundary with a fallback is one of the app's own.
    const detail = { error, componentStack: info.componentStack, isHandled: props !== undefined && 'fallback' in props }
    dispatchEvent(new CustomEvent(DEV_ERROR_EVENT, { detail }))
  }
}

function digestOf(error: unknown): unknown {
  return (error as { digest?: unknown } | null)?.digest
}

function documentEnd(): Promise<unknown> {
  if (document.readyState !== 'loading') return Promise.resolve()
  return new Promise((resolve) => addEventListener('DOMContentLoaded', resolve))
}
