/** What running server functions needs of the app around it. Made once per app. */
import type { Log } from '../../protocol/incoming.ts'
import type { RuntimeSettings } from '../../protocol/manifest.ts'
import type { Store } from '../../protocol/store.ts'
import type { OnceStore } from '../once/once-store.ts'
import type { ObserveRun } from '../observe/observe-run.ts'
import type { FunctionRegistry } from './registry.ts'

export interface FunctionEnv {
  readonly registry: FunctionRegistry
  readonly settings: Pick<RuntimeSettings, 'publicUrl' | 'actions'>
  readonly mode: 'development' | 'production'
  readonly log: Log
  readonly once: OnceStore
  /** What the processes of the app share. */
  readonly store: Store
  /** The server shuts down: nothing new is started. */
  readonly draining: () => boolean
  /**
   * Runs `run` in the request's context with cookies writable; `signal` is what requestSignal() gives there; null: the request's own.
   * Called inside the request, so the context can be found without being passed.
   */
  readonly runInFunctionContext: <T>(run: () => T, signal: AbortSignal | null) => T
  /** null: nobody wants to know. */
  readonly observeRun: ObserveRun | null
  /** ms a body may take; longer for functions that accept larger ones. */
  readonly bodyTimeout: number
}

export const BODY_TIMEOUT = 30_000
