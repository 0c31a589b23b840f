/** In the process of the app: tells what the data cache holds, when that has changed. */
import type { DevCacheEntry } from '../protocol/dev-event.ts'
import type { DevHooks } from '../protocol/dev-hooks.ts'
import { hideSecrets } from './short-value.ts'

export interface CacheWatch {
  readonly attach: DevHooks['attach']
  /** Looks a little later, however often it is called until then. */
  look(): void
}

/** A request has mostly done its work by then. ms */
const DELAY = 300
const MOST = 200
const MOST_KEY = 160

export function watchCache(tell: (entries: readonly DevCacheEntry[]) => void): CacheWatch {
  let read: () => readonly DevCacheEntry[] = () => []
  let told = '[]'
  let isWaiting = false

  const compare = () => {
    isWaiting = false
    const entries = read().slice(-MOST).map(shorten)
    const text = JSON.stringify(entries)
    if (text === told) return
    told = text
    tell(entries)
  }

  return {
    attach({ cache }) {
      read = cache
    },
    look() {
      if (isWaiting) return
      isWaiting = true
      setTimeout(compare, DELAY).unref()
    },
  }
}

function shorten({ key, tags, oldAt }: DevCacheEntry): DevCacheEntry {
  const shown = hideSecrets(key)
  return {
    key: shown.length > MOST_KEY ? `${shown.slice(0, MOST_KEY - 1)}…` : shown,
    tags,
    oldAt: oldAt !== null && Number.isFinite(oldAt) ? oldAt : null,
  }
}
