/** A deploy may take away the files of the build that this tab is from: then the page is loaded again, once for each build. */
import type { Tab } from './tab.ts'

const KEY = 'ferry:chunk'

/** True when the page is being loaded again because of this error. Never while something would be lost, or offline. */
export function recoverFromLostChunk(error: unknown, { config, stage, freshness }: Tab): boolean {
  if ((error as Error | null)?.name !== 'ChunkLoadError') return false
  if (stage.touched || freshness.inFlight || !navigator.onLine) return false
  try {
    if (sessionStorage[KEY] === config.build) return false
    sessionStorage[KEY] = config.build
    location.reload()
    return true
  } catch {
    // No storage: nothing would stop a second reload.
    return false
  }
}
