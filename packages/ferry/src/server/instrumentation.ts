/** The app's instrumentation.ts: told when the server starts, and of every error. */
import type { Incoming, Log } from '../protocol/incoming.ts'
import { instrumentationModule } from './rsc/app-modules.ts'

export type OnRequestError = (error: unknown, incoming: Incoming, digest: string) => void

/** Runs `register()` to its end. null: the app does not want to hear of errors. */
export async function loadInstrumentation(log: Log): Promise<OnRequestError | null> {
  const module = await instrumentationModule?.()
  if (typeof module?.register === 'function') await module.register()
  const listener = module?.onRequestError
  if (typeof listener !== 'function') return null
  return (error, { method, target, headers }, digest) => {
    const tell = async () => listener(error, { path: target, method, headers }, { digest })
    tell().catch((cause: unknown) => log('error', 'onRequestError() of instrumentation.ts failed', { error: cause }))
  }
}
