/** Everything that server functions need, made once when the app starts. */
import type { Log } from '../../protocol/incoming.ts'
import type { Manifest } from '../../protocol/manifest.ts'
import type { AppStore } from '../app-store.ts'
import { createMemoryStore } from '../once/memory-store.ts'
import type { ObserveRun } from '../observe/observe-run.ts'
import { createSharedOnceStore } from '../once/shared-once-store.ts'
import { installSealingKeys } from '../rsc/sealing-keys.ts'
import { BODY_TIMEOUT } from './function-env.ts'
import type { FunctionEnv } from './function-env.ts'
import { createFunctionRegistry } from './registry.ts'
import type { LoadReference } from './registry.ts'

export interface FunctionEnvOptions {
  readonly manifest: Pick<Manifest, 'functions' | 'generatedKey'> & { readonly settings: FunctionEnv['settings'] }
  readonly mode: 'development' | 'production'
  readonly log: Log
  readonly load: LoadReference
  /** FERRY_ENCRYPTION_KEY */
  readonly encryptionKeys: string | undefined
  readonly runInFunctionContext: FunctionEnv['runInFunctionContext']
  readonly draining: () => boolean
  readonly appStore: AppStore
  readonly observeRun?: ObserveRun | null
}

/** Rejects with a FerryError when a function of the manifest is missing or the keys are unusable: such a server must not start. */
export async function createFunctionEnv(options: FunctionEnvOptions): Promise<FunctionEnv> {
  const { manifest, mode, log, runInFunctionContext, draining } = options
  // Before the modules are evaluated: one of them may send a capturing reference at once.
  installSealingKeys(options.encryptionKeys, manifest.generatedKey)
  return {
    registry: await createFunctionRegistry(manifest, options.load),
    settings: manifest.settings,
    mode,
    log,
    once: options.appStore.shared ? createSharedOnceStore(options.appStore.store) : createMemoryStore(),
    store: options.appStore.store,
    observeRun: options.observeRun ?? null,
    draining,
    runInFunctionContext,
    bodyTimeout: BODY_TIMEOUT,
  }
}
