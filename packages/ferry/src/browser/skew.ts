/**
 * The server runs another build than this tab. When nothing would be lost the page is loaded again, at most once for each
 * build; otherwise the window gets a `ferry:stale` event and the user's work stays.
 */
import type { Tab } from './tab.ts'

const KEY = 'ferry:stale'

/** True when the page is being loaded again. */
export function recoverFromSkew({ config, stage, freshness }: Tab): boolean {
  // The dev server tells of every change, and what it means for this page.
  if (process.env.NODE_ENV === 'development') return false
  const reload = freshness.inFlight === 0 && !stage.touched && firstTime(config.build)
  if (reload) location.reload()
  else dispatchEvent(new CustomEvent(KEY))
  return reload
}

function firstTime(build: string): boolean {
  try {
    if (sessionStorage.getItem(KEY) === build) return false
    sessionStorage.setItem(KEY, build)
    return true
  } catch {
    // No storage: nothing would stop a second reload.
    return false
  }
}
